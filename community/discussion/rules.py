"""Who may say what where, as pure predicates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeGuard

from community.discussion import kinds
from community.discussion.enums import ThreadState
from community.moderation import states
from community.moderation.enums import Move, Visibility
from core.people.enums import Role
from core.people.rules import has_role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.discussion.models import Post, Thread
    from core.people.models import User

MOST_POSTS, IN_TIME = 6, timedelta(minutes=10)
TEAM_ROLES = (Role.MODERATOR, Role.DSL, Role.EDITOR, Role.APPROVER, Role.AREA_LEAD)


def is_member(user: User | AnonymousUser) -> TypeGuard[User]:
    """Whether `user` has a name that others may see, and so may write under it."""
    return user.is_authenticated and user.is_active and hasattr(user, "profile")


def can_post_in(user: User | AnonymousUser, thread: Thread) -> TypeGuard[User]:
    """Whether `user` may add to `thread`, which they can see."""
    return thread.state == ThreadState.OPEN and kinds.of(thread).may_write(user, thread)


def can_speak_for_team(user: User | AnonymousUser, area_id: int | None) -> TypeGuard[User]:
    """Whether `user` may sign as the partnership's team in an area (None: everywhere)."""
    if not user.is_authenticated or not user.is_active:
        return False
    if area_id is None and not user.is_superuser:
        return any(role in TEAM_ROLES and area is None for role, area in user.held_roles())
    return has_role(user, *TEAM_ROLES, area_id=area_id)


def can_edit(user: User, post: Post) -> bool:
    """Whether `user` may send a changed text: their own, never shown yet, waiting or sent back."""
    return post.author_id == user.pk and post.visibility in (Visibility.PENDING, Visibility.RETURNED)


def can_withdraw(user: User, post: Post) -> bool:
    """Whether `user` may take a post back: their own, and there is something to take back."""
    return post.author_id == user.pk and states.may(post.visibility, Move.WITHDRAW)


def sent_too_much(sent_lately: int) -> bool:
    """Whether someone who sent `sent_lately` posts within IN_TIME should wait a little."""
    return sent_lately >= MOST_POSTS
