"""Things as the bits of one number, so that a question about ten thousand of them is a few ands and ors.

A mask is a number whose bit n says something of the n-th thing: that it is free, or that it holds a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_

from core.search.enums import Weight
from core.search.held import places_of
from core.search.meaning import Term

MOST_MASKS = 2_000  # of words, kept with one numbering
_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
# Where a term stands in things: in titles; in titles or summaries; anywhere.
Levels = tuple[int, int, int]
NOWHERE: Levels = (0, 0, 0)


def mask_of(bits: Iterable[int]) -> int:
    """The mask with these bits."""
    chosen = list(bits)
    row = bytearray(max(chosen, default=0) // 8 + 1)
    for bit in chosen:
        row[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(row, "little")


def bits_of(mask: int) -> Iterator[int]:
    """The bits of `mask`, the first thing first."""
    for place, byte in enumerate(mask.to_bytes(mask.bit_length() // 8 + 1, "little")):
        for bit in _BITS[byte]:
            yield place * 8 + bit


class Numbered:
    """Things with these `ids`, in the order in which equals come: bit 0 is the first."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = tuple(ids)
        self.bit = {pk: bit for bit, pk in enumerate(self.ids)}
        self._levels: dict[tuple[str, str], Levels] = {}

    def mask(self, pks: Iterable[int]) -> int:
        """The mask of the things with these ids; others are left out."""
        return mask_of(self.bit[pk] for pk in pks if pk in self.bit)

    def first(self, mask: int, most: int) -> list[int]:
        """The ids of the first `most` things in `mask`."""
        return [self.ids[bit] for bit in islice(bits_of(mask), most)]

    def holding(self, kind: str, term: Term) -> Levels:
        """The things, which are of `kind`, that hold `term`: every word of one of its ways, each as prominently."""
        ways = [[self._of(kind, stem) for stem in way] for way in term.ways]
        found = [[reduce(and_, level) for level in zip(*way, strict=True)] for way in ways]
        title, summary, anywhere = (reduce(or_, level) for level in zip(NOWHERE, *found, strict=True))
        return title, summary, anywhere

    def _of(self, kind: str, stem: str) -> Levels:
        levels = self._levels.get((kind, stem))
        if levels is None:
            places = places_of([stem]).get(stem)
            if places is None:
                return NOWHERE
            title, summary, text = (self.mask(places.get((kind, weight), ())) for weight in sorted(Weight)[::-1])
            levels = title, title | summary, title | summary | text
            if len(self._levels) >= MOST_MASKS:
                self._levels.clear()
            self._levels[kind, stem] = levels
        return levels


class Scores:
    """How well things hold some terms: as binary digits, each a mask. A thing's weight is the sum of how prominently it
    holds each of at most seven terms; above that counts how many it holds."""

    WEIGHT_DIGITS, DIGITS = 6, 9

    def __init__(self, terms: Iterable[Levels]) -> None:
        self._digits = [0] * self.DIGITS
        for title, summary, anywhere in terms:
            for weight, mask in zip(sorted(Weight), (anywhere & ~summary, summary & ~title, title), strict=True):
                self._add(weight.bit_length() - 1, mask)
            self._add(self.WEIGHT_DIGITS, anywhere)

    def _add(self, digit: int, mask: int) -> None:
        while mask:
            self._digits[digit], mask = self._digits[digit] ^ mask, self._digits[digit] & mask
            digit += 1

    @property
    def any(self) -> int:
        """Those that hold at least one term."""
        return reduce(or_, self._digits[self.WEIGHT_DIGITS :])

    def best(self, among: int) -> int:
        """Those of the mask `among` that hold the most terms, and at least one."""
        found = among & self.any
        for digit in reversed(self._digits[self.WEIGHT_DIGITS :]):
            found = found & digit or found
        return found

    def by_weight(self, among: int) -> Iterator[int]:
        """The bits of the mask `among`, the heaviest first; equals in their order."""
        return _sorted(self._digits[: self.WEIGHT_DIGITS], among)

    def by_number(self, among: int) -> Iterator[int]:
        """The bits of the mask `among`, those that hold the most terms first, then the heaviest; equals in order."""
        return _sorted(self._digits, among)


def _sorted(digits: Sequence[int], among: int) -> Iterator[int]:
    if not among or not digits:
        yield from bits_of(among)
        return
    *lower, top = digits
    for part in (among & top, among & ~top):
        if part:
            yield from _sorted(lower, part)
