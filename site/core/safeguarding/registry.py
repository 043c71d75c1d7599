"""How safeguarding asks for something to be hidden, and where it can be read, without knowing who owns it."""

from __future__ import annotations

from collections.abc import Callable

Hold = Callable[[str, str], None]
PlaceOf = Callable[[str], str]
_holders: dict[str, Hold] = {}
_places: dict[str, PlaceOf] = {}


def register_holder(kind: str, hold_one: Hold) -> None:
    """Let targets of `kind` (such as `post`) be held; `hold_one(target, reason)` hides it and opens a case."""
    _holders[kind] = hold_one


def hold(target: str, reason: str) -> None:
    """Hide `target` (kind and id, `post:12`) for a registered reason code. Raises KeyError for an unknown kind."""
    _holders[target.split(":", 1)[0]](target, reason)


def register_place(kind: str, place_of_one: PlaceOf) -> None:
    """Let leads follow targets of `kind`; `place_of_one(target)` gives the staff page of one, "" for none."""
    _places[kind] = place_of_one


def place_of(target: str) -> str:
    """The address of the staff page about `target`, or "" where there is none."""
    place = _places.get(target.split(":", 1)[0])
    return place(target) if place else ""
