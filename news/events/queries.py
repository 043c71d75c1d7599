"""Reads of events. Lists use a key, never COUNT or OFFSET; the next events are kept in memory until one ends."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from core.areas.models import Area
from core.areas.queries import active_areas
from core.pages.addresses import address_map
from core.pages.frame import small_value, timed_value
from core.pages.models import Topic
from core.pages.queries import in_area, known_topics, on_topic, shown
from news.events.enums import Booking, LetterState, Standing, Status
from news.events.models import EventPage, Places, SignUp
from news.events.moments import UK, start_of

PAGE_SIZE = 12
FEED_SIZE = 30
CALENDAR_SIZE = 500
CALENDAR_KEEPS = datetime.timedelta(days=60)
MOST_MONTHS = 18
NOT_LISTED = ("body", "programme", "words", "afterwards", "place_access", "getting_there", "join_url")
_CURSOR = re.compile(r"(\d{1,11})\.(\d{1,18})\Z", re.ASCII)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z", re.ASCII)


@dataclass(frozen=True)
class Chosen:
    """What a list is narrowed to: an area, a topic, a month (its first day), or what has been."""

    area: Area | None = None
    topic: Topic | None = None
    month: datetime.date | None = None
    past: bool = False

    @property
    def keys(self) -> dict[str, str]:
        """The keys of the query string that choose the same."""
        found = {"area": self.area.slug if self.area else "", "topic": self.topic.slug if self.topic else ""}
        found["month"] = f"{self.month:%Y-%m}" if self.month else ""
        found["past"] = "1" if self.past else ""
        return {key: value for key, value in found.items() if value}

    @property
    def narrows(self) -> str:
        """The query string of area and topic alone, as feeds and the calendar take it."""
        keys = {key: value for key, value in self.keys.items() if key in ("area", "topic")}
        return f"?{urlencode(keys)}" if keys else ""


@dataclass(frozen=True)
class Listing:
    """One page of the index: events in order, what was chosen, and the addresses of more, of the first page and of
    this one (as a query string)."""

    items: list[EventPage]
    chosen: Chosen
    more: str
    first: str
    own: str
    months: list[datetime.date]
    topics: list[Topic]


def public() -> QuerySet[EventPage]:
    """Every event with a time that anybody may find, in the active language."""
    return shown(EventPage).filter(starts__isnull=False, ends__isnull=False)


def coming(now: datetime.datetime) -> QuerySet[EventPage]:
    """Those that are not over at `now`, the next first."""
    return public().filter(ends__gt=now).order_by("starts", "pk")


def upcoming(limit: int, *, area_id: int | None = None) -> list[EventPage]:
    """The next `limit` events that go ahead, about one area (and everywhere), or all, ready for cards.

    Kept in memory while the version holds and none of them is over: then no query, else two.
    """

    def load(now: datetime.datetime) -> tuple[list[EventPage], datetime.datetime | None]:
        items = _ready(in_area(coming(now).filter(status=Status.ON), area_id)[:limit])
        return items, good_until(items, now)

    return timed_value(f"events.upcoming.{limit}.{area_id}.{get_language()}", load, timezone.now())


def good_until(items: list[EventPage], now: datetime.datetime) -> datetime.datetime | None:
    """When a list made of `items` at `now` is no longer right: the first of their ends and of their pages' ends."""
    moments = [moment for item in items for moment in (item.ends, item.expire_at) if moment and moment > now]
    return min(moments, default=None)


def chosen(asked: Mapping[str, str]) -> Chosen:
    """What the query string `asked` chooses. Nonsense is read as nothing asked."""
    area = next((each for each in small_value("areas", active_areas) if each.slug == asked.get("area")), None)
    topic = next((each for each in known_topics() if each.slug == asked.get("topic")), None)
    month = _MONTH.match(asked.get("month", ""))
    day = datetime.date(int(month[1]), int(month[2]), 1) if month else None
    return Chosen(area, topic, day, asked.get("past") == "1" and day is None)


def chosen_exactly(asked: Mapping[str, str]) -> Chosen | None:
    """The area and the topic that `asked` names, for feeds and calendars; None where one of them is not ours: nothing
    is better than events of everywhere in the calendar of somebody who wanted those of one place."""
    wanted = {key: asked[key] for key in ("area", "topic") if asked.get(key)}
    choice = chosen(wanted)
    return choice if choice.keys == wanted else None


def narrowed(events: QuerySet[EventPage], choice: Chosen) -> QuerySet[EventPage]:
    """Those of `events` about the chosen area (or everywhere) and topic."""
    found = in_area(events, choice.area.pk if choice.area else None)
    return on_topic(found, choice.topic.pk if choice.topic else None)


