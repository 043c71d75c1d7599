"""Reads of publications. Lists use a key, never COUNT or OFFSET."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.cursors import day_and_id
from core.pages.frame import small_value
from core.pages.models import Topic
from core.pages.queries import in_area, known_topics, on_topic, shown
from news.publications.enums import Kind, SchemeClass
from news.publications.models import PublicationPage

PAGE_SIZE = 15
EACH_CLASS = 10
FEED_SIZE = 30
NOT_LISTED = ("body", "words")
_YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)
E = TypeVar("E", Kind, SchemeClass)


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to."""

    kind: Kind | None = None
    area: Area | None = None
    topic: Topic | None = None
    year: int | None = None
    scheme: SchemeClass | None = None

    @property
    def keys(self) -> dict[str, str]:
        """The keys of the query string that choose the same."""
        found = {
            "kind": self.kind.value if self.kind else "",
            "area": self.area.slug if self.area else "",
            "topic": self.topic.slug if self.topic else "",
            "year": str(self.year or ""),
            "class": self.scheme.value if self.scheme else "",
        }
        return {key: value for key, value in found.items() if value}

    @property
    def narrows(self) -> str:
        """The query string of kind, area and topic alone, as the feed takes it."""
        keys = {key: value for key, value in self.keys.items() if key in ("kind", "area", "topic")}
        return f"?{urlencode(keys)}" if keys else ""


@dataclass(frozen=True)
class Listing:
    """One page of the index: publications newest first, what was chosen, and the addresses of older, of newest
    and of this page (as a query string)."""

    items: list[PublicationPage]
    chosen: Chosen
    older: str
    newest: str
    own: str
    years: list[int]
    topics: list[Topic]


@dataclass(frozen=True)
class Shelf:
    """One class of the publication scheme with its newest publications, and where the rest is."""

    scheme: SchemeClass
    items: list[PublicationPage]
    has_more: bool


def public() -> QuerySet[PublicationPage]:
    """Every publication that anybody may find, newest first, in the active language."""
    return shown(PublicationPage).order_by("-published_on", "-pk")


def chosen(asked: Mapping[str, str]) -> Chosen:
    """What the query string `asked` chooses. Nonsense is read as nothing asked."""
    area = next((each for each in small_value("areas", active_areas) if each.slug == asked.get("area")), None)
    topic = next((each for each in known_topics() if each.slug == asked.get("topic")), None)
    year = asked.get("year", "")
    return Chosen(
        _one_of(Kind, asked.get("kind")),
        area,
        topic,
        int(year) if _YEAR.match(year) else None,
        _one_of(SchemeClass, asked.get("class")),
    )


def chosen_exactly(asked: Mapping[str, str]) -> Chosen | None:
    """The kind, area and topic that `asked` names, for the feed; None where one of them is not ours."""
    wanted = {key: asked[key] for key in ("kind", "area", "topic") if asked.get(key)}
    choice = chosen(wanted)
    return choice if choice.keys == wanted else None


def narrowed(choice: Chosen) -> QuerySet[PublicationPage]:
    """What is published of the chosen kind, area (or everywhere), topic, year and class, newest first."""
    found = on_topic(
        in_area(public(), choice.area.pk if choice.area else None), choice.topic.pk if choice.topic else None
    )
    if choice.kind:
        found = found.filter(kind=choice.kind)
    if choice.year:
        year = choice.year
        found = found.filter(published_on__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
    return found.filter(scheme_class=choice.scheme) if choice.scheme else found


def listing(asked: Mapping[str, str]) -> Listing:
    """The page of publications that the query string `asked` names. Two queries with the frame warm."""
    choice, cursor = chosen(asked), day_and_id(asked.get("before", ""))
    found = narrowed(choice)
    if cursor:
        day, number = cursor
        found = found.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=number))
    items: list[Any] = list(found.defer(*NOT_LISTED).prefetch_related("areas")[: PAGE_SIZE + 1])
    older = ""
    if len(items) > PAGE_SIZE:
        last = items[PAGE_SIZE - 1]
        older = "?" + urlencode({**choice.keys, "before": f"{last.published_on:%Y-%m-%d}.{last.pk}"})
    own = urlencode({**choice.keys, "before": asked["before"]} if cursor else choice.keys)
    newest = ("?" + urlencode(choice.keys) if choice.keys else ".") if cursor else ""
    return Listing(items[:PAGE_SIZE], choice, older, newest, own and f"?{own}", years(), known_topics())


def years() -> list[int]:
    """The years in which something was published, the newest first. No query when they are warm."""

    def load() -> list[int]:
        days = shown(PublicationPage).order_by().values_list("published_on__year", flat=True).distinct()
        return sorted(set(days), reverse=True)

    return small_value(f"publications.years.{get_language()}", load)


def by_class() -> list[Shelf]:
    """What is published under each class of the scheme, in its order; empty classes too. One query."""
    place = Window(RowNumber(), partition_by=F("scheme_class"), order_by=[F("published_on").desc(), F("pk").desc()])
    rows = shown(PublicationPage).exclude(scheme_class="").annotate(place=place).filter(place__lte=EACH_CLASS + 1)
    shelves: dict[str, list[PublicationPage]] = {each.value: [] for each in SchemeClass}
    for page in rows.order_by("scheme_class", "place").defer(*NOT_LISTED):
        shelves.setdefault(page.scheme_class, []).append(page)
    return [Shelf(each, shelves[each][:EACH_CLASS], len(shelves[each]) > EACH_CLASS) for each in SchemeClass]


def newer_and_older(page: PublicationPage) -> tuple[PublicationPage | None, list[PublicationPage]]:
    """The public page that replaces `page`, and those that it replaces, newest first. One query."""
    if page.pk is None:  # a preview of what was never saved
        return None, []
    others = public().filter(Q(pk=page.replaced_by_id) | Q(replaced_by=page.pk)).exclude(pk=page.pk)
    found = list(others.defer(*NOT_LISTED)[:50])
    newer = next((each for each in found if each.pk == page.replaced_by_id), None)
    return newer, [each for each in found if each.pk != page.replaced_by_id]


def _one_of(kinds: type[E], asked: str | None) -> E | None:
    return kinds(asked) if asked in kinds.values else None
