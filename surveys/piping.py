"""Earlier answers in later words: `${way_home}` in a question, its help or an information stands for what was said.

As in XLSForm. Only what somebody was asked earlier and answered is put in, as the words that they saw; anything else
reads as three dots. Words are put in as words: a template escapes them as it escapes the question. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition import Definition, Document, Question
from surveys.enums import BY_ROW, QuestionKind
from surveys.paths import path_of
from surveys.wording import wording_of

FIELDS = ("label", "help", "easy", "spoken")
LONGEST = 200
"""Letters of an answer that are put in."""

NOTHING = "…"
_NAME = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_]{0,63})\s*\}")
_NEVER = BY_ROW | {QuestionKind.POINTS}


def piped(definition: Definition, document: Document) -> Definition:
    """`definition` with the answers of `document` in its words. The same object where nothing is put in."""
    if not definition.quotes:
        return definition
    said = {}
    for question in path_of(definition, document):
        found = [] if question.kind in _NEVER else wording_of(question, document.get(question.qid))
        said[question.name] = ", ".join(found)[:LONGEST] or NOTHING
    return replace(definition, questions=tuple(_filled(question, said) for question in definition.questions))


def _filled(question: Question, said: dict[str, str]) -> Question:
    words = {name: _NAME.sub(lambda match: said.get(match[1], NOTHING), getattr(question, name)) for name in FIELDS}
    changed: dict[str, Any] = {name: text for name, text in words.items() if text != getattr(question, name)}
    return replace(question, **changed) if changed else question


def faults(definition: Definition) -> Iterator[tuple[str, str]]:
    """(question id, plain words) for every name in the words of a question that is nothing earlier."""
    earlier: dict[str, Question] = {}
    everything = {question.name for question in definition.questions}
    for question in definition.questions:
        names = dict.fromkeys(name for field in FIELDS for name in _NAME.findall(getattr(question, field)))
        for name in names:
            found = earlier.get(name)
            if found is None and name in everything:
                yield (
                    question.qid,
                    _("‘%(label)s’ puts in ${%(name)s}, which is asked later or here.")
                    % {
                        "label": question.label,
                        "name": name,
                    },
                )
            elif found is None or not found.asks or found.kind in _NEVER:
                yield (
                    question.qid,
                    _("‘%(label)s’ puts in ${%(name)s}, which is no question with an answer in words.")
                    % {
                        "label": question.label,
                        "name": name,
                    },
                )
        earlier[question.name] = question
