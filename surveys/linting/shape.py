"""Advice on the whole: how long it takes, what comes last, sections without anything. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.text.plain import is_seen
from surveys.definition import Definition
from surveys.enums import BY_ROW, CHOOSING, QuestionKind
from surveys.expressions.naming import short
from surveys.linting.problem import Problem, advice, error

PICKED = (CHOOSING | BY_ROW | {QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.POINTS}) - {QuestionKind.PLACE}
"""Kinds that editors give their choices."""
MOST_MINUTES = 10
"""Beyond this many people leave before the end."""


def shape_errors(definition: Definition) -> Iterator[Problem]:
    """A survey that asks nothing, and what was left half made: editors may save a draft without any of its words."""
    if not definition.asked:
        yield error("", _("This survey asks nothing yet. Add a question."))
    for question in definition.questions:
        parts = [one.label for one in question.choices] + [one.label for one in question.rows]
        nothing = question.kind in PICKED and not question.choices
        if question.asks and not is_seen(question.label):
            yield error(question.qid, _("A question has no words yet. Write it, choose it or take it out."))
        elif nothing or not all(map(is_seen, parts)):
            words = _("‘%(name)s’ has a choice or a line without words, or nothing to pick from.")
            yield error(question.qid, words % {"name": short(question.label)})


def shape_advice(definition: Definition) -> Iterator[Problem]:
    """How long it takes, questions about the person that are not last, empty sections."""
    if definition.minutes > MOST_MINUTES:
        words = _("It takes about %(minutes)s minutes. After %(most)s many people stop: what could go?")
        yield advice("", words % {"minutes": definition.minutes, "most": MOST_MINUTES})
    last = max((place for place, one in enumerate(definition.questions) if one.asks and not one.about_you), default=-1)
    for question in definition.questions[: max(last, 0)]:
        if question.about_you and question.asks:
            words = _("‘%(name)s’ is about the person. Put it at the end, after what people came for.")
            yield advice(question.qid, words % {"name": short(question.label)})
    used = {one.section for one in definition.questions}
    for section in definition.sections:
        if section.sid not in used:
            name = {"name": section.title or _("a section without a title")}
            yield advice(section.sid, _("There is nothing in ‘%(name)s’.") % name)
