"""Times of events: entered and shown in UK time, stored in UTC, honest about the two nights when the clocks change."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import dateformat
from django.utils.translation import gettext as _

UK = ZoneInfo("Europe/London")
EARLIEST, LATEST = 2000, 2100


class UKTimeField(forms.DateTimeField):
    """A date and time as UK clocks show it. A time that a clock change skips or repeats gets words of its own."""

    def to_python(self, value: Any) -> datetime.datetime | None:
        """`value` as an aware time. Raises ValidationError, also for years that no calendar program knows."""
        try:
            found: datetime.datetime | None = super().to_python(value)
        except ValidationError as problem:
            if problem.code != "ambiguous_timezone":
                raise
            raise ValidationError(_clock_change((problem.params or {})["datetime"]), code="clock_change") from problem
        if found is not None and not EARLIEST <= found.year <= LATEST:
            raise ValidationError(_("Choose a year between %(first)s and %(last)s.")
                                  % {"first": EARLIEST, "last": LATEST}, code="year")  # fmt: skip
        return found


def _clock_change(naive: datetime.datetime) -> str:
    """What to tell somebody who chose `naive`, which the UK's clocks show twice or not at all."""
    if is_repeated(naive):
        return _("The clocks go back that night, so this time comes twice. Choose a time before 1am or from 2am.")
    return _("The clocks go forward that night, so this time does not happen. Choose a time before 1am or from 2am.")


def is_repeated(moment: datetime.datetime) -> bool:
    """Whether UK clocks show the wall time of `moment` (naive, or in UK time) twice: the hour after they go back."""
    first, second = (moment.replace(tzinfo=UK, fold=fold).utcoffset() or datetime.timedelta() for fold in (0, 1))
    return first > second


class UKMoment(models.DateTimeField):
    """A DateTimeField whose form field is a UKTimeField."""

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        """The field of a form."""
        return super().formfield(**{"form_class": UKTimeField, **kwargs})


def start_of(day: datetime.date) -> datetime.datetime:
    """The first moment of `day` in the UK."""
    return datetime.datetime(day.year, day.month, day.day, tzinfo=UK)


def end_of(day: datetime.date) -> datetime.datetime:
    """The last minute of `day` in the UK: how an event of whole days ends."""
    return datetime.datetime(day.year, day.month, day.day, 23, 59, tzinfo=UK)


def clock(moment: datetime.datetime) -> str:
    """The time of `moment` (in UK time) such as 2pm, 2:30pm, midday; with its zone where clocks show it twice."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return _("midday") if moment.hour else _("midnight")
    words = dateformat.format(moment, "g:i" if moment.minute else "g")
    words += _("am") if moment.hour < 12 else _("pm")
    return f"{words} ({moment.tzname()})" if is_repeated(moment) else words


def when_words(starts: datetime.datetime, ends: datetime.datetime, *, all_day: bool) -> str:
    """When an event is, such as “Saturday 28 November 2026, 2pm to 4pm”, in UK time and the active language."""
    first, last = starts.astimezone(UK), ends.astimezone(UK)
    if first.date() == last.date():
        hours = _("all day") if all_day else _("%(start)s to %(end)s") % {"start": clock(first), "end": clock(last)}
        return f"{_day(first)}, {hours}"
    if all_day:
        return _("%(start)s to %(end)s") % {"start": _day(first), "end": _day(last)}
    begin, end = (f"{_day(each)}, {clock(each)}" for each in (first, last))
    return _("%(start)s to %(end)s") % {"start": begin, "end": end}


def _day(moment: datetime.datetime) -> str:
    return dateformat.format(moment, "l j F Y")
