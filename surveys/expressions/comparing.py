"""Whether the two sides of a comparison can ever be alike: choices that exist, numbers with numbers. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from surveys.definition import Question
from surveys.enums import BY_ROW, CHOOSING, WRITING, QuestionKind
from surveys.expressions.naming import SEVERAL, names_of, short
from surveys.expressions.tree import COMPARING, ORDERING, Node
from surveys.expressions.values import RATHER_NOT, to_number, to_text, words_of

Finding = Callable[[Node], Question | None]
_SHAPES = {
    QuestionKind.DATE: (re.compile(r"\d{4}-\d{2}-\d{2}"), "'2026-03-09'"),
    QuestionKind.MONTH: (re.compile(r"\d{4}-\d{2}"), "'2026-03'"),
}


def compared(node: Node, find: Finding) -> Iterator[str]:
    """What is wrong with `node` where it compares. `find`: the question that a name reads."""
    if node.op in COMPARING:
        left, right = node.args
        for one, other in ((left, right), (right, left)):
            for question in questions_in(one, find):
                yield from _against(node.op, question, other)
    elif node.op == "selected":
        several, one = node.args
        yield from _selected(several, one, find)
    elif node.op == "count-selected":
        for question in questions_in(node.args[0], find):
            if question.kind not in SEVERAL:
                yield _("‘%(label)s’ has no more than one answer to count.") % {"label": short(question.label)}


def questions_in(node: Node, find: Finding) -> list[Question]:
    """The questions whose answer `node` itself can come to: a name, or what if() and coalesce() lead to."""
    if node.op in ("if", "coalesce"):
        ends = node.args[1:] if node.op == "if" else node.args
        return [question for one in ends for question in questions_in(one, find)]
    found = find(node)
    return [found] if found else []


def _against(op: str, question: Question, other: Node) -> Iterator[str]:
    label = {"label": short(question.label)}
    if op in ORDERING and not _can_be_ordered(question):
        yield _("‘%(label)s’ is answered in words, and words are neither more nor less. Compare it by = or !=.") % label
    elif other.op != "literal" or other.value in ("", RATHER_NOT):
        return
    elif question.choices and question.kind != QuestionKind.POINTS:
        if op not in ORDERING:
            yield from _unknown_choices(question, words_of(other.value) if question.kind in SEVERAL else [other.value])
        elif math.isnan(to_number(other.value)):
            yield _("‘%(label)s’ can be compared with a number only.") % label
    elif question.kind in _SHAPES:
        shape, example = _SHAPES[question.kind]
        good = shape.fullmatch(str(other.value)) or (op in ORDERING and _any_day(str(other.value)))
        if not good or math.isnan(to_number(other.value)):
            yield _("Write what ‘%(label)s’ is compared with as %(example)s.") % {**label, "example": example}
    elif question.kind not in WRITING and math.isnan(to_number(other.value)):
        yield _("‘%(label)s’ is answered with a number: ‘%(value)s’ is none.") % {**label, "value": other.value}


def _any_day(words: str) -> bool:
    return any(shape.fullmatch(words) for shape, _example in _SHAPES.values())


def _can_be_ordered(question: Question) -> bool:
    """Whether its answers are numbers or days. Own words may be: number() is for those."""
    if question.kind in CHOOSING | BY_ROW | SEVERAL:
        names = [choice.name for choice in question.choices if not choice.alone]
        return question.kind not in BY_ROW and bool(names) and not any(math.isnan(to_number(name)) for name in names)
    return question.kind not in WRITING


def _unknown_choices(question: Question, wanted: Sequence[str | float]) -> Iterator[str]:
    names = names_of(question)
    for one in wanted:
        if to_text(one) not in names:
            known = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
            words = _("‘%(label)s’ has no choice called ‘%(name)s’. It has: %(known)s.")
            yield words % {"label": short(question.label), "name": to_text(one), "known": known}


def _selected(several: Node, one: Node, find: Finding) -> Iterator[str]:
    for node, other in ((several, one), (one, several)):
        for question in questions_in(node, find):
            if not question.choices or question.kind == QuestionKind.POINTS:
                yield _("‘%(label)s’ has no choices, so selected() cannot be asked of it.") % {
                    "label": short(question.label)
                }
            elif other.op == "literal":
                yield from _unknown_choices(question, words_of(other.value))
