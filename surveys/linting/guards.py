"""Skip rules where only some answers are known yet: they hold, they do not, or it cannot be said. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from surveys.definition import Answer, Question
from surveys.expressions import Node, RuleError, read
from surveys.expressions.evaluating import step_of
from surveys.expressions.values import to_truth

Known = Mapping[str, tuple[Question, Answer] | None]
"""Name → question and answer; None: it is not on the way."""
Guard = Callable[[Known], bool | None]


@lru_cache(maxsize=2048)
def guard_of(rule: str) -> Guard:
    """Whether `rule` holds whatever the answers that are not known; None: it depends on them.

    A rule that cannot be read does not hold.
    """
    if not rule.strip():
        return lambda known: True
    try:
        return _guard(read(rule))
    except RuleError:
        return lambda known: False


def _guard(node: Node) -> Guard:
    if node.op == "not":
        inner = _guard(node.args[0])

        def turned(known: Known) -> bool | None:
            found = inner(known)
            return None if found is None else not found

        return turned
    if node.op in ("and", "or"):
        return _joined([_guard(one) for one in node.args], stop=node.op == "or")
    names, step = frozenset(str(one.value) for one in node.walk() if one.op == "ref"), step_of(node)

    def plain(known: Known) -> bool | None:
        return to_truth(step(known.get)) if names <= known.keys() else None

    return plain


def _joined(guards: list[Guard], *, stop: bool) -> Guard:
    """`stop`: the truth at which it is decided, True for “or”."""

    def joined(known: Known) -> bool | None:
        found: bool | None = not stop
        for guard in guards:
            one = guard(known)
            if one is stop:
                return stop
            if one is None:
                found = None
        return found

    return joined
