"""Which kinds of thing people are told, in words. Features register their own in `apps.ready()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Kind:
    """`wording`: how the list says it, with `%(name)s` for facts. `urgent`: e-mailed at once and not gathered."""

    code: str
    wording: str | _StrPromise
    urgent: bool = False


_kinds: dict[str, Kind] = {}


def register(code: str, wording: str | _StrPromise, *, urgent: bool = False) -> None:
    """Let people be told things of the kind `code` (such as `post.approved`)."""
    _kinds[code] = Kind(code, wording, urgent)


def kind_of(code: str) -> Kind:
    """The kind `code`. Raises KeyError when nobody registered it."""
    return _kinds[code]


def wording_of(code: str, facts: dict[str, str | int]) -> str:
    """What the list says; an empty string for a kind that is gone, or facts that do not fit its wording."""
    try:
        return str(_kinds[code].wording) % facts
    except (KeyError, TypeError, ValueError):
        return ""
