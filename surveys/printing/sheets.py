"""Each kind of question as it stands on paper: boxes to tick, squares to write a number in, lines. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition import Choice, Definition, Question, Row, Section
from surveys.enums import BY_ROW, CHOOSING, QuestionKind
from surveys.printing.skipping import numbers_of, skip_words

SHORT_LINES, LONG_LINES = 1, 7


@dataclass(frozen=True)
class Printed:
    """One question on paper. `how`: what to do. `shape`: boxes, squares, table, lines, parts or nothing."""

    question: Question
    number: int | None
    shape: str = "nothing"
    how: str = ""
    skip: str = ""
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: range = range(0)
    parts: tuple[str, ...] = ()
    section: Section | None = None
    rather_not: bool = False


@dataclass
class _Shape:
    shape: str
    how: str = ""
    lines: range = field(default_factory=lambda: range(0))
    parts: tuple[str, ...] = ()


def printed(definition: Definition) -> list[Printed]:
    """Every question in order, with its number; the title of a part stands above its first."""
    return list(_printed(definition))


def _printed(definition: Definition) -> Iterator[Printed]:
    numbers, last = numbers_of(definition), ""
    for question in definition.questions:
        shape = _shape(question)
        section = definition.section.get(question.section) if question.section != last else None
        last = question.section
        yield Printed(
            question=question,
            number=numbers.get(question.qid),
            shape=shape.shape,
            how=shape.how,
            skip=skip_words(definition, question),
            choices=question.choices,
            rows=question.rows,
            lines=shape.lines,
            parts=shape.parts,
            section=section,
            rather_not=question.prefer_not and question.asks,
        )


def _shape(question: Question) -> _Shape:
    kind = question.kind
    if question.squares:
        return _Shape(
            "parts",
            _("Write only the first half, such as BS1. It becomes a square of 5 km and is not kept."),
            parts=(_("First half of your postcode"),),
        )
    if kind in CHOOSING:
        return _Shape("boxes", _("Tick one box."))
    if kind == QuestionKind.MULTIPLE:
        return _Shape("boxes", _several(question))
    if kind in BY_ROW:
        return _Shape("table", _("Tick one box in each row."))
    if kind == QuestionKind.RANKING:
        return _Shape("squares", _("Write 1 beside what comes first for you, 2 beside the next, and so on."))
    if kind == QuestionKind.POINTS:
        return _Shape(
            "squares", _("Share out %(total)s points. Write them in the squares.") % {"total": question.total}
        )
    return _written(question)


def _written(question: Question) -> _Shape:
    kind = question.kind
    if kind == QuestionKind.TEXT:
        return _Shape("lines", _("Please do not write names."), lines=range(LONG_LINES))
    if kind == QuestionKind.SHORT:
        return _Shape("lines", lines=range(SHORT_LINES))
    if kind == QuestionKind.NUMBER:
        return _Shape("parts", _("Write a number."), parts=(question.unit or _("Number"),))
    if kind == QuestionKind.MONTH:
        return _Shape("parts", parts=(_("Month"), _("Year")))
    if kind == QuestionKind.DATE:
        return _Shape("parts", parts=(_("Day"), _("Month"), _("Year")))
    return _Shape("nothing")


def _several(question: Question) -> str:
    if not question.limit:
        return _("Tick as many boxes as you like.")
    words = ngettext("Tick up to %(limit)s box.", "Tick up to %(limit)s boxes.", question.limit)
    return words % {"limit": question.limit}
