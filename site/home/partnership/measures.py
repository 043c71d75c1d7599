"""Measures of a project, ready to show: three figures, each with the width of its bar, and one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from home.partnership.blocks import LARGEST
from home.partnership.money import share


@dataclass(frozen=True)
class Figure:
    """One row: its words, when, the number as written, and its bar in whole per cent (None: nothing measured)."""

    label: str
    when: str
    shown: str
    percent: int | None


@dataclass(frozen=True)
class Measure:
    """One measure: its name and unit, where its figures are from, its rows, and how it stands in a few words."""

    name: str
    unit: str
    source: str
    figures: list[Figure]
    standing: str
    is_met: bool


def measures_of(raw: Iterable[Mapping[str, Any]]) -> list[Measure]:
    """The measures of stream data. Reads nothing."""
    return [_measure(block["value"]) for block in raw]


def _measure(value: Mapping[str, Any]) -> Measure:
    start, aim, now = (_number(value.get(name)) for name in ("baseline", "target", "actual"))
    most = max((each for each in (start, aim, now) if each is not None), default=Decimal(0))
    figures = [
        _figure(_("At the start"), value.get("baseline_when"), start, most),
        _figure(_("Now"), value.get("actual_when"), now, most),
        _figure(_("What we aim for"), value.get("target_when"), aim, most),
    ]
    met = _is_met(now, aim, lower_is_better=value.get("better") != "higher")
    return Measure(
        value.get("name") or "", value.get("unit") or "", value.get("source") or "", figures, _standing(now, met), met
    )


def _figure(label: str, when: str | None, number: Decimal | None, most: Decimal) -> Figure:
    if number is None:
        return Figure(label, when or "", _("Not measured yet"), None)
    return Figure(label, when or "", shown(number), share(number, most))


def shown(number: Decimal) -> str:
    """`number` with marks between thousands and without noughts at its end."""
    whole = number == number.to_integral_value()
    return number_format(int(number) if whole else number.normalize(), use_l10n=True, force_grouping=True)


def _number(value: Any) -> Decimal | None:
    if value in (None, ""):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= LARGEST else None


def _is_met(now: Decimal | None, aim: Decimal | None, *, lower_is_better: bool) -> bool:
    if now is None or aim is None:
        return False
    return now <= aim if lower_is_better else now >= aim


def _standing(now: Decimal | None, met: bool) -> str:
    if now is None:
        return _("Not measured yet")
    return _("We got there") if met else _("Not there yet")
