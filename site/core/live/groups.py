"""Names of groups, in one place, and who may watch each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.people.models import User

    CanWatch = Callable[["User | AnonymousUser", int], bool]

_watchers: dict[str, CanWatch] = {}
_NAME = re.compile(r"([a-z][a-z_]{0,30})\.([0-9]{1,18})")


def register_group(kind: str, can_watch: CanWatch) -> None:
    """Let sockets ask for groups of `kind` (such as `thread`); `can_watch(user, id)` answers whether one may."""
    _watchers[kind] = can_watch


def group(kind: str, number: int) -> str:
    """The name of the group of one thing, such as `thread.12`."""
    return f"{kind}.{number}"


def may_watch(user: User | AnonymousUser, name: str) -> bool:
    """Whether `user` may watch the group `name` now. No for a name that is none; the kind's own rule may query."""
    found = _NAME.fullmatch(name)
    can_watch = _watchers.get(found[1]) if found else None
    return bool(found and can_watch and can_watch(user, int(found[2])))
