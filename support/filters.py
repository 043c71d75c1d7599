"""What a visitor asked the finder for: plain GET values, cleaned. A value that makes no sense is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from core.areas.models import Area
from support.enums import AgeGroup, Audience, Channel, Language

FIRST_HALF = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Filters:
    """The finder's question. Empty strings and tuples mean "any"; `near` is the first half of a postcode; `exact`
    changes no word of `q`."""

    q: str = ""
    exact: bool = False
    need: str = ""
    area: str = ""
    near: str = ""
    audience: str = ""
    age: str = ""
    channels: tuple[str, ...] = ()
    language: str = ""
    free: bool = False
    open: bool = False
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything but the place is asked for."""
        flags = self.free or self.open
        return bool(flags or self.q or self.need or self.audience or self.age or self.channels or self.language)

    def pairs(self) -> list[tuple[str, str]]:
        """The question as GET pairs, in one fixed order."""
        named = [(name, getattr(self, name)) for name in ("q", "need", "area", "near", "audience", "age", "language")]
        pairs = [(name, value) for name, value in named if value]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("channel", channel) for channel in self.channels]
        pairs += [("cost", "free")] if self.free else []
        pairs += [("open", "1")] if self.open else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self, path: str, **changes: object) -> str:
        """`path` with this question, after `changes`, as its query."""
        query = urlencode(replace(self, **changes).pairs())  # type: ignore[arg-type]
        return f"{path}?{query}" if query else path


def read_filters(query: QueryDict, areas: Sequence[Area]) -> Filters:
    """The Filters of `query`; `areas` are those that can be chosen. Never raises, whatever was sent."""
    near, page = query.get("near", "").strip().upper()[:8], query.get("page", "")
    words = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH]
    return Filters(
        q=words,
        exact=bool(words) and query.get("exact", "") == "1",
        need=_slug(query.get("need", "")),
        area=_one_of([area.slug for area in areas], query.get("area", "")),
        near=near if FIRST_HALF.fullmatch(near) else "",
        audience=_one_of(Audience.values, query.get("audience", "")),
        age=_one_of(AgeGroup.values, query.get("age", "")),
        channels=tuple(channel for channel in Channel.values if channel in query.getlist("channel")),
        language=_one_of(Language.values, query.get("language", "")),
        free=query.get("cost", "") == "free",
        open=query.get("open", "") == "1",
        page=int(page) if re.fullmatch(r"[1-9][0-9]?", page) else 1,
    )


def _one_of(known: Sequence[str], value: str) -> str:
    return value if value in known else ""


def _slug(value: str) -> str:
    return value if re.fullmatch(r"[a-z0-9-]{1,50}", value) else ""
