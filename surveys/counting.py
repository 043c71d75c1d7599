"""Adding answers up: one document into counts, the same way when folding and when recounting. Pure.

Counts are question id → key → number. The key "" holds how many answered the question at all. Further keys: one choice
or several: cid → people · somebody who would rather not say: PREFER_NOT → people · grid and statements: "rid:" → people
who answered the row, "rid:cid" → people · an order: "1:cid" → people who put it first, and so on · points: cid → people
who gave it any, "+:cid" → points. Words, numbers, months and days are counted as answered and nothing more.

What a group answered together is nobody's own answer: it is counted under GROUPS alone, and apart from people.
"""

from __future__ import annotations

from collections.abc import Mapping

from surveys.definition import PREFER_NOT, Answer, Definition, Document, Question
from surveys.enums import QuestionKind

ANSWERED = ""
GROUPS = "_groups"
IN_GROUPS = "people"
POINTS = "+"

Counts = dict[str, dict[str, int]]


def add(counts: Counts, definition: Definition, document: Document, people: int = 1) -> None:
    """Count one document into `counts`. `people`: how many gave it together; more than one are a group."""
    if people > 1:
        _raise(counts, GROUPS, {ANSWERED: 1, IN_GROUPS: people})
        for question in definition.questions:
            _raise(counts, f"{GROUPS}:{question.qid}", keys_of(question, document.get(question.qid)))
        return
    for question in definition.questions:
        _raise(counts, question.qid, keys_of(question, document.get(question.qid)))


def alone(responses: int, counts: Mapping[str, Mapping[str, int]]) -> int:
    """How many of `responses` are one person's each."""
    return responses - counts.get(GROUPS, {}).get(ANSWERED, 0)


def subtract(counts: Counts, own: Mapping[str, Mapping[str, int]]) -> None:
    """Take `own`, which was added to `counts`, out again; what comes to nothing leaves no key behind."""
    for name, row in own.items():
        left = counts[name]
        for key, number in row.items():
            left[key] -= number
            if not left[key]:
                del left[key]
        if not left:
            del counts[name]


def keys_of(question: Question, answer: Answer) -> dict[str, int]:
    """What one answer adds, by key; nothing for none."""
    if answer is None or answer in ("", [], {}):
        return {}
    if answer == PREFER_NOT:
        return {ANSWERED: 1, PREFER_NOT: 1}
    found = {ANSWERED: 1}
    if question.kind == QuestionKind.RANKING and isinstance(answer, list):
        found |= {f"{place}:{cid}": 1 for place, cid in enumerate(answer, 1)}
    elif question.kind == QuestionKind.POINTS and isinstance(answer, dict):
        found |= dict.fromkeys(answer, 1) | {f"{POINTS}:{cid}": int(points) for cid, points in answer.items()}
    elif isinstance(answer, dict):
        found |= {f"{rid}:": 1 for rid in answer} | {f"{rid}:{cid}": 1 for rid, cid in answer.items()}
    elif isinstance(answer, list):
        found |= dict.fromkeys(answer, 1)
    elif question.choices:
        found[str(answer)] = 1
    return found


def _raise(counts: Counts, name: str, by: dict[str, int]) -> None:
    if not by:
        return
    row = counts.setdefault(name, {})
    for key, number in by.items():
        row[key] = row.get(key, 0) + number
