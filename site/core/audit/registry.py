"""Which actions the audit knows, in words. Features register their own in `apps.ready()`; the audit knows none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

_wording: dict[str, str] = {}
_namer: list[Callable[[set[UUID]], dict[UUID, str]]] = []


def register(code: str, wording: str) -> None:
    """Let `code` (such as `post.approved`) be recorded; `wording` is how staff read it."""
    _wording[code] = wording


def wording_of(code: str) -> str:
    """How staff read `code`. Raises KeyError for a code that nobody registered."""
    return _wording[code]


def codes() -> frozenset[str]:
    """Every registered code."""
    return frozenset(_wording)


def register_names(name_actors: Callable[[set[UUID]], dict[UUID, str]]) -> None:
    """Let the report print names: `name_actors(opaque ids)` answers those it knows, in one query."""
    _namer[:] = [name_actors]


def names_of(actors: Iterable[UUID]) -> dict[UUID, str]:
    """Names of `actors` by opaque id; those that nobody knows (erased people) are left out."""
    wanted = set(actors)
    return _namer[0](wanted) if _namer and wanted else {}
