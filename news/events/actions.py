"""Writes of sign-ups."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.audit.actions import record
from core.people.models import User
from news.events.enums import LetterState, News, Standing, Status
from news.events.models import EventPage, Letter, Places, SignUp
from news.events.places import fill, fingerprint, is_full, locked, recount, write_to
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
    places = locked(event)
    event.refresh_from_db()  # an editor may have changed it while we waited
    how = takes_sign_ups(event, now)
    if how != Door.OPEN or not event.live:
        return how if event.live else Door.OFF
    fill(event, places)
    how = door(event, now, is_full=is_full(event, places))
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
    write_to(made, News.CONFIRM)
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
    places = locked(event)
    event.refresh_from_db()
    fill(event, places)
    how = door(event, timezone.now(), is_full=is_full(event, places)) if event.live else Door.OFF
    one = SignUp.objects.filter(reference=reference, standing=Standing.ASKED).first()
    if one is None or how not in (Door.OPEN, Door.WAITING_LIST):
        return how
    one.standing = Standing.GOING if how == Door.OPEN else Standing.WAITING
    one.save(update_fields=["standing"])
    Letter.objects.filter(sign_up=one, state=LetterState.WAITING).delete()  # it asked what is answered now
    write_to(one, News(one.standing))
    recount(event, places)
    return how


@transaction.atomic
def cancel(*, reference: uuid.UUID) -> bool:
    """Delete a sign-up and give its place to whoever waits longest; whether there was one. Sends no letter to the one
    who cancels: the page tells them."""
    event = EventPage.objects.filter(pk__in=SignUp.objects.filter(reference=reference).values("event_id")).first()
    if event is None:
        return False
    places = locked(event)
    gone, _rows = SignUp.objects.filter(reference=reference).delete()
    if not gone:
        return False
    event.refresh_from_db()
    fill(event, places)
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
    places = locked(event)
    event = EventPage.objects.get(pk=event.pk)
    fill(event, places)
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
    locked(event)
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


@transaction.atomic
def settle(*, event_id: int) -> None:
    """Give free places of one event to those who wait. Repeatable."""
    event = EventPage.objects.get(pk=event_id)
    places = locked(event)
    event.refresh_from_db()
    fill(event, places)


def delete_old() -> int:
    """Delete what people gave 30 days after their event, and after two days what nobody confirmed; how many.
    Repeatable."""
    now = timezone.now()
    over = Q(event__ends__lt=now - KEPT_AFTERWARDS)
    unconfirmed = Q(standing=Standing.ASKED, at__lt=now - CONFIRMED_WITHIN)
    gone, _rows = SignUp.objects.filter(over | unconfirmed).delete()
    return gone


def _remind(known: SignUp) -> None:
    """Write again to somebody who signed up before, unless they were written to within the hour."""
    if not Letter.objects.filter(sign_up=known, changed_at__gt=timezone.now() - AGAIN_AFTER).exists():
        write_to(known, News.AGAIN)
