"""Public figures: tables made from a tally through disclosure control. Pure: counts in, JSON out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys import disclosure
from surveys.counting import ANSWERED, GROUPS, POINTS, alone
from surveys.definition import PREFER_NOT, Choice, Definition, Question
from surveys.enums import BY_ROW, QuestionKind

Counts = Mapping[str, Mapping[str, int]]
Table = dict[str, Any]


def figures(responses: int, counts: Counts, definition: Definition) -> dict[str, Any]:
    """What may be shown: `{"people": n or None, "groups": n or None, "tables": [...]}`, every figure already made safe.

    `responses`: true number of responses; `counts`: as `surveys.counting` makes them. A table is `{"qid", "label",
    "kind", "about_you", "base", "rows": [{"label", "count", "percent"}]}`; a question with rows has one for each.
    Words, numbers, months and days have no rows: only how many answered is shown. Groups are in no table.
    """
    return {
        "people": disclosure.disclose(alone(responses, counts)),
        "groups": disclosure.disclose(counts.get(GROUPS, {}).get(ANSWERED, 0)),
        "tables": [
            table
            for question in definition.questions
            if question.asks and question.kind != QuestionKind.CONSENT
            for table in _tables(question, counts.get(question.qid, {}))
        ],
    }


def _tables(question: Question, row: Mapping[str, int]) -> Iterator[Table]:
    if question.kind in BY_ROW:
        for part in question.rows:
            own = {choice.cid: row.get(f"{part.rid}:{choice.cid}", 0) for choice in question.choices}
            base = row.get(f"{part.rid}:", 0)
            yield _table(question, base, own, row, part=part.rid, label=f"{question.label} {part.label}")
    elif question.kind == QuestionKind.RANKING:
        first = {choice.cid: row.get(f"1:{choice.cid}", 0) for choice in question.choices}
        yield _table(question, row.get(ANSWERED, 0) - row.get(PREFER_NOT, 0), first, row)
    elif question.kind == QuestionKind.POINTS:
        yield _points(question, row)
    else:
        true = {choice.cid: row.get(choice.cid, 0) for choice in question.choices if choice.cid != PREFER_NOT}
        yield _table(question, row.get(ANSWERED, 0) - row.get(PREFER_NOT, 0), true, row)


def _table(
    question: Question, base: int, true: dict[str, int], row: Mapping[str, int], *, part: str = "", label: str = ""
) -> Table:
    """One table made safe. Who would rather not say has a row of its own, and is in the base."""
    own = Choice(PREFER_NOT, _("I would rather not say"))
    choices = [choice for choice in question.choices if choice.cid in true]
    if question.choices and (question.prefer_not or PREFER_NOT in row or PREFER_NOT in question.choice):
        choices.append(question.choice.get(PREFER_NOT, own))
        true = {**true, PREFER_NOT: row.get(PREFER_NOT, 0)}
    base += row.get(PREFER_NOT, 0)
    public, safe = disclosure.table(base, true, adds_up=question.kind != QuestionKind.MULTIPLE)
    if question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        # What came top stands on top, by the safe figures alone, so that the order tells nothing more than they do.
        choices.sort(key=lambda choice: (choice.cid == PREFER_NOT, choice.alone, -(safe[choice.cid].count or 0)))
    rows = [
        {"label": choice.label, "count": safe[choice.cid].count, "percent": safe[choice.cid].percent}
        for choice in choices
    ]
    return _made(question, public, rows, part=part, label=label)


def _points(question: Question, row: Mapping[str, int]) -> Table:
    """Who gave a choice any points, and its share of all points to the nearest 5 per cent.

    The shares add up, so where one is hidden a second is too.
    """
    given = row.get(ANSWERED, 0) - row.get(PREFER_NOT, 0)
    true = {choice.cid: row.get(choice.cid, 0) for choice in question.choices}
    public, safe = disclosure.table(given, true, adds_up=True)
    in_all = sum(row.get(f"{POINTS}:{choice.cid}", 0) for choice in question.choices) or 1
    rows: list[Table] = []
    for choice in question.choices:
        count = safe[choice.cid].count
        share = round(20 * row.get(f"{POINTS}:{choice.cid}", 0) / in_all) * disclosure.STEP
        rows.append({"label": choice.label, "count": count, "percent": None if count is None else share})
    rows.sort(key=lambda one: -(one["percent"] or 0))
    if question.prefer_not and public is not None:
        count = disclosure.disclose(row.get(PREFER_NOT, 0))
        rows.append({"label": _("I would rather not say"), "count": count, "percent": None})
    return _made(question, public, rows)


def _made(question: Question, base: int | None, rows: list[Table], *, part: str = "", label: str = "") -> Table:
    return {
        "qid": f"{question.qid}-{part}" if part else question.qid,
        "label": label or question.label,
        "kind": question.kind.value,
        "about_you": question.about_you,
        "limit": question.limit,
        "base": base,
        "rows": rows,
    }
