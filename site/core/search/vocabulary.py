"""Every word that stands in the index, in memory: what a word that stands nowhere may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.search.models import IndexedWord, KnownWord

SHORTEST_MENDED = 4
LONG = 7
MOST_NEAR = 12


@dataclass(frozen=True)
class Vocabulary:
    """The `stems` of the words that stand in the index, the words that `staff` wrote and their stems (`named`), and the
    words of both by their length. `near` are the words of about one length, put together when first asked for."""

    stems: frozenset[str]
    staff: frozenset[str]
    named: frozenset[str]
    by_length: Mapping[int, list[str]]
    near: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def close(self, word: str) -> list[str]:
        """Words near `word`, nearest first: one slip away, two in a long word. Staff's own words before others."""
        if len(word) < SHORTEST_MENDED or any(letter.isdigit() for letter in word):
            return []
        slips = 2 if len(word) >= LONG else 1
        key = (len(word), slips)
        if key not in self.near:
            lengths = range(len(word) - slips, len(word) + slips + 1)
            self.near[key] = [other for length in lengths for other in self.by_length.get(length, [])]
        found = process.extract(word, self.near[key], scorer=OSA.distance, score_cutoff=slips, limit=MOST_NEAR)
        ranked = sorted(found, key=lambda hit: (hit[1], hit[0] not in self.staff, hit[0][0] != word[0], hit[0]))
        return [other for other, _distance, _place in ranked]


def read_vocabulary(staff: Iterable[str], named: Iterable[str]) -> Vocabulary:
    """The vocabulary as the index is now, with `staff`'s words and the stems in their phrases. One query."""
    there = Exists(IndexedWord.objects.filter(stem=OuterRef("stem")))
    known = dict(KnownWord.objects.filter(there).order_by("pk").values_list("word", "stem"))
    by_length: dict[int, list[str]] = {}
    for word in dict.fromkeys([*known, *staff]):
        by_length.setdefault(len(word), []).append(word)
    return Vocabulary(frozenset(known.values()), frozenset(staff), frozenset(named), by_length)
