"""The demo's events: eight, around today, and one over the night when the clocks go back."""

from __future__ import annotations

import datetime
import uuid

from core.areas.models import Area
from core.pages.enums import Theme
from core.pages.models import Topic
from news.events.demo_events import EVENTS, GUESTS, DemoEvent
from news.events.enums import Standing
from news.events.models import EventIndexPage, EventPage, Places, SignUp
from news.events.moments import UK

TOPICS = [
    ("getting-about", "Getting about", Theme.PLACES),
    ("things-to-do", "Things to do", Theme.PEOPLE),
    ("working-together", "Working together", Theme.PARTNERS),
]


def load(today: datetime.date) -> None:
    """Write the events that are missing, and move those that are there to `today`. Idempotent."""
    index = EventIndexPage.objects.first()
    if index is None:
        raise EventIndexPage.DoesNotExist
    for slug, name, theme in TOPICS:
        Topic.objects.get_or_create(slug=slug, defaults={"name": name, "theme": theme})
    for each in EVENTS:
        starts, ends = _times(each, today)
        page = EventPage.objects.child_of(index).filter(slug=each.slug).first()
        if page is None:
            page = _made(index, each, starts, ends)
        elif page.starts == starts:
            continue
        page.starts, page.ends = starts, ends
        Places.objects.filter(pk=page.pk).update(told="")  # nobody is written to when the demo moves on
        page.save_revision(clean=False).publish()
        if each.is_full:
            _fill(page)


def last_sunday_of_october(today: datetime.date) -> datetime.date:
    """The next day, from the day after `today`, on which UK clocks go back."""
    for year in (today.year, today.year + 1):
        day = datetime.date(year, 10, 31)
        day -= datetime.timedelta(days=(day.weekday() + 1) % 7)
        if day > today + datetime.timedelta(days=1):
            return day
    raise ValueError(today)


def _times(each: DemoEvent, today: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """When it starts and ends. Days are added on the calendar and hours on the clock, as people reckon."""
    day = today + datetime.timedelta(days=each.in_days)
    if each.at_clock_change:
        day = last_sunday_of_october(today) - datetime.timedelta(days=1)
    starts = datetime.datetime.combine(day, each.begins, tzinfo=UK)
    ends = datetime.datetime.combine(day + datetime.timedelta(days=each.more_days), each.finishes, tzinfo=UK)
    return starts, ends


def _made(index: EventIndexPage, each: DemoEvent, starts: datetime.datetime, ends: datetime.datetime) -> EventPage:
    index.refresh_from_db()
    page = EventPage(
        slug=each.slug,
        title=each.title,
        summary=each.summary,
        starts=starts,
        ends=ends,
        body=[_block("paragraph", "".join(f"<p>{words}</p>" for words in each.words))],
        programme=[
            _block(
                "item", {"time": time, "title": title, "about": about, "speakers": [_block("item", one) for one in who]}
            )
            for time, title, about, who in each.programme
        ],
        locale=index.locale,
        live=False,
        **each.fields,
    )
    index.add_child(instance=page)
    page.areas.set(Area.objects.filter(slug__in=each.areas))
    page.topics.set(Topic.objects.filter(slug__in=each.topics))
    page.save()
    return page


def _block(kind: str, value: object) -> dict[str, object]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _fill(page: EventPage) -> None:
    """People of the demo who took every place, and two who wait."""
    places = page.places or 0
    for number, name in enumerate(GUESTS[: places + 2]):
        standing = Standing.GOING if number < places else Standing.WAITING
        SignUp.objects.get_or_create(
            event=page, email=f"guest{number}@example.org", defaults={"name": name, "standing": standing}
        )
    waiting = SignUp.objects.filter(event=page, standing=Standing.WAITING).count()
    Places.objects.update_or_create(pk=page.pk, defaults={"taken": places, "waiting": waiting})
