"""Looking for answers under which rules hold: all answers that can make a difference, within a budget. Pure.

A search ends in an example (YES), in the proof that there is none (NO), or in neither (UNTOLD): then there were too
many answers to try, or rules reckon with numbers, words or today's date in ways that cannot all be tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from surveys.definition import Answer, Document, Question
from surveys.expressions import RuleError, read
from surveys.linting.guards import Guard, guard_of
from surveys.linting.space import Space, names_of_rule

Entry = tuple[Question, Answer] | None
Known = dict[str, Entry]
_NO_MORE: Any = object()

STEPS_EACH = 3000
"""Answers that one search may try."""


class Verdict(Enum):
    """How a search ended."""

    YES = "there is an example"
    NO = "there is none"
    UNTOLD = "it could not be told"


@dataclass(frozen=True)
class Found:
    """A verdict and, for YES, what is known in the example, by the names of questions; None: it is not asked."""

    verdict: Verdict
    known: Known = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The answers of the example."""
        return {entry[0].qid: entry[1] for entry in self.known.values() if entry}


def search(
    space: Space,
    rules: tuple[str, ...],
    *,
    wanted: bool = True,
    free: bool = False,
    given: Known | None = None,
) -> Found:
    """Look for answers under which all of `rules` hold (`wanted` False: one does not).

    `free`: as if everybody were asked everything, to see whether rules contradict themselves. `given`: what is
    known by the names of questions; that those are asked must be among `rules`.
    """
    if together([guard_of(rule) for rule in rules], given or {}) is (not wanted):
        return Found(Verdict.NO)
    behind = space.behind(rules)
    if free:
        names = {name for rule in rules for name in names_of_rule(rule)}
        behind = [one for one in behind if one.name in names]
    space.left -= len(behind)
    looking = _Looking(space, behind, rules, wanted, free)
    if looking.look(given or {}):
        return Found(Verdict.YES, looking.known)
    clock = any(_reads_clock(rule) for rule in {*rules, *(rule for one in behind for rule in space.rules(one))})
    return Found(Verdict.NO if looking.complete and not clock else Verdict.UNTOLD)


def together(guards: list[Guard], known: Known) -> bool | None:
    """Whether all of `guards` hold; None where that depends on what is not known yet."""
    found: bool | None = True
    for guard in guards:
        one = guard(known)
        if one is False:
            return False
        if one is None:
            found = None
    return found


def _reads_clock(rule: str) -> bool:
    try:
        return any(node.op == "today" for node in read(rule).walk())
    except RuleError:
        return False


@dataclass
class _Level:
    """One question whose answers are tried. `names`: what became known by the answer that stands now."""

    place: int
    tries: Iterator[Entry]
    names: list[str] = field(default_factory=list)


class _Looking:
    """One search, step by step back and forth, without recursion."""

    def __init__(self, space: Space, behind: list[Question], rules: tuple[str, ...], wanted: bool, free: bool) -> None:
        self.space, self.behind, self.wanted = space, behind, wanted
        self.target = [guard_of(rule) for rule in rules]
        over = {one.name: () if free else space.rules(one) for one in behind}
        self.guards = {name: [guard_of(rule) for rule in rules] for name, rules in over.items()}
        self.dependents: dict[str, list[str]] = defaultdict(list)
        for name, above in over.items():
            for earlier in {earlier for rule in above for earlier in names_of_rule(rule)}:
                self.dependents[earlier].append(name)
        self.known: Known = {}
        self.left = STEPS_EACH
        self.complete = True

    def look(self, given: Known) -> bool:
        """Whether an example was found; it stands in `known`. `complete` says whether everything was tried."""
        self.known.update(given)
        state, place = together(self.target, self.known), self._unknown(0)
        levels = [self._level(place)] if state is None and place is not None else []
        while levels and state is not self.wanted:
            level = levels[-1]
            while level.names:
                del self.known[level.names.pop()]
            entry = next(level.tries, _NO_MORE)
            if entry is _NO_MORE:
                levels.pop()
                continue
            if not self._spend():
                return False
            self._learn(level, entry)
            state = together(self.target, self.known)
            place = self._unknown(level.place + 1)
            if state is None and place is not None:
                levels.append(self._level(place))
        return state is self.wanted

    def _spend(self) -> bool:
        self.left -= 1
        self.space.left -= 1
        self.complete &= self.left > 0 and self.space.left > 0
        return self.left > 0 and self.space.left > 0

    def _unknown(self, place: int) -> int | None:
        while place < len(self.behind) and self.behind[place].name in self.known:
            place += 1
        return place if place < len(self.behind) else None

    def _level(self, place: int) -> _Level:
        question = self.behind[place]
        if together(self.guards[question.name], self.known) is False:
            return _Level(place, iter([None]))
        found = self.space.candidates(question)
        self.complete &= found.complete
        return _Level(place, iter([(question, answer) for answer in found.answers]))

    def _learn(self, level: _Level, entry: Entry) -> None:
        """Take one answer, and all that it takes off the way."""
        waiting = [self.behind[level.place].name]
        self.known[waiting[0]] = entry
        level.names.append(waiting[0])
        while waiting:
            for name in self.dependents[waiting.pop()]:
                if name not in self.known and together(self.guards[name], self.known) is False:
                    self.known[name] = None
                    level.names.append(name)
                    waiting.append(name)
