"""Who may do what at the desk, as pure predicates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.people.enums import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.moderation.models import Case
    from core.people.models import User

DESK_ROLES = frozenset({Role.MODERATOR, Role.DSL})


def areas_at_desk(user: User | AnonymousUser) -> set[int | None]:
    """The ids of the areas whose cases `user` handles; None in the set means every area. Empty: not at the desk."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if user.is_superuser:
        return {None}
    return {area for role, area in user.held_roles() if role in DESK_ROLES}


def can_use_desk(user: User | AnonymousUser) -> bool:
    """Whether `user` moderates anywhere."""
    return bool(areas_at_desk(user))


def can_handle(user: User | AnonymousUser, case: Case) -> bool:
    """Whether `case` is in an area that `user` moderates. Cases of no area belong to those who moderate everywhere."""
    areas = areas_at_desk(user)
    return None in areas or (case.area_id is not None and case.area_id in areas)


def can_decide(user: User, case: Case, author_id: int | None) -> bool:
    """Whether `user` may decide `case`: they handle it, and it is not about their own words."""
    return can_handle(user, case) and author_id != user.pk


def held_by_another(user: User, case: Case, now: datetime) -> bool:
    """Whether somebody else has `case` open on their screen at `now`."""
    return (
        case.claimed_by_id is not None
        and case.claimed_by_id != user.pk
        and case.claimed_until is not None
        and case.claimed_until > now
    )
