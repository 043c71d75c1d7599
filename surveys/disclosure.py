"""Disclosure control: no published figure lets anybody be picked out. Pure: numbers in, numbers out.

The rule (the ONS "10-5" rule): a figure under 10 is hidden, any other is rounded to the nearest 5, totals are rounded
on their own, percentages come from rounded figures. Where the figures of one table add up to a total and one
is hidden, more are hidden until the hidden ones hold at least 10 people together and are at least two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 10
STEP = 5
RELEASE_AFTER = 10
"""Any two releases of one survey differ by at least so many people (surveys.releasing)."""


@dataclass(frozen=True)
class Figure:
    """A figure as the public may see it: people (a multiple of 5) and per cent of the table; None is hidden."""

    count: int | None
    percent: int | None


HIDDEN = Figure(None, None)


def disclose(people: int) -> int | None:
    """`people` (a true count, 0 or more) rounded to the nearest 5, or None when it is under 10."""
    if people < THRESHOLD:
        return None
    return STEP * ((people + STEP // 2) // STEP)


def table(base: int, counts: Mapping[str, int], *, adds_up: bool) -> tuple[int | None, dict[str, Figure]]:
    """One table made safe: the public base and a Figure for each key of `counts`.

    `base`: how many people answered. `adds_up`: each of them is in exactly one row, so that a sum could give a hidden
    row away.
    """
    public_base = disclose(base)
    if public_base is None:
        return None, dict.fromkeys(counts, HIDDEN)
    hidden = {key for key, people in counts.items() if people < THRESHOLD}
    if adds_up:
        hidden = _hide_more(counts, hidden)
    return public_base, {
        key: HIDDEN if key in hidden else _figure(people, public_base) for key, people in counts.items()
    }


def _hide_more(counts: Mapping[str, int], hidden: set[str]) -> set[str]:
    """`hidden` and, while one hidden row could be worked out, the smallest rows beside it."""
    shown = sorted((key for key in counts if key not in hidden), key=lambda key: (counts[key], key))
    while hidden and shown and (len(hidden) < 2 or sum(counts[key] for key in hidden) < THRESHOLD):
        hidden = hidden | {shown.pop(0)}
    return hidden


def _figure(people: int, public_base: int) -> Figure:
    count = disclose(people)
    return HIDDEN if count is None else Figure(count, min(100, round(100 * count / public_base)))
