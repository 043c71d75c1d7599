"""Delete my account: what each app does with what it holds about a person who goes."""

from __future__ import annotations

from collections.abc import Callable

from core.people.models import User

Erase = Callable[[User], object]
_parts: dict[str, Erase] = {}


def register(name: str, erase: Erase) -> None:
    """Have `erase(user)` called, in the deleting transaction and before the account goes.

    It deletes what is personal, or takes the name off what must stay. What it raises stops the whole deletion.
    """
    _parts[name] = erase


def erase_parts(user: User) -> None:
    """Let every app let go of `user`, in the order of their names. Called in a transaction."""
    for _name, erase in sorted(_parts.items()):
        erase(user)
