"""An answer in the words that the person saw."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.ui.signs import with_sign
from surveys.definition import PREFER_NOT, Answer, Question
from surveys.enums import QuestionKind


def wording_of(question: Question, answer: Answer) -> list[str]:
    """The labels of what was picked, or what was written, one entry each; empty when nothing was answered."""
    if answer is None or answer in ("", [], {}):
        return []
    if answer == PREFER_NOT:
        return [_("I would rather not say")]
    if isinstance(answer, dict):
        return [line for part, given in answer.items() if (line := _line(question, part, given))]
    if isinstance(answer, list):
        if question.kind == QuestionKind.RANKING:
            return [f"{place}. {question.choice[cid].label}" for place, cid in enumerate(answer, 1)]
        return [choice.label for choice in question.choices if choice.cid in answer]
    if question.choices:
        return [choice.label for choice in question.choices if choice.cid == answer]
    return [f"{answer:g}" if isinstance(answer, float) else str(answer)]


def _line(question: Question, part: str, given: str | int) -> str:
    if isinstance(given, int):
        return f"{with_sign(question.choice[part].label, ':')} {given}" if part in question.choice else ""
    if part not in question.row or given not in question.choice:
        return ""
    return f"{with_sign(question.row[part].label, ':')} {question.choice[given].label}"
