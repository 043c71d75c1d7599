"""Writes of sign-ups. Each locks the event's row of places first, so that the last place is given once."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.audit.actions import record
from core.pages.version import raise_version
from core.people.models import User
from news.events.enums import LetterState, News, Standing, Status
from news.events.models import EventPage, Letter, Places, SignUp
from news.events.rules import CONFIRMED_WITHIN, KEPT_AFTERWARDS, Door, door, takes_sign_ups

AGAIN_AFTER = timedelta(hours=1)
DOWN = "down"  # what people were last told, where the page was taken down


def plain_address(email: str) -> str:
    """`email` as it is compared: without regard to case."""
    return email.strip().casefold()


@transaction.atomic
def sign_up(*, event_id: int, name: str, email: str, access_needs: str = "", language: str = "en-gb") -> Door:
    """Take somebody's wish to come, and ask at their address whether it was they. Gives how the door stood.

    Anybody can type anybody's address: so nobody has a place before `confirm`, and an address that does not confirm
    gets one letter and no second. OPEN and WAITING_LIST are the same answer whether or not the address was known: one
    that confirmed gets its letter again, at most once an hour, and nothing that is stored changes. FULL, OVER and OFF
    store nothing. Writes a SignUp and a Letter.
    """
    event, now = EventPage.objects.filter(pk=event_id).first(), timezone.now()
    if event is None:
        return Door.OFF
    places = _locked(event)
    event.refresh_from_db()  # an editor may have changed it while we waited
    how = takes_sign_ups(event, now)
    if how != Door.OPEN or not event.live:
        return how if event.live else Door.OFF
    _settle(event, places)
    how = door(event, now, is_full=_is_full(event, places))
    if how == Door.FULL:
        return how
    known = SignUp.objects.filter(event=event, email=plain_address(email)).first()
    if known:
        if known.standing != Standing.ASKED:
            _remind(known)
        return how
    made = SignUp.objects.create(
        event=event,
        name=name,
        email=plain_address(email),
        access_needs=access_needs,
        standing=Standing.ASKED,
        language=language,
    )
    _write(made, News.CONFIRM)
    return how


@transaction.atomic
def confirm(*, reference: uuid.UUID) -> Door:
    """Give whoever presses the button in their letter a place, else one on the waiting list. Gives how the door stood.

    FULL, OVER and OFF change nothing, and so does a second press. Writes the sign-up, its letter and the counts, and
    raises the version of public content when the event fills up.
    """
    event = EventPage.objects.filter(pk__in=SignUp.objects.filter(reference=reference).values("event_id")).first()
    if event is None:
        return Door.OFF
    places = _locked(event)
    event.refresh_from_db()
    _settle(event, places)
    how = door(event, timezone.now(), is_full=_is_full(event, places)) if event.live else Door.OFF
    one = SignUp.objects.filter(reference=reference, standing=Standing.ASKED).first()
    if one is None or how not in (Door.OPEN, Door.WAITING_LIST):
        return how
    one.standing = Standing.GOING if how == Door.OPEN else Standing.WAITING
    one.save(update_fields=["standing"])
    Letter.objects.filter(sign_up=one, state=LetterState.WAITING).delete()  # it asked what is answered now
    _write(one, News(one.standing))
    _recount(event, places)
    return how


@transaction.atomic
def cancel(*, reference: uuid.UUID) -> bool:
    """Delete a sign-up and give its place to whoever waits longest; whether there was one. Sends no letter to the one
    who cancels: the page tells them."""
    event = EventPage.objects.filter(pk__in=SignUp.objects.filter(reference=reference).values("event_id")).first()
    if event is None:
        return False
    places = _locked(event)
    gone, _rows = SignUp.objects.filter(reference=reference).delete()
    if not gone:
        return False
    event.refresh_from_db()
    _settle(event, places)
    return True


@transaction.atomic
def take_off(*, by: User, event: EventPage, sign_up_id: int) -> bool:
    """Staff take somebody off the list, as when they ring to cancel; whether they were on it. Audited by number."""
    reference = SignUp.objects.filter(pk=sign_up_id, event=event).values_list("reference", flat=True).first()
    if reference is None or not cancel(reference=reference):
        return False
    record("events.taken_off", actor=by.opaque_id, target=f"eventpage:{event.pk}", sign_up=sign_up_id)
    return True


@transaction.atomic
def event_went_live(event: EventPage) -> None:
    """Bring sign-ups in step with an event that was published: more places go to those who wait, and when its time,
    place or standing changed, everybody is written to once."""
    if not Places.objects.filter(pk=event.pk).exists():
        return
    places = _locked(event)
    event = EventPage.objects.get(pk=event.pk)
    _settle(event, places)
    print_now = fingerprint(event)
    if places.told and places.told != print_now:
        _tell_everybody(event)
    Places.objects.filter(pk=event.pk).update(told=print_now)


@transaction.atomic
def event_went_down(event: EventPage) -> None:
    """Write to everybody who signed up for an event that was taken off the site before it is over, so that nobody
    travels for nothing; not where they know already that it is cancelled. They hear again if it comes back."""
    if not Places.objects.filter(pk=event.pk).exists():
        return
    _locked(event)
    event = EventPage.objects.get(pk=event.pk)
    if event.live or event.status == Status.CANCELLED:
        return
    _tell_everybody(event)
    Places.objects.filter(pk=event.pk).update(told=DOWN)


def _tell_everybody(event: EventPage) -> None:
    """Write once to each who signed up, unless it is over. A letter says how things stand when it leaves, so one that
    waits already will do."""
    now = timezone.now()
    if event.ends is None or event.ends <= now:
        return
    confirmed = SignUp.objects.filter(event=event).exclude(standing=Standing.ASKED)
    people = confirmed.exclude(letters__news=News.CHANGED, letters__state=LetterState.WAITING)
    Letter.objects.bulk_create([Letter(sign_up=one, news=News.CHANGED, due_at=now) for one in people])


def fingerprint(event: EventPage) -> str:
    """What people who signed up must know of: when it changes they are written to."""
    facts = (event.starts, event.ends, event.all_day, event.status, event.status_words, event.where, event.place_name,
             event.address, event.join_url)  # fmt: skip
    return hashlib.sha256(repr([str(each) for each in facts]).encode()).hexdigest()


@transaction.atomic
def settle(*, event_id: int) -> None:
    """Give free places of one event to those who wait. Repeatable."""
    event = EventPage.objects.get(pk=event_id)
    places = _locked(event)
    event.refresh_from_db()
    _settle(event, places)


def delete_old() -> int:
    """Delete what people gave 30 days after their event, and after two days what nobody confirmed; how many.
    Repeatable."""
    now = timezone.now()
    over = Q(event__ends__lt=now - KEPT_AFTERWARDS)
    unconfirmed = Q(standing=Standing.ASKED, at__lt=now - CONFIRMED_WITHIN)
    gone, _rows = SignUp.objects.filter(over | unconfirmed).delete()
    return gone


def _locked(event: EventPage) -> Places:
    """The event's row of places, locked until the transaction ends (on SQLite all writers queue anyway)."""
    Places.objects.get_or_create(pk=event.pk, defaults={"told": fingerprint(event)})
    return Places.objects.select_for_update().get(pk=event.pk)


