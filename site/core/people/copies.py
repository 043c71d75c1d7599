"""Get a copy: everything that Sayso holds about one person, gathered from the apps that hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.people.models import User

Gather = Callable[[User], Any]
_parts: dict[str, Gather] = {}


def register(name: str, gather: Gather) -> None:
    """Have `gather(user)` (JSON-ready: dicts, lists, text, numbers, dates) put under `name` in every copy."""
    _parts[name] = gather


def copy_of(user: User) -> dict[str, Any]:
    """Everything held about `user`, by the name of its part."""
    return {name: gather(user) for name, gather in sorted(_parts.items())}
