"""Who may do what with newsletters, as pure predicates."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from core.people.enums import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

COMPOSING = (Role.EDITOR, Role.APPROVER)
SENDING = (Role.APPROVER,)
COUNTING = (*COMPOSING, Role.ANALYST)


def _areas(user: User | AnonymousUser, roles: Collection[Role]) -> tuple[bool, set[int]]:
    """Whether `user` holds one of `roles` everywhere, and ids of the areas in which they hold one."""
    if not user.is_authenticated or not user.is_active:
        return False, set()
    held = [area for role, area in user.held_roles() if role in roles]
    return user.is_superuser or None in held, {area for area in held if area is not None}


def fits(user: User | AnonymousUser, roles: Collection[Role], area_ids: Collection[int]) -> bool:
    """Whether `user` holds one of `roles` everywhere, or in each of `area_ids` where there are any."""
    everywhere, own = _areas(user, roles)
    return everywhere or (bool(area_ids) and own >= set(area_ids))


def can_compose(user: User | AnonymousUser, area_ids: Collection[int]) -> bool:
    """Whether `user` may write a newsletter to `area_ids` (none: every area). An area's editor: own areas only."""
    return fits(user, COMPOSING, area_ids)


def composes_everywhere(user: User | AnonymousUser) -> bool:
    """Whether `user` writes to the whole partnership."""
    return _areas(user, COMPOSING)[0]


def own_areas(user: User | AnonymousUser) -> set[int]:
    """Ids of the areas to which `user` may write, apart from the whole partnership."""
    return _areas(user, COMPOSING)[1]


def can_send(user: User | AnonymousUser, area_ids: Collection[int], writers: Collection[int | None]) -> bool:
    """Whether `user` may agree to send a newsletter to `area_ids`, written or sent in by the user ids `writers`: an
    approver of all those areas who is none of the writers."""
    return fits(user, SENDING, area_ids) and user.pk not in writers


def can_stop(user: User | AnonymousUser, area_ids: Collection[int]) -> bool:
    """Whether `user` may stop a newsletter on its way: whoever may write or send it; stopping waits for nobody."""
    return can_compose(user, area_ids)


def can_see_counts(user: User | AnonymousUser) -> bool:
    """Whether `user` may read how many got a newsletter."""
    everywhere, own = _areas(user, COUNTING)
    return everywhere or bool(own)


def can_look_up(user: User | AnonymousUser) -> bool:
    """Whether `user` may look for one exact address, to do what its owner asked: approvers for everywhere. Nobody
    can list addresses."""
    return _areas(user, SENDING)[0]
