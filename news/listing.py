"""The news index: filters that combine, and pages by a key. Never COUNT or OFFSET: the hundredth page costs what the
first does, and an article that appears meanwhile moves nobody's place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.cursors import day_and_id
from core.pages.frame import small_value, timed_value
from core.pages.models import Topic
from core.pages.queries import in_area, known_topics, on_topic
from news.models import NewsPage
from news.queries import latest, public, ready

PAGE_SIZE = 7
_YEAR = re.compile(r"[1-9]\d{3}\Z", re.ASCII)


@dataclass(frozen=True)
class Filters:
    """What the reader asked for. `unknown`: something that is no area, topic or year of ours, and was left out."""

    area: Area | None = None
    topic: Topic | None = None
    year: int | None = None
    unknown: bool = False

    @property
    def area_id(self) -> int | None:
        """The id of the area."""
        return self.area.pk if self.area else None

    @property
    def topic_id(self) -> int | None:
        """The id of the topic."""
        return self.topic.pk if self.topic else None

    @property
    def chosen(self) -> dict[str, str]:
        """The filters as a query string holds them, in one order."""
        asked = {"area": self.area and self.area.slug, "topic": self.topic and self.topic.slug, "year": self.year}
        return {name: str(value) for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The area and the topic as a query string with its question mark; empty for none. Feeds know no years."""
        return replace(self, year=None).address().removeprefix(".")

    def address(self, **cursor: str) -> str:
        """The query string of the same filters from a place in the list; "." for the first page of everything."""
        asked = {**self.chosen, **cursor}
        return "?" + urlencode(asked) if asked else "."


@dataclass(frozen=True)
class Listing:
    """One page of the index: articles newest first, what was asked, the addresses of older, newer and newest news,
    and its own address without anything that does not matter (`canonical`)."""

    items: list[NewsPage]
    filters: Filters
    older: str
    newer: str
    newest: str
    canonical: str
    is_first: bool

    @property
    def area(self) -> Area | None:
        """The area asked for."""
        return self.filters.area

    @property
    def rest(self) -> list[NewsPage]:
        """What follows the article that leads the first page."""
        return self.items[1:] if self.is_first else self.items


def read_filters(asked: Mapping[str, str]) -> Filters:
    """The filters that the query string `asked` names. No query when the frame is warm."""
    names = {name: asked.get(name, "").strip() for name in ("area", "topic", "year")}
    area = next((one for one in small_value("areas", active_areas) if one.slug == names["area"]), None)
    topic = next((one for one in known_topics() if one.slug == names["topic"]), None)
    year = int(names["year"]) if _YEAR.match(names["year"]) else None
    found = {"area": area, "topic": topic, "year": year}
    return Filters(area, topic, year, unknown=any(names[name] and not found[name] for name in names))


def listing(asked: Mapping[str, str]) -> Listing:
    """The page of news that the query string `asked` names (`area`, `topic`, `year`, and `before` or `after` a place).

    Three queries, none for a first page in memory. Nonsense is read as nothing asked.
    """
    filters = read_filters(asked)
    if cursor := day_and_id(asked.get("before", "")):
        return _page(filters, _older(filters, *cursor), before=asked["before"])
    if cursor := day_and_id(asked.get("after", "")):
        found = _newer(filters, *cursor)
        if len(found) > PAGE_SIZE:
            return _page(filters, found, after=asked["after"])
    return _page(filters, _first(filters))


def choices(filters: Filters) -> dict[str, list[Any]]:
    """The `years` (newest first) and the `topics` (by name) in which there is news that anybody may find, and those
    of `filters`. No query when they are warm."""
    years, topics = _choices()
    if filters.year and filters.year not in years:
        years = sorted([*years, filters.year], reverse=True)
    if filters.topic and filters.topic not in topics:
        topics = [*topics, filters.topic]
    return {"years": years, "topics": topics}


def _choices() -> tuple[list[int], list[Topic]]:

    def load(now: datetime.datetime) -> tuple[tuple[list[int], list[Topic]], datetime.datetime | None]:
        pairs = set(public().order_by().values_list("published_on__year", "topics").distinct())
        kept = {topic for _year, topic in pairs}
        until = public().order_by().filter(expire_at__gt=now).aggregate(least=Min("expire_at"))["least"]
        years = sorted({year for year, _topic in pairs}, reverse=True)
        return (years, [topic for topic in known_topics() if topic.pk in kept]), until

    return timed_value(f"news.choices.{get_language()}", load, timezone.now())


def _page(filters: Filters, found: list[NewsPage], *, before: str = "", after: str = "") -> Listing:
    """One page of `found`, which holds one article more where there are further ones that way."""
    more, is_first = len(found) > PAGE_SIZE, not (before or after)
    items = found[-PAGE_SIZE:] if after else found[:PAGE_SIZE]
    cursor = {name: value for name, value in (("before", before), ("after", after)) if value}
    own = filters.address(**cursor)
    return Listing(
        items,
        filters,
        older=filters.address(before=_cursor_of(items[-1])) if items and (more or after) else "",
        newer=filters.address(after=_cursor_of(items[0])) if items and not is_first else "",
        newest="" if is_first else filters.address(),
        canonical="" if own == "." else own,
        is_first=is_first,
    )


def _asked(filters: Filters) -> QuerySet[NewsPage]:
    pages = on_topic(in_area(public(), filters.area_id), filters.topic_id)
    if filters.year is None:
        return pages
    first, last = datetime.date(filters.year, 1, 1), datetime.date(filters.year, 12, 31)
    return pages.filter(published_on__gte=first, published_on__lte=last)


def _first(filters: Filters) -> list[NewsPage]:
    """The first page: in memory where no year was chosen."""
    if filters.year is None:
        return latest(PAGE_SIZE + 1, area_id=filters.area_id, topic_id=filters.topic_id)
    return ready(_asked(filters)[: PAGE_SIZE + 1])


def _older(filters: Filters, day: datetime.date, number: int) -> list[NewsPage]:
    place = Q(published_on__lt=day) | Q(published_on=day, pk__lt=number)
    return ready(_asked(filters).filter(place, published_on__lte=day)[: PAGE_SIZE + 1])


def _newer(filters: Filters, day: datetime.date, number: int) -> list[NewsPage]:
    """Those just above a place, newest first like every page."""
    place = Q(published_on__gt=day) | Q(published_on=day, pk__gt=number)
    pages = _asked(filters).filter(place, published_on__gte=day).order_by("published_on", "pk")
    return ready(pages[: PAGE_SIZE + 1])[::-1]


def _cursor_of(page: NewsPage) -> str:
    return f"{page.published_on.isoformat()}.{page.pk}"
