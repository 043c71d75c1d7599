"""Who gets e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.models import How
from core.people.enums import AgeBand

if TYPE_CHECKING:
    from core.people.models import User


def default_for(user: User) -> How:
    """How `user` is told before choosing: people of 13 to 15 only on the site, others by e-mail too."""
    profile = getattr(user, "profile", None)
    return How.SITE if profile and profile.age_band == AgeBand.FROM_13 else How.EMAIL


def can_email(user: User, how: How) -> bool:
    """Whether an e-mail may go to `user`, who wants to be told `how`."""
    return bool(user.is_active and user.email and how == How.EMAIL)
