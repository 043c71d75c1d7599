"""Public figures: tables made from a tally through disclosure control. Pure: counts in, JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surveys import disclosure
from surveys.definition import Definition, Question
from surveys.enums import QuestionKind

Counts = Mapping[str, Mapping[str, int]]


def figures(responses: int, counts: Counts, definition: Definition) -> dict[str, Any]:
    """What may be shown: `{"people": n or None, "tables": [...]}`, every figure already made safe.

    `responses`: true number of people; `counts`: question id → choice id ("" for all who answered) → true number.
    A table is `{"qid", "label", "kind", "about_you", "base", "rows": [{"label", "count", "percent"}]}`.
    Text has no rows.
    """
    return {
        "people": disclosure.disclose(responses),
        "tables": [_table(question, counts.get(question.qid, {})) for question in definition.questions],
    }


def _table(question: Question, row: Mapping[str, int]) -> dict[str, Any]:
    true = {choice.cid: row.get(choice.cid, 0) for choice in question.choices}
    base, safe = disclosure.table(row.get("", 0), true, adds_up=question.kind == QuestionKind.SINGLE)
    choices = list(question.choices)
    if question.kind == QuestionKind.MULTIPLE:
        # What came top stands on top, by the safe figures alone, so that the order tells nothing more than they do.
        choices.sort(key=lambda choice: (choice.alone, -(safe[choice.cid].count or 0)))
    return {
        "qid": question.qid,
        "label": question.label,
        "kind": question.kind.value,
        "about_you": question.about_you,
        "limit": question.limit,
        "base": base,
        "rows": [
            {"label": choice.label, "count": safe[choice.cid].count, "percent": safe[choice.cid].percent}
            for choice in choices
        ],
    }
