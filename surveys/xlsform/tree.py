"""The rows of a form as groups and questions inside each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from surveys.xlsform.limits import DEEPEST_GROUPS, MOST_QUESTIONS, BadFile
from surveys.xlsform.reading import Line, Sheet
from surveys.xlsform.terms import REFUSED, split_type

_BEGIN = re.compile(r"begin_(group|repeat)")


@dataclass
class Part:
    """One row of the form, and for a group the rows inside it. `base`: its type; `choices`: the list it names."""

    line: Line
    base: str
    choices: str = ""
    other: bool = False
    parts: list[Part] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it holds other rows."""
        return bool(_BEGIN.fullmatch(self.base))

    @property
    def name(self) -> str:
        """As the form names it."""
        return self.line.get("name")

    @property
    def rule(self) -> str:
        """When it is shown, in straight quotes."""
        return straight(self.line.get("bind", "relevant"))

    @property
    def appearance(self) -> frozenset[str]:
        """How the form wants it shown."""
        return frozenset(self.line.get("control", "appearance").split())

    def walk(self) -> Iterator[Part]:
        """Itself and every row inside it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def tree_of(sheet: Sheet) -> list[Part]:
    """The rows of the sheet `survey`. Raises BadFile where groups are not closed, too deep, or questions too many."""
    top: list[Part] = []
    opened: list[Part] = []
    questions = 0
    for line in sheet.lines:
        base, choices, other = split_type(line.get("type"))
        inside = opened[-1].parts if opened else top
        if base.startswith("end_"):
            _close(opened, base, line)
            continue
        part = Part(line, base, choices, other)
        inside.append(part)
        if part.is_group:
            opened.append(part)
            if len(opened) > DEEPEST_GROUPS:
                words = _("Row %(row)s: groups stand more than %(number)s deep inside each other.")
                raise BadFile(words % {"row": line.number, "number": DEEPEST_GROUPS})
        elif base and base not in REFUSED:
            questions += 1
    if opened:
        raise BadFile(_("Row %(row)s: this group begins and never ends.") % {"row": opened[-1].line.number})
    if questions > MOST_QUESTIONS:
        words = _("The form has %(there)s questions; a survey holds %(most)s. Split it.")
        raise BadFile(words % {"there": f"{questions:,}", "most": MOST_QUESTIONS})
    return top


def _close(opened: list[Part], base: str, line: Line) -> None:
    if not opened or opened[-1].base != base.replace("end_", "begin_"):
        raise BadFile(_("Row %(row)s: it ends a group that never began.") % {"row": line.number})
    opened.pop()


def straight(rule: str) -> str:
    """`rule` with straight quotes, which spreadsheet programs like to bend."""
    return rule.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).strip()
