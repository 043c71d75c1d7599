"""Which questions somebody is asked, worked out anew from the answers each time: never stored, so never stale.

Skip rules look backwards only and read the answers of questions that are themselves on the path, so one pass over the
questions decides. An answer whose question left the path stays in the draft, and comes back with it.
"""

from __future__ import annotations

from collections.abc import Callable

from surveys.definition import Answer, Definition, Document, Question
from surveys.expressions import holds


def path_of(definition: Definition, document: Document) -> tuple[Question, ...]:
    """The questions, in order, that a person with the answers of `document` is asked."""
    if not definition.branches:
        return definition.questions
    found: list[Question] = []
    on_path: dict[str, Question] = {}
    open_sections: dict[str, bool] = {"": True}
    look_up = _reader(on_path, document)
    for question in definition.questions:
        if question.section not in open_sections:
            open_sections[question.section] = holds(definition.section[question.section].when, look_up)
        if open_sections[question.section] and holds(question.when, look_up):
            found.append(question)
            on_path[question.name] = question
    return tuple(found)


def _reader(on_path: dict[str, Question], document: Document) -> Callable[[str], tuple[Question, Answer] | None]:
    """What a skip rule reads under a name: the question and its answer; None where it is not on the path."""

    def look_up(name: str) -> tuple[Question, Answer] | None:
        question = on_path.get(name)
        return (question, document.get(question.qid)) if question else None

    return look_up


def answers_on(definition: Definition, document: Document) -> Document:
    """`document` with only what is on the path: what is sent. Questions that ask nothing leave nothing."""
    return {
        question.qid: document[question.qid]
        for question in path_of(definition, document)
        if question.asks and question.qid in document
    }


def first_unseen(definition: Definition, document: Document) -> Question | None:
    """The first question on the path without an entry in `document`; None when all were seen."""
    return next((one for one in path_of(definition, document) if one.qid not in document), None)


def before(definition: Definition, document: Document, qid: str) -> Question | None:
    """The question asked before `qid`; None for the first, or where `qid` is not on the path."""
    path = path_of(definition, document)
    place = next((place for place, one in enumerate(path) if one.qid == qid), 0)
    return path[place - 1] if place else None
