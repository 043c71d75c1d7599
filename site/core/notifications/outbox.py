"""Sending what waits in the outbox: at most one e-mail for each message, whatever happens to the worker.

A message is marked `sending`, and that is committed, before the mail server is spoken to. A worker that dies in between
leaves it so, and it is never sent again: one lost line on the site is read there anyway, while a second e-mail on a
watched phone does harm. Only when the server has surely not taken the message does it wait for another try.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.notifications import queries, rules
from core.notifications.models import Notification, OutboxMessage

MOST_ATTEMPTS = 6
BATCH = 50
_log = logging.getLogger(__name__)
_State = OutboxMessage.State


def send_due() -> int:
    """Send every message whose time has come, at most 50; how many left. For the worker, outside a transaction."""
    due = OutboxMessage.objects.filter(state=_State.WAITING, due_at__lte=timezone.now()).order_by("due_at")
    return sum(_send(pk) for pk in due.values_list("pk", flat=True)[:BATCH])


def _claim(pk: int) -> OutboxMessage | None:
    """The message, marked as being sent, with the unread news it tells of; None when there is nothing to send."""
    with transaction.atomic():
        if not OutboxMessage.objects.filter(pk=pk, state=_State.WAITING).update(state=_State.SENDING):
            return None  # another worker has it
        message = OutboxMessage.objects.select_related("user__profile").get(pk=pk)
        news = Notification.objects.filter(user=message.user, read_at=None, emailed=None)
        if rules.can_email(message.user, queries.wanted_by(message.user)) and news.update(emailed=message):
            return message
        OutboxMessage.objects.filter(pk=pk).update(state=_State.DROPPED)
        return None


def _send(pk: int) -> bool:
    message = _claim(pk)
    if message is None:
        return False
    try:
        _email(message).send()
    except (
        smtplib.SMTPResponseException,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPConnectError,
        ConnectionRefusedError,
    ):
        _try_later(message)
        return False
    except (OSError, smtplib.SMTPException) as problem:
        # It may have been taken: telling twice is worse than not telling by e-mail.
        _log.warning("Outbox message %s may not have left: %s", pk, type(problem).__name__)
        return False
    OutboxMessage.objects.filter(pk=pk).update(state=_State.SENT)
    return True


def _try_later(message: OutboxMessage) -> None:
    """Give the message back, for later; after the last try, or beside a newer one that waits, drop it."""
    _log.warning("Outbox message %s was not taken by the mail server.", message.pk)
    with transaction.atomic():
        waits = OutboxMessage.objects.filter(user=message.user, state=_State.WAITING).exists()
        again = not waits and message.attempts + 1 < MOST_ATTEMPTS
        if waits or again:
            message.notifications.update(emailed=None)
        message.attempts += 1
        message.state = _State.WAITING if again else _State.DROPPED
        message.due_at = timezone.now() + timedelta(minutes=5 * 2**message.attempts)
        message.save()


def _email(message: OutboxMessage) -> EmailMultiAlternatives:
    """The e-mail: a quiet subject and a link. Whoever sees it over a shoulder learns nothing."""
    root = settings.WAGTAILADMIN_BASE_URL
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "count": message.notifications.count(),
            "link": root + reverse("notifications:list"),
            "settings_link": root + reverse("notifications:settings"),
        }
        made = EmailMultiAlternatives(
            subject=_("You have something new to read"),
            body=render_to_string("emails/news.txt", context),
            to=[message.user.email],
            headers={"Auto-Submitted": "auto-generated", "Message-ID": f"<news-{message.pk}@{_host(root)}>"},
            connection=get_connection(backend()),
        )
        made.attach_alternative(render_to_string("emails/news.html", context), "text/html")
    return made


def _host(root: str) -> str:
    return root.split("://", 1)[-1].split(":", 1)[0].strip("/") or "localhost"


def backend() -> str:
    """The mail backend: Django's own, but that a demonstration sends nothing to the outside."""
    if settings.DEMO and "locmem" not in settings.EMAIL_BACKEND:
        return "django.core.mail.backends.console.EmailBackend"
    return settings.EMAIL_BACKEND
