"""What became of a form, row by row, in words for somebody who never saw an XLSForm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_SHOWN = 20


class Fate(TextChoices):
    """What became of something in the form."""

    LEFT = "left", _("Could not be taken")
    CHANGED = "changed", _("Taken, and changed")
    TOLD = "told", _("Good to know")


@dataclass(frozen=True)
class Note:
    """One thing to know. `row`: as the spreadsheet counts (0: the whole file). `sheet`: survey, choices or settings."""

    fate: Fate
    words: str
    row: int = 0
    sheet: str = "survey"


@dataclass(frozen=True)
class Told:
    """The same words about several rows."""

    fate: Fate
    words: str
    sheet: str
    rows: tuple[int, ...]

    @property
    def where(self) -> str:
        """The rows, shortened where there are many: "4, 7 and 210 more"."""
        shown = ", ".join(str(row) for row in self.rows[:MOST_SHOWN] if row)
        more = len(self.rows) - MOST_SHOWN
        return f"{shown} + {more}" if more > 0 else shown


@dataclass
class Report:
    """Everything that is told about one form. `taken`: how many of what came in."""

    notes: list[Note] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)

    def left(self, row: int, words: Any, sheet: str = "survey") -> None:
        """Something could not be taken."""
        self.notes.append(Note(Fate.LEFT, str(words), row, sheet))

    def changed(self, row: int, words: Any, sheet: str = "survey") -> None:
        """Something was taken, but not as it stands."""
        self.notes.append(Note(Fate.CHANGED, str(words), row, sheet))

    def told(self, row: int, words: Any, sheet: str = "survey") -> None:
        """Something worth knowing; nothing was lost."""
        self.notes.append(Note(Fate.TOLD, str(words), row, sheet))

    def grouped(self) -> list[Told]:
        """The same words said once, what could not be taken first, then by row."""
        return group(self.notes)

    def to_json(self) -> dict[str, Any]:
        """To keep until the form is taken in."""
        return {
            "taken": self.taken,
            "notes": [[note.fate.value, note.words, note.row, note.sheet] for note in self.notes],
        }


def from_json(stored: dict[str, Any]) -> Report:
    """The report that `to_json` gave."""
    notes = [Note(Fate(fate), words, row, sheet) for fate, words, row, sheet in stored["notes"]]
    return Report(notes, stored["taken"])


def group(notes: Iterable[Note]) -> list[Told]:
    """Notes of the same words together, in the order of `Fate`, then of their first row."""
    rows: dict[tuple[Fate, str, str], list[int]] = {}
    for note in notes:
        rows.setdefault((note.fate, note.words, note.sheet), []).append(note.row)
    found = [Told(fate, words, sheet, tuple(sorted(set(at)))) for (fate, words, sheet), at in rows.items()]
    order = list(Fate)
    return sorted(found, key=lambda told: (order.index(told.fate), told.sheet != "survey", told.rows))
