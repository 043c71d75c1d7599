"""Reading deploy/partnerships/*.toml: every mistake in a file becomes one plain sentence for whoever wrote it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify

from core.areas.models import Partnership
from core.areas.queries import OUTWARD
from core.ui import brand

TEXTS = frozenset(
    {"name", "short_name", "place", "strapline", "controller", "domain", "contact_email", "contact_phone",
     "contact_address", "safeguarding_email", "accountable_person", "exit_address"}
)  # fmt: skip
KNOWN = TEXTS | {"brand", "facts", "helplines", "areas", "centres"}
AREA_KEYS = frozenset({"name", "slug", "nation", "ons_codes", "sectors"})
LINE_KEYS = frozenset({"label", "short", "display", "href", "where"})
NATIONS = ("ENG", "WLS", "SCT", "NIR")


class PartnershipFileError(Exception):
    """What is wrong with a partnership file, in one sentence."""


@dataclass(frozen=True)
class AreaPlan:
    """One area of the file: `ons_codes` like E06000023, `sectors` like ZZ993 (upper case, no space)."""

    name: str
    slug: str
    nation: str
    ons_codes: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class PartnershipPlan:
    """A whole file, checked: `values` are fields of Partnership; `centres` the middles (metres east and north on the
    national grid) of first halves that no directory has, such as those of a made-up place."""

    values: dict[str, Any]
    areas: tuple[AreaPlan, ...]
    centres: dict[str, tuple[int, int]] = field(default_factory=dict)


def read(path: Path) -> PartnershipPlan:
    """The plan in the file at `path`. Raises PartnershipFileError."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise PartnershipFileError(f"{path} cannot be read ({problem.strerror}).") from None
    except UnicodeDecodeError:
        raise PartnershipFileError(f"{path} is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as problem:
        raise PartnershipFileError(f"{path} is not TOML: {problem}.") from None
    _only_known("the file", written, KNOWN)
    if not written.get("name"):
        raise PartnershipFileError("name is missing: say what the partnership is called.")
    centres = _centres(written.get("centres", {}))
    return PartnershipPlan(_values(written), _areas(written.get("areas", [])), centres)


def _only_known(where: str, written: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(written) - known)
    if unknown:
        raise PartnershipFileError(f"{unknown[0]!r} in {where} is not known; it may hold {', '.join(sorted(known))}.")


def _text(where: str, value: Any, longest: int | None = None) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise PartnershipFileError(f"{where} must be text in quotation marks.")
    if longest and len(value) > longest:
        raise PartnershipFileError(f"{where} is {len(value)} letters long; {longest} is the most.")
    return value.strip()


def _values(written: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in sorted(TEXTS & set(written)):
        longest = getattr(Partnership._meta.get_field(key), "max_length", None)
        values[key] = _text(key, written[key], longest)
    for key in ("contact_email", "safeguarding_email"):
        if values.get(key):
            _valid(key, values[key], validate_email, "an e-mail address")
    exit_to = values.get("exit_address", "https://")
    if not exit_to.startswith("https://") or (exit_to != "https://" and not _is_address(exit_to)):
        raise PartnershipFileError("exit_address must be an address that begins with https://.")
    if wrong := brand.problems(written.get("brand", {})):
        raise PartnershipFileError(f"brand: {wrong[0]}")
    values["brand"] = written.get("brand", {})
    values["facts"] = _facts(written.get("facts", {}))
    values["helplines"] = [_line(line) for line in _tables("helplines", written.get("helplines", []))]
    return values


def _is_address(address: str) -> bool:
    host = address.removeprefix("https://").split("/", 1)[0]
    return bool(host) and url_has_allowed_host_and_scheme(address, allowed_hosts={host}, require_https=True)


def _valid(where: str, value: str, check: Callable[[str], None], what: str) -> None:
    try:
        check(value)
    except ValidationError:
        raise PartnershipFileError(f"{where} must be {what}, not {value!r}.") from None


def _facts(written: Any) -> dict[str, str]:
    if not isinstance(written, dict):
        raise PartnershipFileError("facts must be a table of keys and texts.")
    return {key: _text(f"facts.{key}", value, 2000) for key, value in written.items()}


def _tables(where: str, written: Any) -> list[dict[str, Any]]:
    if not isinstance(written, list) or not all(isinstance(each, dict) for each in written):
        raise PartnershipFileError(f"{where} must be written as [[{where}]] tables.")
    return written


def _line(written: dict[str, Any]) -> dict[str, Any]:
    _only_known("helplines", written, LINE_KEYS)
    line: dict[str, Any] = {key: _text(f"helplines.{key}", written.get(key, ""), 120) for key in LINE_KEYS - {"where"}}
    if not line["label"] or not line["display"] or not re.match(r"(tel|sms|https):", line["href"]):
        raise PartnershipFileError("each of helplines needs label, display, and an href with tel:, sms: or https:.")
    where = written.get("where", ["footer"])
    if not isinstance(where, list) or not set(map(str, where)) <= {"strip", "footer"}:
        raise PartnershipFileError('helplines.where may hold "strip" and "footer" only.')
    return {**{key: value for key, value in line.items() if value}, "where": where}


def _areas(written: Any) -> tuple[AreaPlan, ...]:
    plans = tuple(_area(each) for each in _tables("areas", written))
    for what in ("slug", "name"):
        _no_twins(f"areas.{what}", [getattr(plan, what) for plan in plans])
    _no_twins("areas.ons_codes", [code for plan in plans for code in plan.ons_codes])
    _no_twins("areas.sectors", [sector for plan in plans for sector in plan.sectors])
    return plans


def _no_twins(where: str, values: list[str]) -> None:
    twins = sorted({value for value in values if values.count(value) > 1})
    if twins:
        raise PartnershipFileError(f"{where}: {twins[0]!r} is there twice.")


def _area(written: dict[str, Any]) -> AreaPlan:
    _only_known("areas", written, AREA_KEYS)
    name = _text("areas.name", written.get("name", ""), 80)
    slug = _text("areas.slug", written.get("slug", slugify(name)), 50)
    if not name or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise PartnershipFileError(f"each of areas needs a name, and a slug like kestrel-bay, not {slug!r}.")
    nation = _text("areas.nation", written.get("nation", "ENG"))
    if nation not in NATIONS:
        raise PartnershipFileError(f"areas.nation must be one of {', '.join(NATIONS)}, not {nation!r}.")
    codes = _codes(f"{slug}.ons_codes", written.get("ons_codes", []), r"[EWSN]\d{8}", "a code like E06000023")
    sector = rf"{OUTWARD}[0-9]"
    sectors = _codes(f"{slug}.sectors", written.get("sectors", []), sector, "a postcode sector like ZZ99 3")
    if not codes and not sectors:
        raise PartnershipFileError(f"{slug} needs ons_codes (or, for a made-up place, sectors).")
    return AreaPlan(name, slug, nation, codes, sectors)


def _codes(where: str, written: Any, pattern: str, example: str) -> tuple[str, ...]:
    found = []
    for each in written if isinstance(written, list) else [written]:
        code = each.replace(" ", "").upper() if isinstance(each, str) else ""
        if not re.fullmatch(pattern, code):
            raise PartnershipFileError(f"{where}: {each!r} is not {example}.")
        found.append(code)
    return tuple(found)


def _centres(written: Any) -> dict[str, tuple[int, int]]:
    if not isinstance(written, dict):
        raise PartnershipFileError("centres must be a table such as ZZ99 = [600000, 400000].")
    for code, at in written.items():
        metres = at if isinstance(at, list) and len(at) == 2 else [None]
        if not re.fullmatch(OUTWARD, code) or not all(type(each) is int and 0 < each < 1_300_000 for each in metres):
            raise PartnershipFileError(
                f"centres.{code} must be a first half and two numbers, as ZZ99 = [600000, 400000]."
            )
    return {code: (at[0], at[1]) for code, at in written.items()}
