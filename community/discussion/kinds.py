"""What kinds of threads there are. Forums and ideas fill it in `apps.ready()`; discussion knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.discussion.models import Thread
    from core.people.models import User


@dataclass(frozen=True)
class Place:
    """Where a thread lives: its `name`, `url` and `area_id` (None: the whole partnership), the thread's own `address`,
    and whether posts wait for a person (`checked_first`)."""

    name: str
    url: str
    address: str
    area_id: int | None
    checked_first: bool


@dataclass(frozen=True)
class Kind:
    """One kind of thread. `related`: names for `select_related` that `place` needs. `visible(user)`: which threads of
    the kind one may see, as a Q on Thread. `may_write(user, thread)`: whether somebody may add to it, where the thread
    itself takes replies. `changed(thread)`: called in the transaction that published or hid posts."""

    related: tuple[str, ...]
    visible: Callable[[User | AnonymousUser], Q]
    may_write: Callable[[User | AnonymousUser, Thread], bool]
    place: Callable[[Thread], Place]
    changed: Callable[[Thread], None]


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Let threads of kind `name` (such as `topic`) exist."""
    _kinds[name] = kind


def of(thread: Thread) -> Kind:
    """The kind of `thread`. Raises KeyError for one that nobody registered."""
    return _kinds[thread.kind]


def place_of(thread: Thread) -> Place:
    """Where `thread` lives. No query when the thread was read with `all_related()`."""
    return _kinds[thread.kind].place(thread)


def all_related(prefix: str = "") -> list[str]:
    """What every kind wants read with a thread, each name after `prefix`."""
    return [prefix + name for kind in _kinds.values() for name in kind.related]


def visible_threads(user: User | AnonymousUser) -> Q:
    """Which threads of all kinds `user` may see by their place."""
    seen = Q(pk__in=[])
    for name, kind in _kinds.items():
        seen |= Q(kind=name) & kind.visible(user)
    return seen
