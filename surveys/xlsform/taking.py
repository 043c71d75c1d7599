"""What is being made of a form while its rows are read: blocks, names, words in other languages, and rules to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from surveys.compiling import ID_LENGTH
from surveys.xlsform.lists import Choices, Option
from surveys.xlsform.naming import Words, cut, free, one_line, short_name, split, without_marks, words_of
from surveys.xlsform.report import Report
from surveys.xlsform.terms import KIND, NAME, NO_NAME
from surveys.xlsform.tree import Part

LABEL, HELP = 200, 300
Block = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a name of the form leads. `name`: in our rules, with its part (`grid.row`). `position`: its place among the
    questions. `choices`: the names of its choices in the form, and what they are called here. `row`: in the form."""

    name: str
    position: int
    row: int
    choices: Mapping[str, str] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pending:
    """A rule to be read once all names are known: where its words go, and from which rows of the form they come."""

    value: Block
    pieces: tuple[tuple[int, str], ...]
    position: int
    own: str = ""


@dataclass
class Taking:
    """One form on its way in."""

    report: Report
    languages: Mapping[str, str]
    choices: Choices
    pictures: frozenset[int]
    new_id: Callable[[], str]
    blocks: list[Block] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    asked: int = 0

    def code(self, part: Part, *, given: set[str] | None = None) -> str:
        """The short name of a row, told where it is not the form's own; empty for what has none in our own files."""
        told, named, row = part.line.get(NAME), part.name, part.line.number
        given = self.given if given is None else given
        if told:
            code = "" if told == NO_NAME else short_name(told)
        else:
            code = short_name(named)
            if named and code != named:
                words = _(
                    "The name “%(name)s” became “%(code)s”: a letter first, then letters, digits and _, 32 at most."
                )
                self.report.changed(row, words % {"name": named[:60], "code": code or "–"})
        if not code:
            return ""
        fresh = free(code, given)
        if fresh != code:
            words = _("The name “%(name)s” is there twice. This one is called “%(code)s” now.")
            self.report.changed(row, words % {"name": code, "code": fresh})
        elif code.casefold() in {one.casefold() for one in given}:
            words = _(
                "The name “%(name)s” differs from another one only in capitals. Rules tell them apart; people may not."
            )
            self.report.told(row, words % {"name": code})
        given.add(fresh)
        return fresh

    def place(self, named: str, place: Place) -> None:
        """Remember where the form's name leads; one that leads to two places leads nowhere."""
        if named in self.places:
            self.twice.add(named)
        elif named:
            self.places[named] = place

    def say(self, identity: str, name: str, words: Words) -> None:
        """Keep the words of the other languages for one field of a block, choice or row."""
        for language, said in words.others.items():
            self.translations.setdefault(language, {}).setdefault(identity, {})[name] = said

    def labels(self, part: Part, most: int = LABEL, most_help: int = HELP) -> tuple[Words, Words]:
        """The words of a row and the help under them, in lengths that the editor takes; changes are told."""
        ours, row = bool(part.line.get(KIND)), part.line.number
        label = dict(words_of(part.line, self.languages, "label").said)
        hint = dict(words_of(part.line, self.languages, "hint").said)
        for code in label.keys() | hint.keys():
            said, under = label.get(code, ""), hint.get(code, "")
            if not ours:
                said, under = one_line(said), one_line(under)
            bare, bare_under = (said, under) if ours else (without_marks(said), without_marks(under))
            if (bare, bare_under) != (said, under):
                self.report.changed(row, _("Marks for bold, headings or colours were taken out of its words."))
            label[code], hint[code] = self._fit(row, bare, bare_under, most, most_help)
        return Words(label), Words(hint)

    def _fit(self, row: int, label: str, hint: str, most: int, most_help: int) -> tuple[str, str]:
        first, rest = split(label, most)
        if rest and first:
            self.report.changed(row, _("Its words are long: what follows the first sentences stands under it as help."))
            hint = " ".join(filter(None, [rest, hint]))
        elif rest:
            self._shorten(row, most)
            first = cut(label, most)
        if len(hint) > most_help:
            self._shorten(row, most_help)
        return first, cut(hint, most_help)

    def _shorten(self, row: int, most: int) -> None:
        words = _("Its words have more than %(number)s letters and were cut. Shorten them in the editor.")
        self.report.changed(row, words % {"number": most})

    def items(self, options: tuple[Option, ...]) -> list[Block]:
        """Choices as the editor stores them, each with an id of its own."""
        made = []
        for option in options:
            identity = self.new_id()
            if option.code:
                self.codes[identity] = option.code
            self.say(identity, "label", option.label)
            made.append({"type": "item", "id": identity, "value": option.label.english})
        return made


def short(identity: str) -> str:
    """The id that a block, choice or row has in a definition."""
    return identity.replace("-", "")[:ID_LENGTH]
