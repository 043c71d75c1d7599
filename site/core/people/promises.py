"""What the site promises about who its staff are, such as that nobody who reads answers works for the police.

Apps that make promises register a check in `apps.ready()`; User and RoleAssignment ask it before they are written, and
the forms of /cms/ ask it first, so that the words stand beside the field. `QuerySet.update()` and bulk writes pass it
by: nothing here uses them for roles or employers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from core.people.models import User

Check = Callable[["User", frozenset[str]], str]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Ask `check(user, roles)` before `user` is written as they are with `roles` (values of Role): it gives the plain
    sentence why not, or an empty string."""
    if check not in _checks:
        _checks.append(check)


def problem(user: User, roles: Collection[str]) -> str:
    """Why `user`, as this object says, may not hold `roles` now; an empty string where nothing stands against it."""
    return next((words for check in _checks if (words := check(user, frozenset(roles)))), "")


def refuse(user: User, roles: Collection[str]) -> None:
    """Raises ValidationError with the sentence of `problem`."""
    if words := problem(user, roles):
        raise ValidationError(words)
