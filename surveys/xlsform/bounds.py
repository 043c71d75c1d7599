"""Bounds out of a constraint of XLSForm, and back: `. >= 0 and . <= 120`, `count-selected(.) <= 3`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from surveys.expressions import Node, RuleError, read

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


@dataclass
class Bounds:
    """What a constraint says that a question here can hold. `alone`: the choices that stand alone.

    `whole`: every part of it was understood; `loose`: a bound that is not exactly the form's ("more than 0").
    """

    minimum: float | None = None
    maximum: float | None = None
    least: int = 0
    limit: int = 0
    max_length: int = 0
    alone: list[str] = field(default_factory=list)
    whole: bool = True
    loose: bool = False
    used: set[str] = field(default_factory=set)


def bounds_of(constraint: str, *, fractions: bool = False) -> Bounds:
    """The plain bounds in `constraint`. `fractions`: the answer need not be a whole number. Never raises."""
    found = Bounds()
    if not constraint.strip():
        return found
    try:
        parts = list(_conjuncts(read(constraint)))
    except RuleError:
        found.whole = False
        return found
    for part in parts:
        if not (_stands_alone(part, found) or _is_bound(part, found, fractions)):
            found.whole = False
    return found


def _conjuncts(node: Node) -> Iterator[Node]:
    if node.op == "and":
        for one in node.args:
            yield from _conjuncts(one)
    else:
        yield node


def _is_bound(node: Node, found: Bounds, fractions: bool) -> bool:
    """Takes "this, compared with a number" into `found`; whether it was one."""
    if node.op not in _TURNED:
        return False
    (left, right), op = node.args, node.op
    if _number(left) is not None:
        left, right, op = right, left, _TURNED[op]
    number = _number(right)
    what = _subject(left)
    if number is None or not what:
        return False
    strict = op in ("<", ">")
    whole = what != "value" or not fractions
    if strict and whole and number == int(number):
        number += 1 if op == ">" else -1
    elif strict:
        found.loose = True
    lower, upper = op in (">", ">=", "="), op in ("<", "<=", "=")
    return _set(found, what, number, lower, upper)


def _set(found: Bounds, what: str, number: float, lower: bool, upper: bool) -> bool:
    if what == "value":
        found.minimum = number if lower else found.minimum
        found.maximum = number if upper else found.maximum
        found.used |= {"minimum"} if lower else set()
        found.used |= {"maximum"} if upper else set()
        return True
    if number != int(number) or not 0 <= number < 100_000:
        return False
    if what == "count":
        found.least = int(number) if lower else found.least
        found.limit = int(number) if upper else found.limit
        found.used |= {"least"} if lower else set()
        found.used |= {"limit"} if upper else set()
        return True
    found.max_length = int(number) if upper else found.max_length
    found.used |= {"max_length"} if upper else set()
    return upper and not lower


def _subject(node: Node) -> str:
    if node.op == ".":
        return "value"
    inside = node.args[0].op if len(node.args) == 1 else ""
    return {"count-selected": "count", "string-length": "length"}.get(node.op, "") if inside == "." else ""


def _number(node: Node) -> float | None:
    if node.op == "literal" and isinstance(node.value, float):
        return node.value
    if node.op == "negative":
        inner = _number(node.args[0])
        return None if inner is None else -inner
    return None


def _stands_alone(node: Node, found: Bounds) -> bool:
    """`not(selected(., 'none') and count-selected(.) > 1)`, or `not(selected(., 'none')) or count-selected(.) = 1`."""
    parts: tuple[Node, ...]
    if node.op == "not" and node.args[0].op == "and" and len(node.args[0].args) == 2:
        parts = node.args[0].args
        counted = _counts(parts, ((">", 1), (">=", 2), ("!=", 1)))
    elif node.op == "or" and len(node.args) == 2:
        parts = tuple(one.args[0] if one.op == "not" else one for one in node.args)
        counted = _counts(parts, (("=", 1), ("<=", 1), ("<", 2))) and any(one.op == "not" for one in node.args)
    else:
        return False
    names = [str(one.args[1].value) for one in parts if one.op == "selected" and _of_itself(one)]
    if not counted or len(names) != 1:
        return False
    found.alone.append(names[0])
    return True


def _of_itself(node: Node) -> bool:
    return node.args[0].op == "." and isinstance(node.args[1].value, str) and node.args[1].op == "literal"


def _counts(parts: tuple[Node, ...], wanted: tuple[tuple[str, int], ...]) -> bool:
    return any(
        (one.op, _number(one.args[1])) in wanted and _subject(one.args[0]) == "count"
        for one in parts
        if len(one.args) == 2
    )


def constraint_of(
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    least: int = 0,
    limit: int = 0,
    max_length: int = 0,
    alone: tuple[str, ...] = (),
) -> str:
    """The constraint that says these bounds; `bounds_of` reads it back. Empty where there are none."""
    parts = [
        *([f". >= {plain(minimum)}"] if minimum is not None else []),
        *([f". <= {plain(maximum)}"] if maximum is not None else []),
        *([f"count-selected(.) >= {least}"] if least else []),
        *([f"count-selected(.) <= {limit}"] if limit else []),
        *([f"string-length(.) <= {max_length}"] if max_length else []),
        *[f"not(selected(., '{name}') and count-selected(.) > 1)" for name in alone],
    ]
    return " and ".join(parts)


def plain(number: float) -> str:
    """A number in digits: whole ones without a point."""
    return str(int(number)) if number == int(number) else format(number, ".10f").rstrip("0")
