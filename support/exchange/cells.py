"""A service as a row of cells that staff can read and write in a spreadsheet, and back.

Only a cell whose words changed is ever written back, so a cell may say less than the database holds. A secret place is
in no cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from support.enums import Channel, HoursKind, OnBill
from support.models import ContactPoint, HoursException, HoursRule, Location, Service

Row = dict[str, str]
# Cells that are one field each.
TEXTS = {
    "name": "name", "summary": "summary", "description": "description", "alert": "alert", "eligibility": "eligibility",
    "referral": "referral", "cost": "cost", "who_is_told": "who_is_told", "what_happens": "steps_text",
    "review_owner": "review_owner", "external_id": "external_id",
}  # fmt: skip
NUMBERS = {"age_min": "age_min", "age_max": "age_max"}
CODES = {"audience": "audience", "languages": "languages"}
CHOICES = {"bank_holidays": "bank_holidays", "nation": "nation", "status": "status"}
YES_NO = {"is_free": "is_free", "location_confidential": "location_confidential"}
DATES = {"last_checked": "last_checked", "review_by": "review_by"}
FIELDS = {**TEXTS, **NUMBERS, **CODES, **CHOICES, **YES_NO, **DATES}
LINKED = ("organisation", "areas", "needs")
PARTS = ("contacts", "hours", "other_hours", "places")
COLUMNS = ("uuid", "external_id", "name", "organisation", "summary", "description", "alert", "needs", "areas",
           "age_min", "age_max", "audience", "eligibility", "referral", "languages", "is_free", "cost", "who_is_told",
           "what_happens", "contacts", "hours", "other_hours", "bank_holidays", "nation", "location_confidential",
           "places", "status", "review_owner", "last_checked", "review_by")  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BANK = "Bank holidays"
KINDS = {HoursKind.ALL_DAY: "all day", HoursKind.APPOINTMENT: "by appointment", HoursKind.CLOSED: "closed"}
CONTACT_KEYS = {"word": "word", "as": "display", "hours": "hours_words", "cost": "cost", "bill": "on_bill",
                "languages": "languages", "access": "accessibility"}  # fmt: skip
PLACE_KEYS = {"postcode": "postcode", "name": "name", "directions": "directions", "access": "accessibility"}


class CellError(Exception):
    """What is wrong with one cell, in a plain sentence that repeats nothing of a place."""


def normal(text: str) -> str:
    """A cell without the differences that nobody sees: line ends, and spaces at the ends of lines."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def row_of(service: Service) -> Row:
    """The cells of `service`, in the order of COLUMNS. Its parts should be prefetched."""
    cells: dict[str, str] = {"uuid": str(service.uuid), "organisation": service.organisation.name}
    for column, field in FIELDS.items():
        cells[column] = _written(getattr(service, field))
    for column in ("areas", "needs"):
        cells[column] = " ".join(sorted(one.slug for one in getattr(service, column).all()))
    cells["contacts"] = "\n".join(_contact_line(point) for point in service.contacts)
    cells["hours"] = "\n".join(_hours_line(line) for line in service.hours_rules.all())
    cells["other_hours"] = "\n".join(_dated_line(line) for line in service.hours_exceptions.all())
    cells["places"] = "\n".join(place_line(place) for place in service.places)
    return {column: normal(cells[column]) for column in COLUMNS}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _extras(one: Any, keys: dict[str, str]) -> str:
    said = [(key, _written(getattr(one, field))) for key, field in keys.items()]
    return "".join(f" | {key}: {' '.join(value.replace('|', '/').split())}" for key, value in said if value)


def _contact_line(point: ContactPoint) -> str:
    extras = _extras(point, CONTACT_KEYS).replace(f" | bill: {OnBill.UNKNOWN}", "")
    return f"{point.channel}: {point.value}{extras}"


def place_line(place: Location) -> str:
    """One public place in one line."""
    lines = [line.strip() for line in place.address.replace("|", "/").splitlines() if line.strip()]
    return ", ".join(lines) + _extras(place, PLACE_KEYS)


def _kind(line: Any) -> str:
    if line.kind == HoursKind.TIMES and line.opens and line.closes:
        return f"{line.opens:%H:%M}-{line.closes:%H:%M}"
    return KINDS.get(line.kind, KINDS[HoursKind.CLOSED])


def _hours_line(line: HoursRule) -> str:
    last = line.day if line.last_day is None else line.last_day
    days = BANK if line.day >= len(DAYS) else DAYS[line.day] + (f"-{DAYS[last]}" if last != line.day else "")
    return f"{f'{line.channel}: ' if line.channel else ''}{days} {_kind(line)}"


def _dated_line(line: HoursException) -> str:
    last = f" to {line.last_date}" if line.last_date and line.last_date != line.first_date else ""
    words = f" | {line.words.replace('|', '/')}" if line.words else ""
    return f"{f'{line.channel}: ' if line.channel else ''}{line.first_date}{last} {_kind(line)}{words}"


