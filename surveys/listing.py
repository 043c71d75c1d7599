"""The list of consultations: filters that combine, what is open, and what came of those that closed, by a key."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.cursors import day_and_id
from core.pages.frame import small_value
from core.pages.models import Topic
from core.pages.queries import in_area, known_topics, on_topic
from surveys import rules
from surveys.enums import Stage
from surveys.models import ConsultationPage
from surveys.queries import visible_to

PAGE_SIZE = 12
MOST_OPEN = 100


@dataclass(frozen=True)
class Filters:
    """What the reader asked for. `unknown`: something that is no area or topic of ours, and was left out."""

    area: Area | None = None
    topic: Topic | None = None
    unknown: bool = False

    @property
    def chosen(self) -> dict[str, str]:
        """The filters as a query string holds them, in one order."""
        asked = {"area": self.area and self.area.slug, "topic": self.topic and self.topic.slug}
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The filters as a query string with its question mark; empty for none."""
        return "?" + urlencode(self.chosen) if self.chosen else ""

    def address(self, **cursor: str) -> str:
        """The query string of the same filters from a place among the closed ones."""
        asked = {**self.chosen, **cursor}
        return "?" + urlencode(asked) if asked else "."


@dataclass(frozen=True)
class Open:
    """An open consultation. `soon`: it closes within a week."""

    page: ConsultationPage
    soon: bool


@dataclass(frozen=True)
class Closed:
    """A consultation that closed, and how far it has come."""

    page: ConsultationPage
    stage: str
    words: str
    is_late: bool


def read_filters(asked: Mapping[str, str]) -> Filters:
    """The filters that the query string `asked` names. No query when the frame is warm."""
    names = {name: asked.get(name, "").strip() for name in ("area", "topic")}
    area = next((one for one in small_value("areas", active_areas) if one.slug == names["area"]), None)
    topic = next((one for one in known_topics() if one.slug == names["topic"]), None)
    unknown = bool(names["area"] and not area) or bool(names["topic"] and not topic)
    return Filters(area, topic, unknown)


def of_filters(filters: Filters) -> QuerySet[ConsultationPage]:
    """The consultations that anybody may read and `filters` ask for."""
    pages = in_area(visible_to(None), filters.area.pk if filters.area else None)
    return on_topic(pages, filters.topic.pk if filters.topic else None)


def listing(asked: Mapping[str, str], now: datetime.datetime) -> tuple[dict[str, Any], list[ConsultationPage]]:
    """The page of the list that `asked` names (`area`, `topic`, `before` a place among the closed ones) at `now`, as a
    template context; and every consultation in it. Two queries. Nonsense is read as nothing asked.
    """
    filters = read_filters(asked)
    cursor = day_and_id(asked.get("before", ""))
    current = [] if cursor else list(of_filters(filters).filter(survey__closes_at__gt=now)[:MOST_OPEN])
    current.sort(key=lambda page: (page.survey.closes_at, page.pk))
    closed = _closed(filters, cursor, now)
    shown = closed[:PAGE_SIZE]
    older = filters.address(before=_cursor_of(shown[-1])) if len(closed) > PAGE_SIZE else ""
    context = {
        "filters": filters,
        "open": [Open(page, rules.closes_soon(page.survey, now)) for page in current if page.survey.opens_at <= now],
        "coming": sorted(
            (page for page in current if page.survey.opens_at > now), key=lambda page: page.survey.opens_at
        ),
        "closed": [_outcome(page, now) for page in shown],
        "older": older,
        "newest": filters.address() if cursor else "",
        "canonical_query": filters.address(before=f"{cursor[0]}.{cursor[1]}") if cursor else filters.query,
    }
    return context, [*current, *shown]


def _closed(filters: Filters, cursor: tuple[datetime.date, int] | None, now: datetime.datetime) -> list[Any]:
    """The closed consultations from a place on, the last closed first, and one more where there are further ones.
    A place is the UK day on which the one above closed, and its page's id."""
    pages = of_filters(filters).filter(survey__closes_at__lte=now)
    if cursor:
        day, number = cursor
        same_day = Q(survey__closes_at__date=day, pk__lt=number)
        pages = pages.filter(Q(survey__closes_at__date__lt=day) | same_day)
    return list(pages.order_by("-survey__closes_at__date", "-pk")[: PAGE_SIZE + 1])


def _cursor_of(page: ConsultationPage) -> str:
    return f"{timezone.localdate(page.survey.closes_at).isoformat()}.{page.pk}"


def _outcome(page: ConsultationPage, now: datetime.datetime) -> Closed:
    stage = rules.stage(page, now)
    return Closed(page, stage.value, str(stage.label), stage == Stage.LATE)
