"""How far a place is from the middle of the first half of a postcode: in whole miles, so that nothing is exact."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from core.areas.queries import centre_of

METRES_IN_A_MILE = 1609.344
Points = tuple[tuple[int, int], ...]


def miles_to(near: str) -> Callable[[Points], int | None]:
    """A function that says how many whole miles, at least 1, the nearest of some places (grid references in metres) is
    from the middle of `near` (the first half of a postcode); None where one of the two is not known. One query, or none
    for an empty `near`."""
    centre = centre_of(near) if near else None

    def away(places: Points) -> int | None:
        if centre is None or not places:
            return None
        metres = min(hypot(east - centre[0], north - centre[1]) for east, north in places)
        return max(1, round(metres / METRES_IN_A_MILE))

    return away