def value_of(column: str, cell: str) -> Any:
    """The value of a cell of FIELDS. Raises CellError; lengths and codes are checked with the whole service."""
    if column in NUMBERS:
        if cell and not re.fullmatch(r"[0-9]{1,3}", cell):
            raise CellError("must be a whole number of years")
        return int(cell) if cell else None
    if column in YES_NO:
        if cell.lower() not in ("yes", "no", "true", "false", "1", "0", ""):
            raise CellError("must be yes or no")
        return cell.lower() in ("yes", "true", "1") or (column == "is_free" and not cell)
    if column in DATES:
        return _date(cell)
    return cell.split() if column in CODES else cell


def _date(written: str) -> date:
    day = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", written)
    try:
        return date(int(day[3]), int(day[2]), int(day[1])) if day else date.fromisoformat(written)
    except ValueError:
        raise CellError("must be a date such as 2026-01-31 or 31/01/2026") from None


def same(column: str, cell: str, now: str) -> bool:
    """Whether `cell` says what `now` says, though in other letters: yes and true, two ways to write a date."""
    if cell == now:
        return True
    if column in ("areas", "needs"):
        return set(cell.split()) == set(now.split())
    try:
        return column in FIELDS and bool(value_of(column, cell) == value_of(column, now))
    except CellError:
        return False


def parts_of(column: str, cell: str, *, secret: bool) -> list[Any]:
    """The parts that a cell of PARTS stands for, not saved; places are confidential when `secret`. Raises CellError,
    which for a place never says what was written."""
    makers: dict[str, Callable[[str], Any]] = {
        "contacts": _contact, "hours": _hours, "other_hours": _dated, "places": _place
    }  # fmt: skip
    made = []
    for number, line in enumerate([line.strip() for line in cell.splitlines() if line.strip()], start=1):
        try:
            part = makers[column](line)
        except CellError as problem:
            raise CellError(f"line {number}: {problem}") from None
        part.sort_order = number - 1
        if secret and column == "places":
            part.is_confidential = True
        made.append(part)
    return made


def _split(line: str, keys: dict[str, str]) -> tuple[str, dict[str, Any]]:
    first, *rest = [piece.strip() for piece in line.split("|")]
    found: dict[str, Any] = {}
    for piece in rest:
        key, colon, value = piece.partition(":")
        if not colon or key.strip().lower() not in keys:
            raise CellError(f"after | write one of {', '.join(keys)}, a colon and the words")
        found[keys[key.strip().lower()]] = value.strip()
    return first, found


def _contact(line: str) -> ContactPoint:
    first, extras = _split(line, CONTACT_KEYS)
    channel, _colon, value = first.partition(":")
    if channel.strip().lower() not in Channel.values:
        raise CellError(f"begin with one of {', '.join(Channel.values)} and a colon, as call: 01632 960001")
    extras["languages"] = extras.get("languages", "").split()
    return ContactPoint(channel=channel.strip().lower(), value=value.strip(), **extras)


def _place(line: str) -> Location:
    first, extras = _split(line, PLACE_KEYS)
    if not first:
        raise CellError("begin with the address, with commas between its lines")
    return Location(address="\n".join(part.strip() for part in first.split(",") if part.strip()), **extras)


def _channel(line: str) -> tuple[str, str]:
    channel, colon, rest = line.partition(": ")
    return (channel.lower(), rest.strip()) if colon and channel.lower() in Channel.values else ("", line)


def _times(written: str) -> dict[str, Any]:
    kind = next((kind for kind, words in KINDS.items() if written.lower() == words), None)
    if kind is not None:
        return {"kind": kind}
    times = re.fullmatch(r"([0-9]{1,2}):([0-9]{2}) ?[-–] ?([0-9]{1,2}):([0-9]{2})", written)
    try:
        opens, closes = (
            (time(int(times[1]), int(times[2])), time(int(times[3]), int(times[4]))) if times else (None, None)
        )
    except ValueError:
        opens = closes = None
    if opens is None:
        raise CellError("write times as 09:00-17:00, or all day, by appointment, closed")
    return {"kind": HoursKind.TIMES, "opens": opens, "closes": closes}


def _hours(line: str) -> HoursRule:
    channel, rest = _channel(line)
    if rest.lower().startswith(BANK.lower()):
        return HoursRule(channel=channel, day=len(DAYS), **_times(rest[len(BANK) :].strip()))
    days, _space, times = rest.partition(" ")
    short = [day.lower() for day in DAYS]
    named = [name[:3].lower() for name in re.split(r"[-–]", days)]
    if not 1 <= len(named) <= 2 or any(name not in short for name in named):
        raise CellError("begin with days, as Mon-Fri 09:00-17:00, Sat closed or Bank holidays closed")
    first, last = short.index(named[0]), short.index(named[-1])
    return HoursRule(channel=channel, day=first, last_day=last if last != first else None, **_times(times.strip()))


def _dated(line: str) -> HoursException:
    told, _bar, words = line.partition("|")
    channel, rest = _channel(told.strip())
    found = re.fullmatch(r"(\S+)(?: to (\S+))? (.+)", rest)
    if not found:
        raise CellError("write it as 2026-12-25 closed, or 2026-12-24 to 2026-12-26 10:00-12:00")
    last = _date(found[2]) if found[2] else None
    times = _times(found[3].strip())
    return HoursException(channel=channel, first_date=_date(found[1]), last_date=last, words=words.strip(), **times)
