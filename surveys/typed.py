"""What people type, read kindly and strictly: numbers, months and days. Pure: text in, a value out or `Mistyped`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from surveys.definition import Question

LARGEST = 10**12
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "،": ",", "−": "-", "’": ",", "'": ","})
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


class Mistyped(ValueError):
    """What was typed cannot be read. `part`: which of several boxes; the text says so to the person."""

    def __init__(self, words: str, part: str = "") -> None:
        super().__init__(words)
        self.part = part


def plain_digits(typed: str) -> str:
    """`typed` with the digits of any script as 0 to 9, and no spaces."""
    found = []
    for sign in typed:
        digit = unicodedata.decimal(sign, None)
        found.append(sign if digit is None else str(digit))
    return "".join("".join(found).split())


def number_of(typed: str, question: Question) -> int | float:
    """The number that `typed` says, within the bounds of `question`.

    Reads 1.5, 1,5, 1,000, 1 000 and Arabic digits; a comma before three digits parts thousands, as in the UK. Raises
    Mistyped for anything else, for a fraction where whole numbers are asked for, and outside the bounds.
    """
    text = plain_digits(typed[:60]).translate(_SIGNS)
    unit = question.unit.replace(" ", "")
    if unit and text.lower().endswith(unit.lower()):
        text = text[: -len(unit)]
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".", 1)
    text = text.removesuffix(".")
    text = f"0{text}" if text.startswith(".") else text
    if not _NUMBER.fullmatch(text):
        raise Mistyped(_("Write a number in digits, such as %(example)s.") % {"example": "12"})
    number = float(text) or 0.0
    if question.whole and not number.is_integer():
        raise Mistyped(_("Write a whole number, without a part after the point."))
    _within(number, question)
    return int(number) if question.whole else number


def _within(number: float, question: Question) -> None:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and not low <= number <= high:
        words = _("Write a number from %(low)s to %(high)s.")
    elif low is not None and number < low:
        words = _("Write %(low)s or more.")
    elif high is not None and number > high:
        words = _("Write %(high)s or less.")
    elif abs(number) > LARGEST:
        words = _("That number is too large.")
    else:
        return
    raise Mistyped(words % {"low": f"{low or 0:.15g}", "high": f"{high or 0:.15g}"})


def month_of(month: str, year: str) -> str:
    """`"2026-03"`. Raises Mistyped naming the part (`month` or `year`) that is missing or wrong."""
    return f"{_year(year):04}-{_month(month):02}"


def date_of(day: str, month: str, year: str) -> str:
    """`"2026-03-09"`. Raises Mistyped naming the part (`day`, `month` or `year`) that is missing or wrong."""
    number = _whole(day)
    if number is None or not 1 <= number <= 31:
        raise Mistyped(_("Write the day as a number from 1 to 31."), "day")
    in_month, in_year = _month(month), _year(year)
    try:
        return date(in_year, in_month, number).isoformat()
    except ValueError:
        raise Mistyped(_("That month has no such day. Check the day."), "day") from None


def _month(typed: str) -> int:
    number = _whole(typed)
    if number is None or not 1 <= number <= 12:
        raise Mistyped(_("Pick the month."), "month")
    return number


def _year(typed: str) -> int:
    number = _whole(typed)
    if number is None or not EARLIEST_YEAR <= number <= LATEST_YEAR:
        raise Mistyped(_("Write the year with four digits, such as 2026."), "year")
    return number


def _whole(typed: str) -> int | None:
    text = plain_digits(typed[:20])
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
