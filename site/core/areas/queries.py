"""Reads of the partnership and its areas. A postcode that somebody typed is never logged and never stored."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.areas.models import Area, Outcode, Partnership, Postcode, PostcodeDistrict

# As Royal Mail writes them: the first half, and a digit with two letters.
OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = re.compile(rf"({OUTWARD})([0-9O][A-Z]{{2}})")
_HALF = re.compile(OUTWARD)


@dataclass(frozen=True)
class PostcodeAnswer:
    """Where a postcode leads: `areas` (none, one, or every area that a first half touches), `near` (the first half
    alone, upper case, or empty) and `problem` (one plain sentence, empty where there is none)."""

    areas: list[Area] = field(default_factory=list)
    near: str = ""
    problem: str = ""


def partnership() -> Partnership:
    """The one Partnership; made with Sayso's own defaults where none was written yet. One query, uncached."""
    return Partnership.load()


def active_areas() -> list[Area]:
    """Areas that visitors can choose, in the partnership's order. One query, uncached."""
    return list(Area.objects.filter(is_active=True))


def area_by_slug(slug: str) -> Area | None:
    """The active area with this slug, or None. One query."""
    return Area.objects.filter(slug=slug, is_active=True).first()


def split_postcode(text: str) -> tuple[str, str]:
    """The two halves of what was typed, upper case ("BS1", "4DJ"); the second empty for a first half alone, both empty
    where it is no postcode. Spacing, case, full-width letters, invisible marks and O for 0 do not matter."""
    shown = unicodedata.normalize("NFKC", text[:100]).upper()
    pressed = "".join(letter for letter in shown if letter.isascii() and letter.isalnum())
    if whole := _WHOLE.fullmatch(pressed):
        return whole[1], whole[2].replace("O", "0", 1) if whole[2][0] == "O" else whole[2]
    if sector := re.fullmatch(rf"\W*({OUTWARD})\W+[0-9]\W*", shown):
        return sector[1], ""
    return (pressed, "") if _HALF.fullmatch(pressed) else ("", "")


def find_areas(text: str) -> PostcodeAnswer:
    """The areas of a whole postcode or of its first half, tolerant of how it is written. One query at most."""
    if not text.strip():
        return PostcodeAnswer(problem=_("Write a postcode, or just its first half."))
    first, second = split_postcode(text)
    if not first:
        return PostcodeAnswer(problem=_("That does not look like a postcode. Write one like BS1 4DJ, or just BS1."))
    if second:
        codes = [first + second, first + second[0]]
        rows = Postcode.objects.filter(code__in=codes, area__is_active=True).select_related("area")
        found = [row.area for row in sorted(rows, key=lambda row: -len(row.code))[:1]]
    else:
        districts = PostcodeDistrict.objects.filter(outward=first, area__is_active=True).select_related("area")
        found = sorted({district.area for district in districts}, key=lambda area: (area.position, area.name))
    if found:
        return PostcodeAnswer(areas=found, near=first)
    return PostcodeAnswer(near=first, problem=_("We do not know that postcode. It may be new, or outside our area."))


def centre_of(near: str) -> tuple[int, int] | None:
    """The middle of the first half of the postcode in `near` (whole or a first half, however written) as metres east
    and north on the national grid; None where it is no postcode or not one that is known. One query at most."""
    first, _second = split_postcode(near)
    return Outcode.objects.filter(code=first).values_list("easting", "northing").first() if first else None
