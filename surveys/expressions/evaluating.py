"""Deciding whether a skip rule holds: its tree becomes functions once, and those are called with a person's answers."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache

from django.utils import timezone

from surveys.definition import Answer, Question
from surveys.expressions.reading import read
from surveys.expressions.tree import COMPARING, Node, RuleError
from surveys.expressions.values import (
    Value,
    divide,
    equal,
    remainder,
    to_number,
    to_text,
    to_truth,
    value_of,
    words_of,
)

LookUp = Callable[[str], tuple[Question, Answer] | None]
Step = Callable[[LookUp], Value]


def holds(rule: str, look_up: LookUp) -> bool:
    """Whether the skip rule `rule` holds; an empty one does. `look_up`: name → (question, answer); None: not asked.

    Never raises. A rule that cannot be read (a version from before a change of the language) does not hold: nobody is
    then asked what was meant for others only. Publishing refuses such rules, so this is a last resort.
    """
    return not rule or to_truth(_compiled(rule)(look_up))


def evaluate(rule: str, look_up: LookUp) -> Value:
    """What `rule` comes to: a text, a number or a truth. Raises RuleError where it cannot be read."""
    return step_of(read(rule))(look_up)


@lru_cache(maxsize=4096)
def _compiled(rule: str) -> Step:
    if not rule.strip():
        return lambda look_up: True
    try:
        return step_of(read(rule))
    except RuleError:
        return lambda look_up: False


def step_of(node: Node) -> Step:
    """The function that a part of a rule becomes: called with a look-up, it gives what the part comes to."""
    value, name, part = node.value, str(node.value), node.part
    if node.op == "literal":
        return lambda look_up: value
    if node.op in ("ref", "."):
        return _reading(name if node.op == "ref" else ".", part)
    if node.op in _JOINED:
        return _JOINED[node.op](*node.args)
    return _MADE[node.op](*(step_of(one) for one in node.args))


def _reading(name: str, part: str) -> Step:
    def read_answer(look_up: LookUp) -> Value:
        found = look_up(name)
        return "" if found is None else value_of(found[0], found[1], part)

    return read_answer


def _truth(node: Node) -> Step:
    """A step that comes to a truth."""
    step = step_of(node)
    return step if node.op in _TRUTHS else lambda look_up: to_truth(step(look_up))


def _all(*args: Node) -> Step:
    first, *rest = [_truth(one) for one in args]
    if len(rest) == 1:
        second = rest[0]
        return lambda look_up: first(look_up) and second(look_up)
    return lambda look_up: first(look_up) and all(step(look_up) for step in rest)


def _any(*args: Node) -> Step:
    first, *rest = [_truth(one) for one in args]
    if len(rest) == 1:
        second = rest[0]
        return lambda look_up: first(look_up) or second(look_up)
    return lambda look_up: first(look_up) or any(step(look_up) for step in rest)


def _not(one: Node) -> Step:
    step = _truth(one)
    return lambda look_up: not step(look_up)


def _if(asked: Node, yes: Node, no: Node) -> Step:
    rule, first, second = _truth(asked), step_of(yes), step_of(no)
    return lambda look_up: (first if rule(look_up) else second)(look_up)


def _counting(work: Callable[[float, float], Value]) -> Callable[[Step, Step], Step]:
    """A step that works on two numbers."""
    return lambda left, right: lambda look_up: work(to_number(left(look_up)), to_number(right(look_up)))


def _selected(several: Step, one: Step) -> Step:
    return lambda look_up: to_text(one(look_up)).strip(" \t\r\n") in words_of(several(look_up))


def _coalesce(first: Step, second: Step) -> Step:
    def pick(look_up: LookUp) -> Value:
        found = first(look_up)
        return second(look_up) if found == "" else found

    return pick


_TRUTHS = frozenset({"and", "or", "not", "selected", "true", "false", *COMPARING})
_JOINED: dict[str, Callable[..., Step]] = {"and": _all, "or": _any, "not": _not, "if": _if}
_MADE: dict[str, Callable[..., Step]] = {
    "=": lambda left, right: lambda look_up: equal(left(look_up), right(look_up)),
    "!=": lambda left, right: lambda look_up: not equal(left(look_up), right(look_up)),
    "<": _counting(operator.lt),
    "<=": _counting(operator.le),
    ">": _counting(operator.gt),
    ">=": _counting(operator.ge),
    "+": _counting(operator.add),
    "-": _counting(operator.sub),
    "*": _counting(operator.mul),
    "div": _counting(divide),
    "mod": _counting(remainder),
    "negative": lambda one: lambda look_up: -to_number(one(look_up)),
    "selected": _selected,
    "count-selected": lambda one: lambda look_up: float(len(words_of(one(look_up)))),
    "coalesce": _coalesce,
    "string-length": lambda one: lambda look_up: float(len(to_text(one(look_up)))),
    "number": lambda one: lambda look_up: to_number(one(look_up)),
    "today": lambda: lambda look_up: timezone.localdate().isoformat(),
    "true": lambda: lambda look_up: True,
    "false": lambda: lambda look_up: False,
}
