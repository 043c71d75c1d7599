"""What a caller of the API asks for, read from the address. A known parameter that makes no sense is a BadQuestion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from core.areas.queries import split_postcode

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_ON_PAGE = 500
# The postcode is no part of it on purpose: an address that holds one is kept nowhere (see support.apps).
KEPT_KEYS = frozenset(
    {"page", "per_page", "taxonomy_term_id", "taxonomy_id", "minimum_age", "maximum_age", "start_time", "end_time",
     "day", "organization_id", "minimal", "full", "format", "parent_id", "top_only"}
)  # fmt: skip
PRIVATE_KEYS = frozenset({"search", "postcode", "proximity", "modified_after"})


class BadQuestion(Exception):
    """One plain sentence that says which parameter is wrong and how to write it."""


@dataclass(frozen=True)
class Question:
    """The cleaned parameters. None and "" mean "any"; `per_page` None where it was not given; `near` is a postcode,
    whole or its first half, and `within` a distance from the middle of its first half in metres."""

    page: int = 1
    per_page: int | None = None
    search: str = ""
    term: UUID | None = None
    taxonomy: UUID | None = None
    organisation: UUID | None = None
    parent: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    start: time | None = None
    end: time | None = None
    day: int | None = None
    modified_after: datetime | None = None
    near: str = ""
    within: float | None = None
    minimal: bool = False
    full: bool = False
    lines: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it asks for some services rather than all."""
        asked = (self.term, self.taxonomy, self.organisation, self.minimum_age, self.maximum_age, self.start, self.end,
                 self.day, self.modified_after)  # fmt: skip
        return bool(self.search) or any(value is not None for value in asked)


def read_question(query: QueryDict) -> Question:
    """The Question in `query`. Parameters that nobody knows are left out. Raises BadQuestion."""

    def read(name: str, parse: Callable[[str], Any], how: str) -> Any:
        written = query.get(name, "").strip()
        if not written:
            return None
        try:
            return parse(written[:100])
        except (ValueError, OverflowError):
            raise BadQuestion(f"{name} must be {how}.") from None

    question = Question(
        page=read("page", _whole, "a whole number from 1") or 1,
        per_page=read("per_page", _page_size, f"a whole number from 1 to {MOST_ON_PAGE}"),
        search=" ".join(query.get("search", "").replace("\x00", " ").split())[:100],
        term=read("taxonomy_term_id", UUID, "a UUID"),
        taxonomy=read("taxonomy_id", UUID, "a UUID"),
        organisation=read("organization_id", UUID, "a UUID"),
        parent=read("parent_id", UUID, "a UUID"),
        minimum_age=read("minimum_age", _age, "a number of years"),
        maximum_age=read("maximum_age", _age, "a number of years"),
        start=read("start_time", _clock, "a time such as 09:00"),
        end=read("end_time", _clock, "a time such as 17:00"),
        day=read("day", _day, "a day such as MO or Monday"),
        modified_after=read("modified_after", _instant, "a date and time such as 2026-01-31T09:00:00Z"),
        near=read("postcode", _postcode, "a UK postcode, or its first half") or "",
        within=read("proximity", _metres, "a number of metres, at most 1000000"),
        minimal=bool(read("minimal", _yes, "true or false")),
        full=bool(read("full", _yes, "true or false")),
        lines=bool(read("format", ("json", "ndjson").index, "json or ndjson")),
    )
    if question.within is not None and not question.near:
        raise BadQuestion("proximity needs a postcode to measure from.")
    if question.minimal and question.full:
        raise BadQuestion("minimal and full cannot both be true.")
    return question


def _whole(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", written) or not int(written):
        raise ValueError
    return int(written)


def _page_size(written: str) -> int:
    if (size := _whole(written)) > MOST_ON_PAGE:
        raise ValueError
    return size


def _age(written: str) -> float:
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", written):
        raise ValueError
    return float(written)


def _clock(written: str) -> time:
    if not re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", written):
        raise ValueError
    return time.fromisoformat(written.rjust(len(written) + written.index(":") % 2, "0"))


def _day(written: str) -> int:
    short = written.lower()
    found = [day for day, name in enumerate(DAYS) if short in (name, name[:3], name[:2])]
    if not found:
        raise ValueError
    return found[0]


def _instant(written: str) -> datetime:
    if "T" in written:
        written = written.replace(" ", "+")  # a plus that was sent as it is arrives as a space
    instant = parse_datetime(written)
    if instant is None:
        day = parse_date(written)
        instant = datetime(day.year, day.month, day.day) if day else None
    if instant is None or not 1970 <= instant.year <= 3000:
        raise ValueError
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _postcode(written: str) -> str:
    if not split_postcode(written)[0]:
        raise ValueError
    return written


def _metres(written: str) -> float:
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", written) or float(written) > 1_000_000:
        raise ValueError
    return float(written)


def _yes(written: str) -> bool:
    return {"true": True, "1": True, "yes": True}.get(written.lower()) or _no(written)


def _no(written: str) -> bool:
    if written.lower() not in ("false", "0", "no"):
        raise ValueError
    return False
