"""The row of places of an event: locked first by every write of sign-ups, so that the last place is given once."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from core.pages.version import raise_version
from news.events.enums import LetterState, News, Standing
from news.events.models import EventPage, Letter, Places, SignUp
from news.events.rules import Door, takes_sign_ups


def fingerprint(event: EventPage) -> str:
    """What people who signed up must know of: when it changes they are written to."""
    facts = (event.starts, event.ends, event.all_day, event.status, event.status_words, event.where, event.place_name,
             event.address, event.join_url)  # fmt: skip
    return hashlib.sha256(repr([str(each) for each in facts]).encode()).hexdigest()


def locked(event: EventPage) -> Places:
    """The event's row of places, locked until the transaction ends (on SQLite all writers queue anyway)."""
    Places.objects.get_or_create(pk=event.pk, defaults={"told": fingerprint(event)})
    return Places.objects.select_for_update().get(pk=event.pk)


def is_full(event: EventPage, places: Places) -> bool:
    """Whether every place is taken, as `places` was counted last."""
    return event.places is not None and places.taken >= event.places


def fill(event: EventPage, places: Places) -> None:
    """Give free places to those who wait, in turn, and write to them. Keeps `places` and its row in step."""
    _count(event, places)
    if places.waiting and event.live and takes_sign_ups(event, timezone.now()) == Door.OPEN:
        free = places.waiting if event.places is None else max(0, event.places - places.taken)
        for lucky in SignUp.objects.filter(event=event, standing=Standing.WAITING).order_by("pk")[:free]:
            SignUp.objects.filter(pk=lucky.pk).update(standing=Standing.GOING)
            Letter.objects.filter(sign_up=lucky, state=LetterState.WAITING).delete()  # it said that they wait
            write_to(lucky, News.MOVED_UP)
    recount(event, places)


def _count(event: EventPage, places: Places) -> None:
    """Count the rows: cheap, under the lock, and never a sum that drifts."""
    people = SignUp.objects.filter(event=event)
    places.taken = people.filter(standing=Standing.GOING).count()
    places.waiting = people.filter(standing=Standing.WAITING).count()


def recount(event: EventPage, places: Places) -> None:
    """Store the counts; raise the version when the event became full, or has a place again."""
    before = Places.objects.values_list("taken", flat=True).get(pk=event.pk)
    _count(event, places)
    Places.objects.filter(pk=event.pk).update(taken=places.taken, waiting=places.waiting)
    was_full = event.places is not None and before >= event.places
    if was_full != is_full(event, places):
        raise_version()


def write_to(one: SignUp, news: News) -> None:
    """Leave a letter to go now."""
    Letter.objects.create(sign_up=one, news=news, due_at=timezone.now())
