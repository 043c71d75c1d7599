"""Where the words that are asked for stand, in memory: read from the index once for each version of public content."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.pages.frame import small_value
from core.search.meaning import Term, words_now
from core.search.models import IndexedWord

MOST_KEPT = 400_000  # places of words, of 8 bytes each
# By kind and weight: the ids of the things that hold one stem.
Places = dict[tuple[str, int], array]


@dataclass
class _Kept:
    by_stem: dict[str, Places] = field(default_factory=dict)
    number: int = 0


def places_of(stems: Iterable[str]) -> dict[str, Places]:
    """Where each of `stems` stands. One that is neither in the index nor among staff's words is left out, and kept
    nowhere. One query, for those that nobody asked for in this version, or none."""
    words = words_now()
    wanted = [each for each in stems if each in words.stems or each in words.named]
    kept = small_value("search.held", _Kept)
    by_stem = kept.by_stem
    missing = [each for each in wanted if each not in by_stem]
    if missing:
        found: dict[str, Places] = {each: {} for each in missing}
        rows = IndexedWord.objects.filter(stem__in=missing).values_list("stem", "kind", "weight", "object_id")
        for each, kind, weight, pk in rows:
            found[each].setdefault((kind, weight), array("q")).append(pk)
        number = sum(len(ids) for places in found.values() for ids in places.values())
        if kept.number + number > MOST_KEPT:
            by_stem = kept.by_stem = {each: by_stem[each] for each in wanted if each in by_stem}
            kept.number = 0
        by_stem.update(found)
        kept.number += number
    return {each: by_stem[each] for each in wanted}


def holders(term: Term, *kinds: str) -> Iterator[tuple[str, int]]:
    """The (kind, id) of the things of `kinds` that hold `term`: every word of one of its ways, in one thing. Some come
    twice."""
    places = places_of(term.stems)
    for kind in kinds:
        for way in term.ways:
            for pk in set.intersection(*(_ids(places.get(stem, {}), kind) for stem in way)):
                yield kind, pk


def _ids(places: Places, kind: str) -> set[int]:
    return {pk for (its, _weight), ids in places.items() if its == kind for pk in ids}
