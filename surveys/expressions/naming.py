"""How questions, their parts and their choices are called: in rules, and in sentences about rules. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.ui.signs import SIGNS
from surveys.definition import Question
from surveys.enums import BY_ROW, QuestionKind
from surveys.expressions.values import RATHER_NOT

SEVERAL = frozenset({QuestionKind.MULTIPLE, QuestionKind.RANKING})
"""Kinds whose answer holds several choices."""


def names_of(question: Question) -> list[str]:
    """What an answer to a question of choices can be called in rules."""
    names = [choice.name for choice in question.choices]
    return names if RATHER_NOT in names or not question.prefer_not else [*names, RATHER_NOT]


def parts_of(question: Question) -> list[str]:
    """The names that can stand after a dot: rows, or the choices that points go to. None for most kinds."""
    if question.kind in BY_ROW:
        return [row.code or row.rid for row in question.rows]
    return [choice.name for choice in question.choices] if question.kind == QuestionKind.POINTS else []


def short(label: str, most: int = 60) -> str:
    """A label to stand in a sentence: without the sign at its end, cut after a word."""
    bare = label.strip().rstrip(SIGNS).strip() or _("without words")
    return bare if len(bare) <= most else bare[:most].rsplit(" ", 1)[0] + " …"
