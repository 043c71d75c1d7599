"""Who reads and writes on which board, as pure predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from community.discussion.rules import can_speak_for_team, is_member
from community.forums.enums import Audience
from core.people.enums import ADULTS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.forums.models import Board
    from core.people.models import User


def audiences_of(user: User | AnonymousUser) -> list[Audience]:
    """Which audiences `user` belongs to."""
    if not user.is_authenticated or not user.is_active:
        return [Audience.EVERYONE]
    if user.is_team:
        return [Audience.EVERYONE, Audience.MEMBERS, Audience.TEAM]
    return [Audience.EVERYONE, Audience.MEMBERS]


def may_write_on(user: User | AnonymousUser, board: Board) -> TypeGuard[User]:
    """Whether `user` may write on `board`, which they can read: a member (an adult, where it is for adults), or one of
    the team who speaks for it."""
    if not board.takes_posts:
        return False
    if is_member(user):
        return not board.adults_only or user.profile.age_band in ADULTS
    return can_speak_for_team(user, board.area_id)
