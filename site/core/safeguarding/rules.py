"""Who reads concerns: Designated Safeguarding Leads and nobody else, administrators included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.people.enums import Role
from core.safeguarding.enums import State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User
    from core.safeguarding.models import Concern


def areas_led(user: User | AnonymousUser) -> set[int | None]:
    """The ids of the areas in which `user` is a safeguarding lead; None among them means everywhere."""
    if not user.is_authenticated or not user.is_active:
        return set()
    return {area for role, area in user.held_roles() if role == Role.DSL}


def can_use(user: User | AnonymousUser) -> bool:
    """Whether `user` has any business at the safeguarding desk."""
    return bool(areas_led(user))


def can_move(concern: Concern, to: State) -> bool:
    """Whether `concern` may become `to`: new, then being looked at, then closed; closed also straight from new."""
    allowed = {State.ACKNOWLEDGED: {State.NEW}, State.CLOSED: {State.NEW, State.ACKNOWLEDGED}}
    return State(concern.state) in allowed.get(to, set())