def listing(asked: Mapping[str, str]) -> Listing:
    """The page of events that the query string `asked` names. Two queries with the frame warm."""
    now, choice = timezone.now(), chosen(asked)
    if choice.month:
        after_it = _next_month(choice.month)
        events = (
            public().filter(starts__lt=start_of(after_it), ends__gt=start_of(choice.month)).order_by("starts", "pk")
        )
    else:
        events = public().filter(ends__lte=now).order_by("-ends", "-pk") if choice.past else coming(now)
    cursor = _read_cursor(asked.get("after", ""))
    if cursor:
        moment, number = cursor
        events = events.filter(
            Q(ends__lt=moment) | Q(ends=moment, pk__lt=number)
            if choice.past
            else Q(starts__gt=moment) | Q(starts=moment, pk__gt=number)
        )
    items = _ready(narrowed(events, choice)[: PAGE_SIZE + 1])
    more = ""
    if len(items) > PAGE_SIZE:
        last = items[PAGE_SIZE - 1]
        moment = last.ends if choice.past else last.starts
        more = "?" + urlencode({**choice.keys, "after": f"{int(moment.timestamp())}.{last.pk}"})
    first = ("?" + urlencode(choice.keys) if choice.keys else ".") if cursor else ""
    own = urlencode({**choice.keys, "after": asked["after"]} if cursor else choice.keys)
    return Listing(items[:PAGE_SIZE], choice, more, first, own and f"?{own}", _months(now, choice), known_topics())


def for_calendar(choice: Chosen, now: datetime.datetime) -> list[EventPage]:
    """What a calendar program is told of: what is to come, and what was in the last 60 days. At most 500, one query."""
    since = start_of(now.astimezone(UK).date()) - CALENDAR_KEEPS
    events = narrowed(public().filter(ends__gt=since).order_by("starts", "pk"), choice)
    return list(events.defer("body", "programme", "words", "afterwards", "join_url")[:CALENDAR_SIZE])


def full_events() -> frozenset[int]:
    """The ids of events all whose places are taken. No query when it is warm; sign-ups raise the version when one
    fills up or has a place again."""

    def load() -> frozenset[int]:
        full = Places.objects.filter(event__places__isnull=False, taken__gte=F("event__places"))
        return frozenset(full.values_list("pk", flat=True))

    return small_value("events.full", load)


def open_to_sign_up(pk: int) -> EventPage | None:
    """The live event `pk` that takes sign-ups here and that anybody may read, whether or not it is too late for it."""
    address = address_map().by_id.get(pk)
    if address is None or address.private:
        return None
    now = timezone.now()
    events = EventPage.objects.filter(Q(expire_at=None) | Q(expire_at__gt=now), pk=pk, live=True, booking=Booking.HERE)
    return events.filter(starts__isnull=False, ends__isnull=False).first()


def sign_ups(event: EventPage) -> QuerySet[SignUp]:
    """Who signed up for `event` and confirmed it: those with a place first, each in the order in which they came."""
    return SignUp.objects.filter(event=event).exclude(standing=Standing.ASKED).order_by("standing", "pk")


def still_coming(page: Page) -> QuerySet[SignUp]:
    """Who signed up for the event `page`, or for events below it, that are live, not over and not cancelled."""
    events = EventPage.objects.descendant_of(page, inclusive=True).filter(live=True, ends__gt=timezone.now())
    coming = SignUp.objects.exclude(standing=Standing.ASKED)
    return coming.filter(event__in=events.exclude(status=Status.CANCELLED))


def not_told_yet(page: Page) -> QuerySet[SignUp]:
    """Those who would hear nothing if the event `page`, or events below it, were deleted now: they think that it
    happens, or the letter that says how it stands has not left."""
    events = EventPage.objects.descendant_of(page, inclusive=True).filter(ends__gt=timezone.now())
    on = Q(event__live=True) & ~Q(event__status=Status.CANCELLED)
    coming = SignUp.objects.exclude(standing=Standing.ASKED)
    return coming.filter(on | Q(letters__state=LetterState.WAITING), event__in=events).distinct()


def counts(event: EventPage) -> dict[str, int]:
    """How many have a place, and how many wait."""
    found = Places.objects.filter(pk=event.pk).first()
    return {Standing.GOING.value: found.taken if found else 0, Standing.WAITING.value: found.waiting if found else 0}


def _read_cursor(text: str) -> tuple[datetime.datetime, int] | None:
    match = _CURSOR.match(text)
    if not match:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC), int(match[2])
    except (ValueError, OverflowError, OSError):
        return None


def _next_month(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=32)).replace(day=1)


def _months(now: datetime.datetime, choice: Chosen) -> list[datetime.date]:
    """The months in which something is still to come, and the chosen one. No query when they are warm."""

    def load(_now: datetime.datetime) -> tuple[list[datetime.date], datetime.datetime | None]:
        found = coming(now).datetimes("starts", "month", tzinfo=UK)[:MOST_MONTHS]
        today = now.astimezone(UK).date()
        return [each.date() for each in found], start_of(today + datetime.timedelta(days=1))

    months = timed_value(f"events.months.{get_language()}", load, now)
    return months if choice.month is None or choice.month in months else sorted([*months, choice.month])


def _ready(events: QuerySet[EventPage]) -> list[EventPage]:
    """`events` with their areas at hand: two queries however many."""
    items: list[Any] = list(events.defer(*NOT_LISTED).prefetch_related("areas"))
    return items
