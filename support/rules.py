"""Who may see what of support, as pure predicates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from support.enums import Status
from support.hours import UK

if TYPE_CHECKING:
    from support.models import Service


def can_be_seen(service: Service, now: datetime) -> bool:
    """Whether anybody may see `service` at `now` (aware): published, not expired, not ended."""
    return service.live and service.status != Status.ENDED and (service.expire_at is None or service.expire_at > now)


def is_overdue(service: Service, now: datetime) -> bool:
    """Whether the team should have checked `service` again before the UK day of `now`."""
    return service.review_by < now.astimezone(UK).date()


def api_status(service: Service, today: date) -> str:
    """How Open Referral UK calls the state of `service` on the UK date `today`. One that nobody checked in time is
    inactive: other systems must not send people there on our word."""
    if service.status == Status.ENDED:
        return "defunct"
    if service.status == Status.PAUSED:
        return "temporarily closed"
    return "inactive" if service.review_by < today else "active"


def can_exchange(user: Any) -> bool:
    """Whether `user` may take services in as drafts and give them out: those who may add and change services."""
    return user.has_perms(["support.add_service", "support.change_service"])
