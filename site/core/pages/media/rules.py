"""Who may keep records of consent, and who may delete a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.people.enums import Role
from core.people.rules import has_role

if TYPE_CHECKING:
    from core.people.models import User

KEEPING = (Role.EDITOR, Role.APPROVER)


def keeps_everywhere(user: Any) -> bool:
    """Whether `user` sees and writes the consents of every area."""
    return bool(user.is_superuser) or any(role in KEEPING and area is None for role, area in user.held_roles())


def can_keep_consents(user: User, area_id: int | None) -> bool:
    """Whether `user` may see and write consents of the area `area_id`; None means none, for who writes everywhere."""
    return has_role(user, *KEEPING, area_id=area_id) if area_id is not None else keeps_everywhere(user)
