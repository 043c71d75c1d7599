"""Saying that somebody checked services and that all of it is right: the date moves, nothing else changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from core.audit.actions import record
from core.people.models import User
from support.models import Service
from support.urgent import into_drafts

SHORTEST, LONGEST = datetime.timedelta(days=30), datetime.timedelta(days=365)


def next_review(service: Service, today: datetime.date) -> datetime.date:
    """When `service` must be checked again after a check on the UK day `today`: as long after it as the last time, but
    no sooner than in 30 days and no later than in a year."""
    return today + min(max(service.review_by - service.last_checked, SHORTEST), LONGEST)


def mark_checked(*, by: User, services: Iterable[Service], today: datetime.date) -> int:
    """Note that `by` checked the published among `services` on the UK day `today`; how many those were.

    Needs no approver, since no words change. Writes each service (one that was hidden for want of a check is shown
    again), its drafts, its history and the audit, one transaction a service. Whoever calls has asked `may_edit`.
    """
    return sum(_mark(by, service.pk, today) for service in services)


@transaction.atomic
def _mark(by: User, pk: int, today: datetime.date) -> bool:
    live = Service.objects.select_for_update().filter(pk=pk, live=True).first()
    if live is None:
        return False
    again = next_review(live, today)

    def change(service: Service) -> None:
        service.last_checked, service.review_by, service.hidden_on = today, again, None

    with into_drafts(live, by, change):
        change(live)
        live.save(update_fields=["last_checked", "review_by", "hidden_on"])
    record("support.checked", actor=by.opaque_id, target=f"service:{pk}", day=again.isoformat())
    return True
