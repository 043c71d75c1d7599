"""What roles allow, as pure predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.people.enums import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User


def has_role(user: User | AnonymousUser, *roles: Role, area_id: int | None = None) -> bool:
    """Whether `user` holds one of `roles` everywhere, or in the area `area_id` (an Area's id).

    A superuser holds every role. With `area_id` None, a role held in any one area counts too.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return any(
        role in roles and (area_id is None or held_in is None or held_in == area_id)
        for role, held_in in user.held_roles()
    )
