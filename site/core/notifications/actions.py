"""Writes: telling, marking as read, choosing how."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from core.live.groups import group
from core.live.publish import publish
from core.live.updates import Update
from core.notifications import queries, registry, rules
from core.notifications.models import How, Notification, OutboxMessage, ToldOnce, Wanted

if TYPE_CHECKING:
    from core.people.models import User

GATHER = timedelta(minutes=10)
KEPT = timedelta(days=180)
OUTBOX_KEPT = timedelta(days=30)
TOLD_KEPT = timedelta(days=400)


@transaction.atomic
def notify(user: User, kind: str, *, url: str, facts: dict[str, str | int]) -> None:
    """See core.notifications.notify."""
    told = registry.kind_of(kind)
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None) or len(url) > 200:
        raise ValueError("A notification leads to a path of this site.")
    made = Notification.objects.create(user=user, kind=kind, url=url, facts=facts)
    if rules.can_email(user, queries.wanted_by(user)):
        _put_in_outbox(user, urgent=told.urgent)
    publish(group("person", user.pk), Update("notification", made.pk, made.pk))


def _put_in_outbox(user: User, *, urgent: bool) -> None:
    """One waiting message for each person, at the earliest time that anything in it asks for."""
    due_at = timezone.now() + (timedelta() if urgent else GATHER)
    waiting = OutboxMessage.objects.filter(user=user, state=OutboxMessage.State.WAITING)
    if waiting.exists():
        waiting.filter(due_at__gt=due_at).update(due_at=due_at)
        return
    try:
        with transaction.atomic():
            OutboxMessage.objects.create(user=user, due_at=due_at)
    except IntegrityError:  # someone else told this person something in the same moment
        waiting.filter(due_at__gt=due_at).update(due_at=due_at)


def mark_read(*, by: User, upto: int, only: int | None = None) -> int:
    """Mark what `by` was told as read, up to and including the id `upto`, or the one `only`; how many changed."""
    mine = queries.visible_to(by).filter(read_at=None, pk__lte=upto)
    return (mine if only is None else mine.filter(pk=only)).update(read_at=timezone.now())


@transaction.atomic
def choose(*, by: User, how: How) -> None:
    """Keep how `by` wants to be told; an e-mail that waits is dropped when they want none."""
    Wanted.objects.update_or_create(user=by, defaults={"how": how})
    if how == How.SITE:
        waiting = OutboxMessage.objects.filter(user=by, state=OutboxMessage.State.WAITING)
        waiting.update(state=OutboxMessage.State.DROPPED)


def prune() -> None:
    """Delete what was kept long enough. Repeatable."""
    now = timezone.now()
    Notification.objects.filter(at__lt=now - KEPT).delete()
    OutboxMessage.objects.exclude(state=OutboxMessage.State.WAITING).filter(changed_at__lt=now - OUTBOX_KEPT).delete()
    ToldOnce.objects.filter(on__lt=(now - TOLD_KEPT).date()).delete()
