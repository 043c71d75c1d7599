"""Who may see what of support, as pure predicates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from core.pages.reviews import ReviewStage, stage_of
from support.enums import Status
from support.hours import UK

if TYPE_CHECKING:
    from support.models import Need, Service


def can_be_seen(service: Service, now: datetime) -> bool:
    """Whether anybody may see `service` at `now` (aware): published, not expired, not ended, not hidden."""
    return (
        service.live
        and service.hidden_on is None
        and service.status != Status.ENDED
        and (service.expire_at is None or service.expire_at > now)
    )


def is_overdue(service: Service, now: datetime) -> bool:
    """Whether the team should have checked `service` again before the UK day of `now`."""
    return review_stage(service, now.astimezone(UK).date()) >= ReviewStage.LATE


def review_stage(service: Service | Need, today: date) -> ReviewStage:
    """How late the review of `service` (or a need) is on the UK day `today`."""
    return stage_of(service.review_by, today)


def is_stale(service: Service, now: datetime) -> bool:
    """Whether `service` is so long unchecked at `now` (aware) that it is not said to be open, nor active."""
    return review_stage(service, now.astimezone(UK).date()) >= ReviewStage.STALE
