"""Checking a feed against Open Referral UK 3.0, as its validator does: the root, the envelope, the first, a middle and
the last page of each list, and things taken from the lists by their ids. jsonschema is the referee; it is in the extra
`oruk`, and imported only here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

SCHEMAS = Path(__file__).parent / "schemas"
ENVELOPE = {"total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool,
            "last_page": bool, "empty": bool, "contents": list}  # fmt: skip
# List, schema of its items, schema of one of them, whether the profile demands it.
LISTS = (
    ("services", "service_list", "service", True),
    ("service_at_locations", "service_at_location_list", "service_at_location", False),
    ("organizations", "organization_list", "organization", False),
    ("taxonomies", "taxonomy", "taxonomy", False),
    ("taxonomy_terms", "taxonomy_term", "taxonomy_term", False),
)
ITEMS_TRIED = 3
Get = Callable[[str], "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a feed said: the status, its headers with lower-case names, and the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Report:
    """What was checked and what is wrong, in plain sentences."""

    checked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _formats() -> jsonschema.FormatChecker:
    """The four formats that the profile uses; jsonschema leaves out those that need other packages."""
    checker = jsonschema.FormatChecker(())

    @checker.checks("uri")
    def _uri(value: object) -> bool:
        return not isinstance(value, str) or bool(re.fullmatch(r"[a-zA-Z][\w+.-]*:[!-~]+", value, re.A))

    @checker.checks("email")
    def _email(value: object) -> bool:
        return not isinstance(value, str) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+", value))

    @checker.checks("uuid")
    def _uuid(value: object) -> bool:
        return not isinstance(value, str) or bool(
            re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value)
        )

    @checker.checks("date-time", raises=ValueError)
    def _instant(value: object) -> bool:
        return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)

    return checker


def validator(name: str) -> Any:
    """The validator of the schema `name`, formats included. Those of taxonomies are not among the compiled ones: a term
    is part of a service there, and a taxonomy asks for the same three fields."""
    if name.startswith("taxonomy"):
        service = json.loads((SCHEMAS / "service.json").read_text())
        schema = service["properties"]["attributes"]["items"]["properties"]["taxonomy_term"]
    else:
        schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    return jsonschema.Draft202012Validator(schema, format_checker=_formats())


def check(get: Get) -> Report:
    """Check the feed that `get` reads (a path such as "/services?page=1" gives an Answer)."""
    report = Report()
    root = _read(get, "/", report)
    if isinstance(root, dict):
        _check_root(root, report)
    for name, of_items, of_one, needed in LISTS:
        _check_list(get, name, of_items, of_one, needed, report)
    _check_refusals(get, report)
    return report


def _read(get: Get, path: str, report: Report) -> Any:
    """The JSON at `path`, or None with a problem."""
    answer = get(path)
    report.checked.append(path)
    if answer.headers.get("access-control-allow-origin") != "*":
        report.problems.append(f"{path}: the header Access-Control-Allow-Origin: * is missing.")
    if answer.status != 200:
        report.problems.append(f"{path}: answered {answer.status}, not 200.")
        return None
    try:
        return json.loads(answer.body)
    except ValueError:
        report.problems.append(f"{path}: what came is not JSON.")
        return None


def _check_root(root: dict[str, Any], report: Report) -> None:
    if not re.fullmatch(r"HSDS-UK-3\.\d+", str(root.get("version", ""))):
        report.problems.append('/: version must be "HSDS-UK-3.0".')
    for name in ("profile", "openapi_url"):
        if not urlsplit(str(root.get(name, ""))).scheme:
            report.problems.append(f"/: {name} must be an address.")


def _check_list(get: Get, name: str, of_items: str, of_one: str, needed: bool, report: Report) -> None:
    if not needed and get(f"/{name}").status == 404:
        report.warnings.append(f"/{name}: not offered. The profile does not demand it.")
        return
    first = _read(get, f"/{name}", report)
    if not isinstance(first, dict) or not _check_page(f"/{name}", first, 1, of_items, report):
        return
    if not first["contents"]:
        report.warnings.append(f"/{name}: nothing is in it.")
    last, contents = first["total_pages"], list(first["contents"])
    for number in sorted({(last + 1) // 2, last} - {0, 1}):
        page = _read(get, f"/{name}?page={number}", report)
        if isinstance(page, dict) and _check_page(f"/{name}?page={number}", page, number, of_items, report):
            contents += page["contents"]
    ids = [str(one.get("id")) for one in contents if isinstance(one, dict)]
    for id in [*ids[:1], *ids[len(ids) // 2 :][:1], *ids[-1:]][:ITEMS_TRIED]:
        one = _read(get, f"/{name}/{id}", report)
        if one is not None:
            report.problems += _wrong(f"/{name}/{id}", one, of_one)
            if isinstance(one, dict) and one.get("id") != id:
                report.problems.append(f"/{name}/{id}: it has another id.")


def _check_page(path: str, page: dict[str, Any], number: int, of_items: str, report: Report) -> bool:
    """Check one page; False where its envelope cannot be used."""
    wrong = [key for key, kind in ENVELOPE.items() if type(page.get(key)) is not kind]
    if wrong:
        report.problems += [f"{path}: {key} is missing or not of its type." for key in wrong]
        return False
    said = {
        "page_number": page["page_number"] == number,
        "size": page["size"] == len(page["contents"]),
        "first_page": page["first_page"] == (number == 1),
        "last_page": page["last_page"] == (number >= page["total_pages"]),
        "empty": page["empty"] == (not page["contents"]),
    }
    report.problems += [f"{path}: {key} does not say what is so." for key, right in said.items() if not right]
    report.problems += _wrong(path, page["contents"], of_items)
    return True


def _wrong(path: str, given: Any, schema: str) -> Iterator[str]:
    """What the schema says against `given` (one thing or a list), as sentences without the values themselves."""
    referee = validator(schema)
    for place, one in enumerate(given) if isinstance(given, list) else [(None, given)]:
        for error in referee.iter_errors(one):
            where = ".".join(str(step) for step in ([] if place is None else [place]) + list(error.absolute_path))
            what = error.message if error.validator == "required" else f"does not keep to its {error.validator}"
            yield f"{path}: {where or 'it'} {what}."


def _check_refusals(get: Get, report: Report) -> None:
    """A page too far must be 404, and never HTML."""
    path = "/services?page=999999"
    answer = get(path)
    report.checked.append(path)
    if answer.status != 404:
        report.problems.append(f"{path}: a page that is not there must answer 404, not {answer.status}.")
    if "html" in answer.headers.get("content-type", ""):
        report.problems.append(f"{path}: an error must not be a web page.")
