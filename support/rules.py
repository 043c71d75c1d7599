"""Who may see what of support, as pure predicates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.pages.reviews import ReviewStage, stage_of
from core.people.enums import Role
from core.people.rules import has_role
from support.bank_holidays import is_bank_holiday
from support.enums import Status
from support.hours import UK

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from support.models import Need, Service, UrgentChange

EDITING = (Role.EDITOR, Role.APPROVER, Role.SAFEGUARDING_APPROVER)


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


def edits_everywhere(user: User | AnonymousUser) -> bool:
    """Whether `user` writes help for the whole partnership, needs included."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(role in EDITING and area is None for role, area in user.held_roles())


def own_areas(user: User | AnonymousUser) -> set[int]:
    """Ids of the areas for which `user` writes help, apart from the whole partnership."""
    if not user.is_authenticated or not user.is_active:
        return set()
    return {area for role, area in user.held_roles() if role in EDITING and area is not None}


def can_edit(user: User | AnonymousUser, areas: Collection[int]) -> bool:
    """Whether `user` may write, correct and take down a service of these areas (ids; none: the whole country). Editors
    of an area may where it is one of theirs; what serves the whole country is not theirs."""
    return edits_everywhere(user) or bool(own_areas(user) & set(areas))


def sees_secrets(user: User | AnonymousUser) -> bool:
    """Whether `user` may see where a confidential place is: safeguarding approvers everywhere, and administrators."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or (Role.SAFEGUARDING_APPROVER, None) in user.held_roles()


def can_look_at(user: User, change: UrgentChange) -> bool:
    """Whether `user` may say that `change` was looked at: a safeguarding approver who did not make it."""
    return has_role(user, Role.SAFEGUARDING_APPROVER) and change.by_id != user.pk and change.looked_at is None


def next_working_day(day: date, nation: str) -> date:
    """The first day after `day` that is no weekend and no bank holiday of `nation` (ENG, WLS, SCT or NIR)."""
    after = day + timedelta(days=1)
    while after.weekday() >= 5 or is_bank_holiday(after, nation):
        after += timedelta(days=1)
    return after


def api_status(service: Service, today: date) -> str:
    """How Open Referral UK calls the state of `service` on the UK date `today`. One that nobody checked for too long is
    inactive: other systems must not send people there on our word."""
    if service.status == Status.ENDED:
        return "defunct"
    if service.status == Status.PAUSED:
        return "temporarily closed"
    return "inactive" if review_stage(service, today) >= ReviewStage.STALE else "active"


def can_exchange(user: Any) -> bool:
    """Whether `user` may take services in as drafts and give them out: those who may add and change services."""
    return user.has_perms(["support.add_service", "support.change_service"])
