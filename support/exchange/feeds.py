"""Open Referral UK in: each service as the row of cells of a spreadsheet. What is not known is left out."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from support.enums import Audience, Channel, HoursKind, Language, Status
from support.exchange.cells import BANK, CONTACT_KEYS, DAYS, KINDS, Row
from support.exchange.csv_files import MOST_ROWS, BadFile, decoded
from support.oruk.records import DAY_CODES

STATUSES = {"active": Status.ACTIVE, "inactive": Status.PAUSED, "temporarily closed": Status.PAUSED,
            "defunct": Status.ENDED}  # fmt: skip
PHONES = {"text": Channel.TEXT, "textphone": Channel.RELAY}


def looks_like_json(body: bytes) -> bool:
    """Whether the body of a file begins as JSON does."""
    return body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")


def read_services(body: bytes) -> list[dict[str, Any]]:
    """The services in a page of a feed, a list, one service, or one a line. Raises BadFile."""
    text = decoded(body).strip()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        try:
            said = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise BadFile("The file is not JSON that can be read.") from None
    if isinstance(said, dict) and "contents" in said:
        said = said["contents"]
    found = said if isinstance(said, list) else [said]
    if len(found) > MOST_ROWS:
        raise BadFile(f"The feed has more than {MOST_ROWS:,} services. Take it in parts.")
    if not found or not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in found):
        raise BadFile("This is no list of services in Open Referral UK 3.0: each needs an id.")
    return found


def row_from(service: dict[str, Any]) -> Row:
    """The cells of one service of a feed. Nothing in it is trusted to be of its type."""
    summary, _gap, more = _text(service, "description").replace("\r\n", "\n").partition("\n\n")
    if len(summary) > 200:
        summary, more = summary[:197].rsplit(" ", 1)[0] + "…", _text(service, "description")
    identity = _text(service, "id")
    row = {
        "uuid" if _is_uuid(identity) else "external_id": identity,
        "name": _text(service, "name"),
        "organisation": _text(_dict(service, "organization"), "name"),
        "summary": summary or _text(service, "name"),
        "description": more,
        "alert": _text(service, "alert"),
        "age_min": _years(service.get("minimum_age")),
        "age_max": _years(service.get("maximum_age")),
        "status": STATUSES.get(_text(service, "status"), ""),
        "eligibility": _text(service, "eligibility_description"),
        "referral": _text(service, "application_process"),
        "who_is_told": _text(service, "x_who_is_told"),
        "what_happens": _text(service, "x_what_happens"),
        "review_owner": _text(service, "x_assured_by"),
        "last_checked": _text(service, "assured_date")[:10],
        "review_by": _text(service, "x_review_by"),
        "languages": " ".join(code for one in _list(service, "languages") if (code := _language(one))),
        "contacts": _contacts(service),
        "hours": _hours(service),
        "places": "\n".join(line for one in _list(service, "service_at_locations") if (line := _place(one))),
        "bank_holidays": _text(_dict(service, "x_bank_holidays"), "policy"),
        "nation": _text(_dict(service, "x_bank_holidays"), "nation"),
        **_fees(service),
        **_terms(service),
    }
    return {column: cell for column, cell in row.items() if cell}


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return value.replace("\x00", " ").strip() if isinstance(value, str) else ""


def _dict(record: dict[str, Any], key: str) -> dict[str, Any]:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _list(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = record.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _line(text: str) -> str:
    return " ".join(text.replace("|", "/").replace("\x00", " ").split())


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _years(value: Any) -> str:
    whole = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 120
    return str(int(value)) if whole else ""


def _language(one: dict[str, Any]) -> str:
    code, name = _text(one, "code").lower()[:3], _text(one, "name").lower()
    return next((c for c, label in Language.choices if code == c or name in (c, str(label).lower())), "")


def _fees(service: dict[str, Any]) -> Row:
    fees = _line(_text(service, "fees"))
    if not fees:
        return {}
    return {"is_free": "yes"} if fees.lower() == "free" else {"is_free": "no", "cost": fees}


def _contacts(service: dict[str, Any]) -> str:
    points = _list(service, "x_contact_points")
    lines = [
        f"{_text(one, 'channel')}: {_line(_text(one, 'value'))}"
        + "".join(_said(one, *pair) for pair in CONTACT_KEYS.items())
        for one in points
    ]
    if not points:
        for phone in _list(service, "phones"):
            channel = PHONES.get(_text(phone, "type").lower(), Channel.CALL)
            words = _line(_text(phone, "description"))
            lines.append(f"{channel}: {_line(_text(phone, 'number'))}" + (f" | hours: {words}" if words else ""))
        emails = [_text(service, "email"), *(_text(one, "email") for one in _list(service, "contacts"))]
        lines += [f"{Channel.EMAIL}: {_line(email)}" for email in dict.fromkeys(emails) if email]
    return "\n".join(lines)


def _said(one: dict[str, Any], key: str, field: str) -> str:
    value = one.get(field)
    words = _line(" ".join(map(str, value)) if isinstance(value, list) else _text(one, field))
    return f" | {key}: {words}" if words and (key, words) != ("bill", "unknown") else ""


def _hours(service: dict[str, Any]) -> str:
    """Weekly hours: our own words where they are given, else the schedules that name days and times."""
    lines = []
    for one in _list(service, "x_hours"):
        if isinstance(one.get("day"), int) and 0 <= one["day"] <= len(DAYS):
            first, last = one["day"], one.get("last_day")
            span = f"-{DAYS[last]}" if isinstance(last, int) and last != first and 0 <= last < len(DAYS) else ""
            days = BANK if first == len(DAYS) else DAYS[first] + span
            channel = f"{one['channel']}: " if _text(one, "channel") in Channel.values else ""
            kinds = {str(kind): words for kind, words in KINDS.items()}
            times = kinds.get(_text(one, "kind"), f"{_text(one, 'opens')}-{_text(one, 'closes')}")
            lines.append(f"{channel}{days} {times}")
    for one in _list(service, "schedules") if not lines else []:
        opens, closes = _text(one, "opens_at")[:5], _text(one, "closes_at")[:5]
        all_day = (opens, closes) in (("00:00", "23:59"), ("00:00", "24:00"))
        for code in _text(one, "byday").upper().split(","):
            if code.strip()[-2:] in DAY_CODES and opens and closes and not _text(one, "valid_to"):
                day = DAYS[DAY_CODES.index(code.strip()[-2:])]
                lines.append(f"{day} {KINDS[HoursKind.ALL_DAY] if all_day else f'{opens}-{closes}'}")
    return "\n".join(lines)


def _place(one: dict[str, Any]) -> str:
    location = _dict(one, "location")
    address = next(iter(_list(location, "addresses")), {})
    lines = [_line(_text(address, key)) for key in ("address_1", "address_2", "city")]
    if not lines[0]:
        return ""
    access = next(iter(_list(location, "accessibility")), {})
    extras = {"postcode": _text(address, "postal_code")[:8], "name": _text(location, "name")[:80],
              "directions": _text(location, "transportation"),
              "access": _text(access, "description")[:200]}  # fmt: skip
    said = "".join(f" | {key}: {_line(words)}" for key, words in extras.items() if words)
    return ", ".join(line for line in lines if line) + said


def _terms(service: dict[str, Any]) -> Row:
    """Audience by its codes; areas and needs by their slugs, ids or names, which the plan looks up."""
    terms = [_dict(one, "taxonomy_term") for one in _list(service, "attributes")]
    codes = [_text(term, "term") for term in terms]
    return {
        "audience": " ".join(code for code in dict.fromkeys(codes) if code in Audience.values),
        "needs": "\n".join(_line(_text(term, "name")) for term in terms),
        "areas": "\n".join(
            _line(_text(area, "x_slug") or _text(area, "name")) for area in _list(service, "service_areas")
        ),
    }
