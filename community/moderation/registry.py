"""What can be moderated. Higher apps fill it in `apps.ready()`; moderation knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from community.moderation.enums import Move, Visibility

if TYPE_CHECKING:
    from core.people.models import User


@dataclass(frozen=True)
class Item:
    """One thing on the desk, as its owner describes it. `words` are what someone wrote (title first, where there is
    one); `revision` is the number of its present text; `url` and `place` say where it is; `before` is the post that
    came just before it, for context."""

    id: int
    title: str
    words: str
    visibility: Visibility
    revision: int
    author: User | None
    author_name: str
    place: str
    url: str
    sent_at: datetime
    is_opener: bool
    before_name: str = ""
    before_words: str = ""


class MovedOn(Exception):
    """The text is no longer the revision that the decision was about."""


class MoveIt(Protocol):
    """Carries out a move inside the caller's transaction."""

    def __call__(self, pk: int, move: Move, *, actor: User | None, revision: int | None = None) -> None:
        """Raises MovedOn when `revision` is given and is not the present one, MoveNotAllowed by the state table."""


@dataclass(frozen=True)
class Moderatable:
    """One kind of thing: `describe(ids)` gives Items by id in a fixed number of queries (with context when asked for),
    `move` is its one way to change visibility, `own_url(id)` leads its writer to it."""

    describe: Callable[[list[int], bool], dict[int, Item]]
    move: MoveIt
    own_url: Callable[[int], str]
    history: Callable[[User], str]


_kinds: dict[str, Moderatable] = {}


def register(kind: str, moderatable: Moderatable) -> None:
    """Let things of `kind` (such as `post`) have cases."""
    _kinds[kind] = moderatable


def of_kind(kind: str) -> Moderatable:
    """What was registered for `kind`. Raises KeyError for a kind that nobody registered."""
    return _kinds[kind]
