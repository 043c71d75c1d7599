"""Scanning text with the rules. It says what it found and where; what follows is for the caller to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick
from django.apps import apps
from django.db.models import Count, Max

from core.screening.personal import MATCHERS
from core.screening.shadow import View, base_view, spelt_view, words_view

if TYPE_CHECKING:
    from core.screening.models import ScreeningRule

MASK = "▒"


@dataclass(frozen=True)
class Hit:
    """What a rule found: `kind` personal, risk or blocked; `action` hold, mask, warn or signpost; where: [start, end).

    `tier`: 1 is the most urgent.
    """

    rule: str
    kind: str
    action: str
    start: int
    end: int
    tier: int = 3


@dataclass(frozen=True)
class RuleSet:
    """Active rules, ready to scan: the automaton finds each phrase, as it looks in the words view, with its rules."""

    rules: tuple[ScreeningRule, ...]
    phrases: ahocorasick.Automaton


def _model() -> type[ScreeningRule]:
    # Features import `scan` while models are still being loaded, so the model is asked for when it is needed.
    return apps.get_model("screening", "ScreeningRule")


def _as_seen(phrase: str) -> str:
    """`phrase` as the words view would show it: between single spaces."""
    return words_view(base_view(phrase)).text


@lru_cache(maxsize=4)
def _rule_set(_version: tuple[object, ...]) -> RuleSet:
    rules = tuple(_model().objects.filter(is_active=True))
    meanings: dict[str, tuple[set[int], set[int]]] = {}
    for number, rule in enumerate(rules):
        for which, several in enumerate((rule.terms, rule.exceptions)):
            for phrase in filter(str.strip, map(_as_seen, several.splitlines())):
                meanings.setdefault(phrase, (set(), set()))[which].add(number)
    automaton = ahocorasick.Automaton()
    for phrase, meaning in meanings.items():
        automaton.add_word(phrase, (len(phrase), *meaning))
    automaton.make_automaton()
    return RuleSet(rules, automaton)


def rule_set() -> RuleSet:
    """The active rules as they are now. One query; the automaton is made again only when a rule has changed."""
    version = _model().objects.aggregate(number=Count("pk"), newest=Max("changed_at"))
    return _rule_set(tuple(version.values()))


def _phrases(rules: RuleSet, view: View) -> set[tuple[int, int, int]]:
    """(rule number, start, end in the original) of every phrase in `view` that no exception of the rule touches."""
    found: list[tuple[int, int, int]] = []
    excused: list[tuple[int, int, int]] = []
    if not len(rules.phrases):
        return set()
    for last, (length, terms, exceptions) in rules.phrases.iter(view.text):
        # The spaces around a phrase are not part of what was written.
        start, end = view.span(last - length + 2, last)
        found += [(number, start, end) for number in terms]
        excused += [(number, start, end) for number in exceptions]
    return {
        (number, start, end)
        for number, start, end in found
        if not any(one == number and first < end and start < until for one, first, until in excused)
    }


def scan(text: str) -> list[Hit]:
    """Every hit in `text`, in order of `start`; offsets are into `text` itself. One query; writes nothing."""
    return _scan(rule_set(), text)


def scan_all(texts: Sequence[str]) -> list[list[Hit]]:
    """The hits of each of `texts`, as `scan` gives them. One query for all, none for nothing."""
    rules = rule_set() if texts else None
    return [_scan(rules, text) for text in texts] if rules else []


def _scan(rules: RuleSet, text: str) -> list[Hit]:
    base = base_view(text)
    words = words_view(base)
    found = _phrases(rules, words) | _phrases(rules, spelt_view(words))
    for number, rule in enumerate(rules.rules):
        if rule.matcher in MATCHERS:
            found |= {(number, start, end) for start, end in MATCHERS[rule.matcher](base, text)}
    hits = [
        Hit(rule.code, rule.kind, rule.action, start, end, rule.tier)
        for rule, start, end in ((rules.rules[number], start, end) for number, start, end in found)
    ]
    return sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.tier, hit.rule))


def mask(text: str, hits: list[Hit]) -> str:
    """`text` with every letter and digit of the hits whose action is mask covered; the same length, the same spaces."""
    letters = list(text)
    for hit in hits:
        if hit.action == "mask":
            letters[hit.start : hit.end] = [one if one.isspace() else MASK for one in text[hit.start : hit.end]]
    return "".join(letters)
