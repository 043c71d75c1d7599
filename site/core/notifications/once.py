"""Telling once: reminders that must neither be lost nor come twice, however often the worker dies.

The key is written in the transaction that tells. A team's mailbox gets an e-mail with a link and nothing else, claimed
before it is sent as in the outbox: never twice.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.notifications.actions import notify
from core.notifications.models import OutboxMessage, ToldOnce
from core.notifications.outbox import backend

if TYPE_CHECKING:
    from core.people.models import User

BATCH = 50
_log = logging.getLogger(__name__)
# By what a key begins with: the subject, and the body with `%(link)s`. Neither says what it is about.
_letters: dict[str, tuple[str, str]] = {}
_State = OutboxMessage.State


def register_letter(start: str, subject: str, body: str) -> None:
    """Write to teams about keys that begin with `start` and a colon in these words (untranslated; `%(link)s` in the
    body) rather than that something is due for a check. For `apps.ready()`."""
    _letters[start] = (subject, body)


@transaction.atomic
def tell_once(
    key: str,
    *,
    on: datetime.date,
    users: Iterable[User],
    kind: str,
    url: str,
    facts: dict[str, str | int],
    mailbox: str = "",
) -> bool:
    """Tell `users`, and the team at `mailbox`, unless that was done under `key` before; whether it was done now.

    `key`: at most 120 characters, such as `review:service:12:2026-11-01:soon`. `on`: the UK day. The rest is as for
    `notify`. Writes one row, and for each user what `notify` writes.
    """
    _row, is_new = ToldOnce.objects.get_or_create(
        key=key, defaults={"on": on, "mailbox": mailbox, "url": url, "state": _State.WAITING if mailbox else ""}
    )
    if is_new:
        for user in users:
            notify(user, kind, url=url, facts=facts)
    return is_new


def told_on(key: str) -> datetime.date | None:
    """The day on which `key` was told; None when it was not. One query."""
    return ToldOnce.objects.filter(key=key).values_list("on", flat=True).first()


def mail_teams() -> int:
    """Send what waits for teams' mailboxes, at most 50; how many left. For the worker, outside a transaction."""
    waiting = ToldOnce.objects.filter(state=_State.WAITING).order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(_mail(pk) for pk in waiting)


def _mail(pk: int) -> bool:
    if not ToldOnce.objects.filter(pk=pk, state=_State.WAITING).update(state=_State.SENDING):
        return False  # another worker has it
    row = ToldOnce.objects.get(pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        usual = _("Something is due for a check"), _("Please look at it in the CMS: %(link)s")
        subject, body = _letters.get(row.key.split(":", 1)[0], usual)
        letter = EmailMessage(
            subject=_(subject),
            body=_(body) % {"link": settings.WAGTAILADMIN_BASE_URL + row.url},
            to=[row.mailbox],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(backend()),
        )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as problem:
        # It may have been taken. The site tells it too, so it is not sent a second time.
        _log.warning("Letter %s to a team may not have left: %s", pk, type(problem).__name__)
        return False
    ToldOnce.objects.filter(pk=pk).update(state=_State.SENT)
    return True
