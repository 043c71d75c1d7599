"""What may be wrong with responses, counted and never named: flags, and the statement of data quality.

A flag is a sign, not a proof: people answer fast on a bus, and five honest answers can be the same. Flagged responses
are counted like all others unless staff decide, for a reason that everybody reads, to leave those with one flag out
(`surveys.releasing`); the statement says how many there are, so that readers can judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from surveys import disclosure
from surveys.definition import Answer, Definition, Document, Question
from surveys.enums import BY_ROW, WRITING, Flag, QuestionKind

if TYPE_CHECKING:
    from surveys.models import PendingResponse, Survey

KEY = "_flags"
"""Where a tally keeps flags. No question has this id: theirs are hexadecimal digits."""
ANY = ""
SECONDS_AN_ANSWER = 1.0
"""Fewer seconds than this for each answer is faster than anybody reads."""
SAME_IN_A_ROW = 5
LONG_ENOUGH = 20
"""Letters from which the same words in two responses are no accident."""
_STEPS = frozenset({QuestionKind.SCALE, QuestionKind.AGREEMENT, QuestionKind.EMOJI})


def flags_of(definition: Definition, document: Document, took: timedelta) -> list[str]:
    """The flags of one document that was answered in `took`, sorted."""
    given = [answer for answer in document.values() if answer]
    found = []
    if len(given) > 1 and took.total_seconds() < SECONDS_AN_ANSWER * len(given):
        found.append(Flag.TOO_FAST)
    if any(_is_straight(run) for run in _runs(definition, document)):
        found.append(Flag.STRAIGHT_LINE)
    return sorted(found)


def _is_straight(run: list[str]) -> bool:
    return len(run) >= SAME_IN_A_ROW and len(set(run)) == 1


def _runs(definition: Definition, document: Document) -> Iterable[list[str]]:
    """The answers of each grid, and those of scales that follow each other, as places in their lists."""
    run: list[str] = []
    for question in definition.questions:
        answer = document.get(question.qid)
        if question.kind in BY_ROW and isinstance(answer, dict):
            yield [str(cid) for cid in answer.values()]
        if question.kind in _STEPS and answer:
            run.append(_place(question, answer))
        elif question.asks and run:
            yield run
            run = []
    yield run


def _place(question: Question, answer: Answer) -> str:
    places = {choice.cid: str(place) for place, choice in enumerate(question.choices)}
    return places.get(str(answer), "")


def flag_same_words(waiting: Iterable[PendingResponse]) -> None:
    """Flag, in memory, the responses that share words of `LONG_ENOUGH` letters with another that waits beside them.

    Only those sent at about the same time are compared: nothing is stored by which words could be found again.
    """
    from surveys.queries import definition_of  # noqa: PLC0415 - it stands on the models, this stands under them

    rows = list(waiting)
    said = [set(words_in(definition_of(row.version), row.document)) for row in rows]
    often = Counter(words for one in said for words in one)
    for row, words in zip(rows, said, strict=True):
        if any(often[one] > 1 for one in words) and Flag.DUPLICATE_TEXT not in row.flags:
            row.flags = sorted([*row.flags, Flag.DUPLICATE_TEXT])


def words_in(definition: Definition, document: Document) -> Iterable[str]:
    """The longer texts of a document without case and doubled spaces."""
    for question in definition.questions:
        answer = document.get(question.qid)
        if question.kind in WRITING and isinstance(answer, str) and len(answer) >= LONG_ENOUGH:
            yield " ".join(answer.casefold().split())


def add(counts: dict[str, dict[str, int]], flags: Iterable[str]) -> None:
    """Count the flags of one response into a tally's counts."""
    found = list(flags)
    if not found:
        return
    row = counts.setdefault(KEY, {})
    for flag in (ANY, *found):
        row[flag] = row.get(flag, 0) + 1


def figures(responses: int, counts: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The statement, made safe: `{"base", "rows": [{"flag", "count", "percent"}]}`; the flag "" is any of them.

    `responses`: the true number; under 10 everything is hidden.
    """
    row = counts.get(KEY, {})
    base, safe = disclosure.table(responses, {flag: row.get(flag, 0) for flag in (ANY, *Flag.values)}, adds_up=False)
    rows = [{"flag": flag, "count": one.count, "percent": one.percent} for flag, one in safe.items()]
    return {"base": base, "rows": rows}


def statement(survey: Survey) -> list[dict[str, Any]] | None:
    """What is said of the quality of the figures that are out: `[{"label", "count", "percent", "why"}]`, None before
    any. `why`: the words of staff where those answers were left out of the figures, else "".

    From the last release only, so it moves when the figures move and never for one person. Labels are translated.
    """
    release = getattr(survey, "release", None)
    kept = release.figures.get("quality") if release else None
    if release is None or not kept or kept["base"] is None:
        return None
    labels = dict(Flag.choices)
    why = release.figures.get("left_out", {})
    return [
        {**row, "label": labels[row["flag"]], "why": why.get(row["flag"], "")}
        for row in kept["rows"]
        if row["flag"] in labels
    ]
