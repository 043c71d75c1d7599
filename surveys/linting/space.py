"""What is known of a survey's rules: who decides what, and which answers to try. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from surveys.definition import Definition, Question
from surveys.expressions import RuleError, names_in
from surveys.linting.candidates import Candidates, Use, candidates, uses


@dataclass
class Space:
    """What is known of a survey's rules, and how many steps are left."""

    definition: Definition
    left: int = 20_000
    """Steps that all searches together may still take."""

    @cached_property
    def _uses(self) -> dict[str, Use]:
        return uses(self.definition)

    @cached_property
    def _candidates(self) -> dict[str, Candidates]:
        return {}

    def candidates(self, question: Question) -> Candidates:
        """The answers to try for `question`."""
        if question.qid not in self._candidates:
            self._candidates[question.qid] = candidates(question, self._uses.get(question.name) or Use())
        return self._candidates[question.qid]

    def rules(self, question: Question) -> tuple[str, ...]:
        """The rules that a question stands under."""
        return self._rules[question.qid]

    @cached_property
    def _rules(self) -> dict[str, tuple[str, ...]]:
        over = {one.sid: one.when for one in self.definition.sections}
        return {
            one.qid: tuple(rule for rule in (over.get(one.section, ""), one.when) if rule.strip())
            for one in self.definition.questions
        }

    def behind(self, rules: tuple[str, ...]) -> list[Question]:
        """The questions that decide whether `rules` hold, and whether those are asked, in their order."""
        if rules not in self._in_order:
            found = sorted((self.definition.named[name] for name in self._names_behind(rules)), key=itemgetter(0))
            self._in_order[rules] = [question for _place, question in found]
        return self._in_order[rules]

    @cached_property
    def _in_order(self) -> dict[tuple[str, ...], list[Question]]:
        return {}

    def _names_behind(self, rules: tuple[str, ...]) -> frozenset[str]:
        """Their names. Rules look back only, so what stands earlier was worked out before."""
        if rules not in self._behind:
            direct = {name for rule in rules for name in names_of_rule(rule) if name in self.definition.named}
            self._behind[rules] = frozenset(direct)
            further = (self._names_behind(self.rules(self.definition.named[name][1])) for name in direct)
            self._behind[rules] = frozenset(direct).union(*further)
        return self._behind[rules]

    @cached_property
    def _behind(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}


@lru_cache(maxsize=2048)
def names_of_rule(rule: str) -> tuple[str, ...]:
    """The names that `rule` reads; none where it cannot be read."""
    try:
        return tuple(names_in(rule))
    except RuleError:
        return ()
