"""What an answer is in a skip rule, and how texts, numbers and truths turn into each other. Pure.

`static/surveys/rules.js` does the same in the browser, and both are held to `tests/surveys/vectors.json`.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal

from surveys.definition import PREFER_NOT, Answer, Question
from surveys.enums import CHOOSING

Value = str | float | bool

RATHER_NOT = "prefer_not"
"""The name of "I would rather not say" in rules."""

_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")
_DAY = re.compile(r"[ \t\r\n]*([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?[ \t\r\n]*")
_SPACES = re.compile(r"[ \t\r\n]+")
_EPOCH = date(1970, 1, 1).toordinal()


def value_of(question: Question, answer: Answer, part: str = "") -> Value:
    """The answer to a question as rules read it: a text, or a number. What is not there is an empty text.

    Choices are their names; several are joined by spaces, in the order in which they were given. `part`: the name of
    the row of a grid, or of the choice that points were given to.
    """
    if answer is None:
        return ""
    if answer == PREFER_NOT:
        return RATHER_NOT
    if part:
        return _part(question, answer, part)
    if isinstance(answer, str):
        return _named(question, answer) if question.kind in CHOOSING else answer
    if isinstance(answer, list):
        return " ".join(filter(None, (_named(question, str(one)) for one in answer)))
    if isinstance(answer, int | float):
        return _float(answer)
    return ""


def _named(question: Question, cid: str) -> str:
    choice = question.choice.get(cid)
    return (choice.code or choice.name) if choice else ""


def _part(question: Question, answer: Answer, part: str) -> Value:
    if not isinstance(answer, dict):
        return ""
    for row in question.rows:
        if part in (row.code, row.rid):
            return _named(question, str(answer.get(row.rid, "")))
    for choice in question.choices:
        if choice.name == part and not question.rows:
            given = answer.get(choice.cid)
            return _float(given) if isinstance(given, int | float) else ""
    return ""


def _float(number: int | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def to_number(value: Value) -> float:
    """A number; a day as days since 1 January 1970, a month as its first day; NaN for any other text."""
    if not isinstance(value, str):
        return float(value)
    found = _NUMBER.fullmatch(value)
    if found:
        return float(found[1])
    day = _DAY.fullmatch(value)
    try:
        return float(date(int(day[1]), int(day[2]), int(day[3] or 1)).toordinal() - _EPOCH) if day else math.nan
    except ValueError:
        return math.nan


def to_text(value: Value) -> str:
    """A text; a number in plain digits, whole ones without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def to_truth(value: Value) -> bool:
    """Whether it counts as true: a text that is not empty, a number that is neither 0 nor NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def words_of(value: Value) -> list[str]:
    """The names in a text that holds several."""
    return [one for one in _SPACES.split(to_text(value)) if one]


def equal(left: Value, right: Value) -> bool:
    """XLSForm's `=`: truths if one is a truth, numbers if one is a number, else texts. NaN equals nothing."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    return to_number(left) == to_number(right)


def divide(left: float, right: float) -> float:
    """Division that gives an infinity or NaN where a number is divided by nothing."""
    if right:
        return left / right
    if not left or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """What is left after dividing, with the sign of `left`; NaN where there is none."""
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)
