"""How safeguarding asks for something to be hidden, where it can be read, and whom to ring, not knowing who owns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Duty:
    """Who was with the person when it came: staff on duty whom a lead can ring. Empty fields are not known."""

    who: str
    phone: str = ""
    employer: str = ""
    place: str = ""
    area: str = ""
    when: str = ""
    what: str = ""
    is_on: bool = False


@dataclass(frozen=True)
class Author:
    """Who wrote something whose readers were told before that a lead can reach them. `what`: in answer to what."""

    who: str
    email: str = ""
    what: str = ""


Hold = Callable[[str, str], None]
PlaceOf = Callable[[str], str]
_holders: dict[str, Hold] = {}
DutyOf = Callable[[str], Duty | None]
_places: dict[str, PlaceOf] = {}
AuthorOf = Callable[[str], Author | None]
_authors: dict[str, AuthorOf] = {}
_duties: dict[str, DutyOf] = {}
_notes: dict[str, str | Promise] = {}


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


def register_duty(kind: str, duty_of_one: DutyOf) -> None:
    """Let leads see whom to ring about targets of `kind`; `duty_of_one(target)` gives the staff on duty, or None."""
    _duties[kind] = duty_of_one


def duty_of(target: str) -> Duty | None:
    """Whom to ring about `target`; None where nobody was on duty."""
    duty = _duties.get(target.split(":", 1)[0])
    return duty(target) if duty else None


def register_author(kind: str, author_of_one: AuthorOf) -> None:
    """Let leads see who wrote targets of `kind`; `author_of_one(target)` gives the person, or None."""
    _authors[kind] = author_of_one


def author_of(target: str) -> Author | None:
    """Who wrote `target`; None where nobody can tell."""
    author = _authors.get(target.split(":", 1)[0])
    return author(target) if author else None


def register_note(kind: str, words: str | Promise) -> None:
    """Tell leads something about every concern whose target is of `kind`, such as that its author cannot be found."""
    _notes[kind] = words


def note_of(target: str) -> str:
    """What leads are told about concerns with such a target, "" for nothing."""
    return str(_notes.get(target.split(":", 1)[0], ""))
