"""A skip rule as a tree, and what is said where a rule cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

DEEPEST = 32
MOST_NODES = 500
LONGEST = 2048
"""The longest rule, in bytes of UTF-8."""

COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">="})
ORDERING = COMPARING - {"=", "!="}
COUNTING = frozenset({"+", "-", "*", "div", "mod"})


class RuleError(ValueError):
    """A rule that cannot be read, in plain words. `at`: the place in the rule, 0 for its first letter."""

    def __init__(self, words: str, at: int = 0) -> None:
        super().__init__(words)
        self.words = words
        self.at = at


@dataclass(frozen=True)
class Node:
    """One step of a rule. `op`: "literal", "ref", "." (the question itself), an operator or a function.

    `value`: a text or a number as it is written, or the name of a question. `part`: the row or choice after its dot.
    `at`: where it stands in the rule, 0 for the first letter.
    """

    op: str
    at: int
    args: tuple[Node, ...] = ()
    value: str | float = ""
    part: str = ""

    @cached_property
    def depth(self) -> int:
        """How many nodes lie above each other."""
        return 1 + max((one.depth for one in self.args), default=0)

    @cached_property
    def size(self) -> int:
        """How many nodes there are."""
        return 1 + sum(one.size for one in self.args)

    def walk(self) -> Iterator[Node]:
        """Itself and everything under it, from left to right."""
        yield self
        for one in self.args:
            yield from one.walk()

    def to_json(self) -> Any:
        """For the browser: a text or a number as it is, the rest as `[op, argument, …]`; `["ref", name, part]`."""
        if self.op == "literal":
            return self.value
        if self.op == "ref":
            return ["ref", self.value, *filter(None, [self.part])]
        return [self.op, *(one.to_json() for one in self.args)]