def _is_full(event: EventPage, places: Places) -> bool:
    return event.places is not None and places.taken >= event.places


def _settle(event: EventPage, places: Places) -> None:
    """Give free places to those who wait, in turn, and write to them. Keeps `places` and its row in step."""
    _count(event, places)
    if places.waiting and event.live and takes_sign_ups(event, timezone.now()) == Door.OPEN:
        free = places.waiting if event.places is None else max(0, event.places - places.taken)
        for lucky in SignUp.objects.filter(event=event, standing=Standing.WAITING).order_by("pk")[:free]:
            SignUp.objects.filter(pk=lucky.pk).update(standing=Standing.GOING)
            Letter.objects.filter(sign_up=lucky, state=LetterState.WAITING).delete()  # it said that they wait
            _write(lucky, News.MOVED_UP)
    _recount(event, places)


def _count(event: EventPage, places: Places) -> None:
    """Count the rows: cheap, under the lock, and never a sum that drifts."""
    people = SignUp.objects.filter(event=event)
    places.taken = people.filter(standing=Standing.GOING).count()
    places.waiting = people.filter(standing=Standing.WAITING).count()


def _recount(event: EventPage, places: Places) -> None:
    """Store the counts; raise the version when the event became full, or has a place again."""
    before = Places.objects.values_list("taken", flat=True).get(pk=event.pk)
    _count(event, places)
    Places.objects.filter(pk=event.pk).update(taken=places.taken, waiting=places.waiting)
    was_full = event.places is not None and before >= event.places
    if was_full != _is_full(event, places):
        raise_version()


def _write(one: SignUp, news: News) -> None:
    Letter.objects.create(sign_up=one, news=news, due_at=timezone.now())


def _remind(known: SignUp) -> None:
    """Write again to somebody who signed up before, unless they were written to within the hour."""
    if not Letter.objects.filter(sign_up=known, changed_at__gt=timezone.now() - AGAIN_AFTER).exists():
        _write(known, News.AGAIN)
