"""The words of XLSForm beside ours: types, our own columns, and why something is not taken. Pure."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from surveys.enums import QuestionKind as Kind

KIND = "sayso_kind"
NAME = "sayso_name"
"""The short name where the form's differs from ours; `NO_NAME` where ours has none."""
NO_NAME = "-"
STANDARD = "sayso_standard"
ALONE = "sayso_alone"
PICTURE = "sayso_picture"
ALT = "sayso_alt"
PAGING = "sayso_paging"
TRANSLATED = ("easy", "spoken", "low", "high", "alt")
"""Fields that have a column of ours in each language: `sayso_easy::Welsh (cy)`."""
PREFER_NOT = "prefer_not"
"""The name of "I would rather not say" among the choices of our own files."""
FLAGS = (PREFER_NOT, "about_you", "squares")
PLAIN = ("need", "unit", "steps")
NUMBERS = ("total", "limit")

SECTION = "section"
KINDS: dict[str, tuple[str, ...]] = {
    "select_one": (Kind.SINGLE, Kind.YES_NO, Kind.AGREEMENT, Kind.EMOJI, Kind.PICTURE, Kind.PLACE),
    "select_multiple": (Kind.MULTIPLE,),
    "rank": (Kind.RANKING,),
    "text": (Kind.SHORT, Kind.TEXT),
    "integer": (Kind.NUMBER,),
    "decimal": (Kind.NUMBER,),
    "range": (Kind.SCALE, Kind.NUMBER),
    "date": (Kind.DATE, Kind.MONTH),
    "note": (Kind.INFORMATION, Kind.CONTENT_NOTE, Kind.SIGNPOST),
    "acknowledge": (Kind.CONSENT,),
    "begin_group": (SECTION, Kind.GRID, Kind.STATEMENTS, Kind.POINTS),
}
"""What a type of the form can be here; the first is what it is in a form that is not ours."""

USUAL = {Kind.TEXT: 1000, Kind.SHORT: 100}
"""The longest answer where a form says nothing, in letters; so a form of ours says nothing there either."""
AGREED = "OK"
"""What XLSForm stores for an acknowledgement; ours is the choice `yes`."""

_ALIASES = {
    "select1": "select_one",
    "select_one_from": "select_one",
    "add_select_one_prompt_using": "select_one",
    "select_all_that_apply_from": "select_multiple",
    "select_all_that_apply": "select_multiple",
    "add_select_multiple_prompt_using": "select_multiple",
    "int": "integer",
    "string": "text",
    "trigger": "acknowledge",
    "begin_lgroup": "begin_repeat",
    "end_lgroup": "end_repeat",
    "begin_loop": "begin_repeat",
    "end_loop": "end_repeat",
    "photo": "image",
    "datetime": "dateTime",
}
_LISTED = re.compile(r"(select.*?|rank|add select.*?) (\S+?)( or_other| or other| or specify other)?", re.IGNORECASE)
_WIDTH = re.compile(r"\s+")

_FILES = _("People cannot send pictures, sound, codes or files here. The question was left out.")
_WHERE = _("Nobody is asked for a point on a map. Ask for an area instead. The question was left out.")
_WHO = _("Who answered, when and on which device is never recorded. The row was left out.")
_SUMS = _("Hidden and reckoned values are not kept. A rule can do its own sums. The row was left out.")
_TIMES = _("A time of day cannot be asked for here. The question was left out.")
_ELSEWHERE = _("Its choices stand in another file. Write them in the sheet “choices”. The question was left out.")
REFUSED: dict[str, Any] = {
    **dict.fromkeys(("image", "audio", "video", "file", "barcode", "background-audio"), _FILES),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "start-geopoint", "osm"), _WHERE),
    **dict.fromkeys(
        ("start", "end", "today", "deviceid", "imei", "phonenumber", "username", "email", "subscriberid",
         "simserial", "audit"),
        _WHO,
    ),
    **dict.fromkeys(("calculate", "hidden"), _SUMS),
    **dict.fromkeys(("time", "dateTime"), _TIMES),
    **dict.fromkeys(
        ("select_one_from_file", "select_multiple_from_file", "select_one_external", "xml-external", "csv-external"),
        _ELSEWHERE,
    ),
}  # fmt: skip
"""Types that are known and never taken, and why."""


def split_type(cell: str) -> tuple[str, str, bool]:
    """The type of a row, the list of its choices, and whether "other" can be specified.

    `"select one from colours or_other"` gives `("select_one", "colours", True)`.
    """
    text = _WIDTH.sub(" ", cell).strip()
    listed = _LISTED.fullmatch(text)
    base = (listed[1] if listed else text).strip()
    small = base.casefold().replace(" ", "_")
    known = {one.casefold(): one for one in (*KINDS, *REFUSED)}
    base = _ALIASES.get(small, known.get(small, known.get(base.casefold(), small)))
    return base, listed[2] if listed else "", bool(listed and listed[3])
