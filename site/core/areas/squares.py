"""Squares of the national grid, 5 km wide: a place coarse enough that nobody is found by it.

A square stands for the first halves of postcodes whose middle lies in it, so it is picked from a short list, or found
from a first half that is forgotten at once. No map and no other company is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.areas.models import PostcodeDistrict

WIDE = 5_000
"""Metres from side to side."""
_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_HUNDRED, _FIVE_HUNDRED = 100_000, 500_000
IRELAND = "NIR"


@dataclass(frozen=True)
class Square:
    """`ref` as the Ordnance Survey writes it ("SX45NW"), the areas that it is in, and its first halves of postcodes."""

    ref: str
    areas: tuple[str, ...]
    outwards: tuple[str, ...]

    @property
    def label(self) -> str:
        """In words, for whoever picks it: "PL1, PL2: Plymouth (SX45NW)"."""
        return f"{', '.join(self.outwards)}: {', '.join(self.areas)} ({self.ref})"


def reference(easting: int, northing: int, *, irish: bool = False) -> str:
    """The square of a point, in metres on the national grid (`irish`: on the grid of Ireland): "SX45NW"."""
    east, north = easting // _HUNDRED, northing // _HUNDRED
    letters = _LETTERS[(4 - north % 5) * 5 + east % 5]
    if not irish:
        # The squares of 500 km are counted from S, the third of the fourth row from the north.
        letters = _LETTERS[(3 - northing // _FIVE_HUNDRED) * 5 + 2 + easting // _FIVE_HUNDRED] + letters
    tens = f"{easting % _HUNDRED // 10_000}{northing % _HUNDRED // 10_000}"
    quarter = ("N" if northing % 10_000 >= WIDE else "S") + ("E" if easting % 10_000 >= WIDE else "W")
    return letters + tens + quarter


def squares() -> list[Square]:
    """The squares of the active areas' postcodes, by their first halves. One query.

    A first half that several areas share stands in the square of the part with most postcodes.
    """
    rows = PostcodeDistrict.objects.filter(area__is_active=True, easting__isnull=False, northing__isnull=False)
    found: dict[str, tuple[str, set[str]]] = {}
    for row in rows.select_related("area").order_by("-postcodes", "pk"):
        irish = row.area.nation == IRELAND
        ref = reference(row.easting or 0, row.northing or 0, irish=irish)
        found.setdefault(row.outward, (ref, set()))[1].add(row.area.name)
    by_ref: dict[str, list[str]] = {}
    for outward, (ref, _areas) in found.items():
        by_ref.setdefault(ref, []).append(outward)
    made = []
    for ref, outwards in by_ref.items():
        areas = {area for one in outwards for area in found[one][1]}
        made.append(Square(ref, tuple(sorted(areas)), tuple(sorted(outwards, key=_in_turn))))
    return sorted(made, key=lambda square: _in_turn(square.outwards[0]))


def _in_turn(outward: str) -> tuple[str, int, str]:
    """BS2 stands before BS10."""
    letters, digits, last = re.fullmatch(r"(\D*)(\d*)(.*)", outward).groups()  # type: ignore[union-attr]
    return letters, int(digits or 0), last
