"""Letters to people who signed up: each leaves at most once, whatever happens to the worker.

A letter is marked `sending`, and that is committed, before the mail server is spoken to. Nothing that a person typed is
in it: whoever signs up somebody else cannot write to them through us.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.areas.queries import partnership
from core.notifications.refusals import NOT_TAKEN
from core.pages.addresses import path_of
from core.pages.enums import Sensitivity
from news.events.enums import LetterState, News, Standing, Status
from news.events.ical import calendar_file
from news.events.models import EventPage, Letter
from news.events.tokens import token_for

BATCH = 50
MOST_ATTEMPTS = 6
_log = logging.getLogger(__name__)


def send_due() -> int:
    """Send every letter whose time has come, at most 50; how many left. For the worker, outside a transaction."""
    due = Letter.objects.filter(state=LetterState.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")
    return sum(_send(pk) for pk in due.values_list("pk", flat=True)[:BATCH])


def _send(pk: int) -> bool:
    if not Letter.objects.filter(pk=pk, state=LetterState.WAITING).update(state=LetterState.SENDING):
        return False  # another worker has it
    letter = Letter.objects.select_related("sign_up__event").filter(pk=pk).first()
    if letter is None:
        return False  # the person cancelled in the same moment
    try:
        _email(letter).send()
    except NOT_TAKEN:
        _try_later(letter)
        return False
    except (OSError, smtplib.SMTPException) as problem:
        _log.warning("Letter %s about an event may not have left: %s", pk, type(problem).__name__)
        return False
    Letter.objects.filter(pk=pk).update(state=LetterState.SENT, changed_at=timezone.now())
    return True


def _try_later(letter: Letter) -> None:
    _log.warning("Letter %s about an event was not taken by the mail server.", letter.pk)
    attempts = letter.attempts + 1
    Letter.objects.filter(pk=letter.pk).update(
        attempts=attempts,
        state=LetterState.WAITING if attempts < MOST_ATTEMPTS else LetterState.DROPPED,
        due_at=timezone.now() + timedelta(minutes=5 * 2**attempts),
    )


def _email(letter: Letter) -> EmailMultiAlternatives:
    from core.notifications.outbox import backend  # noqa: PLC0415 - it needs the apps to be ready

    person, event = letter.sign_up, letter.sign_up.event
    with translation.override(person.language):
        facts = _facts(letter, event)
        house = partnership()
        made = EmailMultiAlternatives(
            subject=_subject(letter, event),
            body=render_to_string("emails/event.txt", facts),
            to=[person.email],
            reply_to=[house.contact_email] if house.contact_email else None,
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(backend()),
        )
        made.attach_alternative(render_to_string("emails/event.html", facts), "text/html")
        if person.standing == Standing.GOING and event.live and event.sensitivity < Sensitivity.HIDDEN:
            made.attach(_calendar(event))
    return made


def _calendar(event: EventPage) -> MIMEText:
    """The event for the person's own calendar, with the link to join."""
    written = calendar_file([event], base=settings.WAGTAILADMIN_BASE_URL, join_link=True).decode()
    part = MIMEText(written, "calendar", "utf-8")
    part.add_header("Content-Disposition", "attachment", filename="event.ics")
    return part


def _subject(letter: Letter, event: EventPage) -> str:
    """What the letter is about; of a sensitive event without its name, for whoever looks at the screen."""
    if event.sensitivity != Sensitivity.NORMAL:
        return _("About your place")
    title = " ".join(event.title.split())[:80]
    if letter.news == News.CHANGED or not event.live:
        return _("Changed: %(title)s") % {"title": title}
    if letter.sign_up.standing == Standing.ASKED:
        return _("Do you want to come? %(title)s") % {"title": title}
    if letter.sign_up.standing == Standing.WAITING:
        return _("You are on the waiting list: %(title)s") % {"title": title}
    return _("You have a place: %(title)s") % {"title": title}


def _facts(letter: Letter, event: EventPage) -> dict[str, Any]:
    root, person = settings.WAGTAILADMIN_BASE_URL, letter.sign_up
    going = person.standing == Standing.GOING
    return {
        "event": event,
        "is_hidden": event.sensitivity == Sensitivity.HIDDEN,
        "is_down": not event.live,
        "is_changed": letter.news == News.CHANGED,
        "is_off": event.status != Status.ON,
        "moved_up": letter.news == News.MOVED_UP,
        "going": going,
        "asked": person.standing == Standing.ASKED,
        "join_url": event.join_url if going and event.live and event.status == Status.ON else "",
        "link": root + (path_of(event.pk) or "/"),
        "cancel_link": root + reverse("events_place", args=[token_for(person.reference)]),
    }
