"""Agreeing to send a newsletter, stopping one, and trying one on yourself."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit.actions import record
from core.people.models import User
from news.newsletter import queries, rules, tokens
from news.newsletter.compiling import compile_now
from news.newsletter.enums import Stage
from news.newsletter.messages import Press, mail_connection, read_house
from news.newsletter.models import Newsletter, Sending

LATEST = datetime.timedelta(days=366)


def obstacles(newsletter: Newsletter) -> list[str]:
    """What stops `newsletter` from being sent, in plain sentences. Reads only."""
    found = []
    if not newsletter.live or newsletter.live_revision_id is None:
        found.append(_("Nobody has approved it yet. Send it for approval first."))
    elif newsletter.has_unpublished_changes:
        found.append(_("There are changes that nobody has approved. Have them approved, or take them back."))
    if queries.sending_of(newsletter):
        found.append(_("It is sent, or on its way."))
    elif compile_now(newsletter).is_empty:
        found.append(_("Nothing is in it: every page that was chosen is not public now."))
    return found


def area_ids(newsletter: Newsletter) -> list[int]:
    """Ids of the areas of the stored `newsletter`, whatever a draft of it says. One query."""
    rows = Newsletter.areas.through.objects.filter(newsletter_id=newsletter.pk)
    return list(rows.values_list("area_id", flat=True))


@transaction.atomic
def agree(*, by: User, newsletter: Newsletter, at: datetime.datetime, count: int, revision: int) -> Sending:
    """Let `newsletter` be sent at `at` (aware; now or earlier: at once), by somebody who did not write it.

    `count` and `revision` are what they saw on the page that asked. Raises PermissionDenied where they may not,
    ValidationError in plain words where it cannot be sent. Writes one Sending and the audit.
    """
    newsletter = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
    if not rules.can_send(by, area_ids(newsletter), queries.writers_of(newsletter)):
        raise PermissionDenied
    if problems := obstacles(newsletter):
        raise ValidationError(problems)
    if newsletter.live_revision_id != revision:
        raise ValidationError(_("It was changed in the meantime. Please look at it again."))
    if at > timezone.now() + LATEST:
        raise ValidationError(_("Choose a time within a year."))
    sending = Sending.objects.create(
        newsletter=newsletter, due_at=at, agreed_by=by, agreed_count=count, revision=revision
    )
    record("newsletter.agreed", actor=by.opaque_id, target=f"newsletter:{newsletter.pk}", count=count,
           at=at.astimezone(datetime.UTC).isoformat(), revision=revision)  # fmt: skip
    return sending


@transaction.atomic
def stop(*, by: User, newsletter: Newsletter) -> bool:
    """Stop a newsletter that waits or is being sent; whether there was something to stop. What left is not undone.

    One that had not begun can be changed and agreed to again. Raises PermissionDenied.
    """
    if not rules.can_stop(by, area_ids(newsletter)):
        raise PermissionDenied
    open_ones = Sending.objects.filter(newsletter=newsletter)
    deleted, _kinds = open_ones.filter(stage=Stage.SCHEDULED).delete()
    stopped = open_ones.filter(stage=Stage.SENDING).update(stage=Stage.STOPPED, finished_at=timezone.now())
    if deleted or stopped:
        record("newsletter.stopped", actor=by.opaque_id, target=f"newsletter:{newsletter.pk}", had_begun=bool(stopped))
    return bool(deleted or stopped)


def try_on(*, by: User, newsletter: Newsletter) -> None:
    """Send one trial copy of the newest draft to `by`'s own address. Raises PermissionDenied, ValidationError where
    they have no address, and OSError or smtplib.SMTPException where it could not leave."""
    if not rules.can_compose(by, area_ids(newsletter)):
        raise PermissionDenied
    if not by.email:
        raise ValidationError(_("Your account has no e-mail address."))
    draft = newsletter.get_latest_revision_as_object() if newsletter.latest_revision_id else newsletter
    content = compile_now(draft).content
    content["subject"] = f"{_('Trial:')} {content['subject']}"
    press = Press(content, read_house())
    press.copy_for(
        person=tokens.SAMPLE, email=by.email, language=draft.language, key="", connection=mail_connection()
    ).send()
    record("newsletter.tried", actor=by.opaque_id, target=f"newsletter:{newsletter.pk}")
