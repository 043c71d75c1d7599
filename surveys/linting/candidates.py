"""The answers that can make a difference to the rules of a survey: one of each sort, and whether that is all. Pure.

For choices these are all choices; for numbers and days those that rules name and their neighbours, which is every case
as long as rules compare the answer with fixed values only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, pairwise, product

from django.utils import timezone

from surveys.definition import PREFER_NOT, Answer, Definition, Question
from surveys.enums import BY_ROW, CHOOSING, QuestionKind
from surveys.expressions import Node, RuleError, parts_of, read
from surveys.expressions.naming import SEVERAL
from surveys.expressions.tree import COMPARING
from surveys.expressions.values import to_number, to_text, words_of

FEW = 8
"""Choices of which every set is tried."""
MOST = 300
"""Answers tried for one question. Beyond this the list is not all."""

_EPOCH = date(1970, 1, 1)


@dataclass
class Use:
    """How the rules of a survey use one question. `plain`: compared with fixed values only."""

    literals: list[str | float] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    plain: bool = True
    whole: bool = False
    """Compared as one text, where the order of several choices counts."""


@dataclass(frozen=True)
class Candidates:
    """Answers to try, the likeliest first. `complete`: no other answer can make a difference."""

    answers: list[Answer]
    complete: bool


def uses(definition: Definition) -> dict[str, Use]:
    """How the rules use each question that they name."""
    found: dict[str, Use] = defaultdict(Use)
    rules = [*(one.when for one in definition.sections), *(one.when for one in definition.questions)]
    for rule in sorted({rule for rule in rules if rule.strip()}):
        try:
            tree = read(rule)
        except RuleError:
            continue
        _note(tree, found, plain=True)
    return found


def _note(node: Node, found: dict[str, Use], *, plain: bool) -> None:
    """Note every name under `node`. `plain`: it stands where only its truth counts, or beside a fixed value."""
    if node.op == "ref":
        use = found[str(node.value)]
        use.plain &= plain
        use.parts |= {node.part} - {""}
    compares = node.op in COMPARING or node.op == "selected"
    fixed = [one for one in node.args if one.op == "literal"] if compares else []
    for one in node.args:
        if compares and one.op == "ref":
            use = found[str(one.value)]
            use.literals += [literal.value for literal in fixed]
            use.whole |= node.op != "selected" and any(literal.value != "" for literal in fixed)
        inside = bool(fixed) if compares else plain and node.op in ("and", "or", "not")
        _note(one, found, plain=inside)


def candidates(question: Question, use: Use) -> Candidates:
    """The answers to `question` that matter to rules that use it so."""
    found, complete = _by_kind(question, use)
    answers = list(_once(found))
    if question.prefer_not and PREFER_NOT not in question.choice:
        answers.append(PREFER_NOT)
    if question.skippable:
        answers.append(None)
    return Candidates(answers[:MOST], complete and len(answers) <= MOST)


def _once(answers: Iterable[Answer]) -> Iterator[Answer]:
    seen = set()
    for answer in answers:
        key = repr(answer)
        if key not in seen:
            seen.add(key)
            yield answer


def _by_kind(question: Question, use: Use) -> tuple[list[Answer], bool]:
    if question.kind in CHOOSING:
        named = {to_text(one) for literal in use.literals for one in words_of(literal)}
        return [
            *sorted((one.cid for one in question.choices), key=lambda c: question.choice[c].name not in named)
        ], True
    if question.kind in SEVERAL:
        return _sets(question, use)
    if question.kind in BY_ROW or question.kind == QuestionKind.POINTS:
        return _parts(question, use)
    if question.kind == QuestionKind.NUMBER:
        numbers = [number for one in use.literals if not math.isnan(number := to_number(one))]
        return [*_around(question, numbers)], use.plain
    if question.kind in (QuestionKind.DATE, QuestionKind.MONTH):
        return [*_days(question, use)], use.plain
    texts = [to_text(one) for one in use.literals if one != ""]
    return [*texts, "x", "12", "x " * 400], use.plain and not any(isinstance(one, float) for one in use.literals)


def _sets(question: Question, use: Use) -> tuple[list[Answer], bool]:
    """Sets of choices that can be picked together."""
    named = {one for literal in use.literals for one in words_of(literal)}
    alone = [one.cid for one in question.choices if one.alone]
    together = sorted(
        (one.cid for one in question.choices if not one.alone), key=lambda cid: question.choice[cid].name not in named
    )
    sizes = range(max(1, question.least), (question.limit or len(together)) + 1)
    few = len(together) <= FEW
    found: list[Answer] = [
        list(several) for size in (sizes if few else sizes[:3]) for several in combinations(together[:12], size)
    ]
    if not few:
        found += [together[:size] for size in sizes]
    return [*([cid] for cid in alone), *found], few and not use.whole


def _parts(question: Question, use: Use) -> tuple[list[Answer], bool]:
    """One answer for each part that rules name."""
    names = [name for name in parts_of(question) if name in use.parts]
    if question.kind == QuestionKind.POINTS:
        numbers = [to_number(one) for one in use.literals]
        points = sorted({0.0, float(question.total), *(one + more for one in numbers for more in (-1, 0, 1))})
        cids = [one.cid for one in question.choices if one.name in names]
        shared = product([one for one in points if 0 <= one <= question.total], repeat=len(cids))
        good = (one for one in shared if sum(one) <= question.total)
        return [_pairs(cids, one) for one, _number in zip(good, range(MOST), strict=False)], False
    rids = [row.rid for row in question.rows if (row.code or row.rid) in names]
    picks = product([*(one.cid for one in question.choices), None], repeat=len(rids))
    found = [_pairs(rids, one) for one, _number in zip(picks, range(MOST + 1), strict=False)]
    return found, len(found) <= MOST


def _pairs(names: list[str], values: Iterable[str | float | None]) -> Answer:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}  # type: ignore[return-value]


def _around(question: Question, numbers: list[float]) -> Iterator[float]:
    """The numbers that rules name, what lies beside and between them, and the bounds."""
    lowest = -math.inf if question.minimum is None else question.minimum
    highest = math.inf if question.maximum is None else question.maximum
    ends = [one for one in (lowest, highest) if not math.isinf(one)]
    known = sorted({*numbers, *ends, 0.0})
    between = [(left + right) / 2 for left, right in pairwise(known)]
    for one in (*numbers, *(one + more for one in known for more in (1, -1)), *ends, *between, 0.0):
        for value in {math.floor(one), math.ceil(one)} if question.whole else {one}:
            if lowest <= value <= highest:
                yield float(value)


def _days(question: Question, use: Use) -> Iterator[str]:
    """The days that rules name and their neighbours, and some near today."""
    numbers = [number for one in use.literals if not math.isnan(number := to_number(one))]
    today = (timezone.localdate() - _EPOCH).days
    step = 32 if question.kind == QuestionKind.MONTH else 1
    offsets = (0, 1, -1, 2, -2, 31, -31, 366, -366, 7000, -7000)
    for number in (*numbers, *(one + by * step for one in numbers for by in (1, -1)), *(today + by for by in offsets)):
        try:
            day = _EPOCH + timedelta(days=int(number))
        except OverflowError:
            continue
        yield day.isoformat()[: 7 if question.kind == QuestionKind.MONTH else 10]
