"""Reads about people."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from core.people import recovery
from core.people.models import User
from core.people.names import fold


def by_name(name: str) -> User | None:
    """The active person who signs in with `name`, however it is spaced, cased or accented."""
    return User.objects.filter(username=fold(name), is_active=True).first()


def has_factor(user: User) -> bool:
    """Whether `user` has set up a second factor. One query."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def has_demo_people() -> bool:
    """Whether any account here was made by the demo. One query."""
    return User.objects.filter(is_demo=True).exists()


def held_about(user: User) -> dict[str, Any]:
    """What this app holds about `user`, for *get a copy*. No secret is in it: hashes open nothing for their owner."""
    profile = getattr(user, "profile", None)
    return {
        "signs in with": user.username,
        "joined": user.date_joined,
        "last signed in": user.last_login,
        "email addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified")),
        "employing organisation": user.employer,
        "works for the police": user.works_for_police,
        "roles": [str(role) for role in user.roles.select_related("area")],
        "name people see": profile.display_name if profile else "",
        "age group": profile.age_band if profile else "",
        "area": profile.area.name if profile and profile.area else "",
        "shape": profile.shape if profile else "",
        "house rules accepted": {
            "version": profile.rules_version if profile else "",
            "on": profile.rules_accepted_on if profile else None,
        },
        "places signed in": list(user.sign_ins.values("device", "first_day", "last_day")),
        "recovery words left": recovery.left(user),
        "second factor": has_factor(user),
    }
