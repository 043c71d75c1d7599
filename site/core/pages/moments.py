"""Moments in UK time: read from a form without doubt, and said in words that leave none."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

UK = ZoneInfo("Europe/London")


def said(moment: datetime.datetime) -> str:
    """`moment` (aware) such as “Sunday 29 March 2026 at 08:30, UK time (British Summer Time, 07:30 UTC)”."""
    local = moment.astimezone(UK)
    season = _("British Summer Time") if local.dst() else _("Greenwich Mean Time")
    return _("%(day)s at %(time)s, UK time (%(season)s, %(utc)s UTC)") % {
        "day": date_format(local, "l j F Y"),
        "time": f"{local:%H:%M}",
        "season": season,
        "utc": f"{moment.astimezone(datetime.UTC):%H:%M}",
    }


def exists(wall: datetime.datetime) -> bool:
    """Whether UK clocks show the naive `wall` at all: not in the hour that they leave out in March."""
    there = wall.replace(tzinfo=UK).astimezone(datetime.UTC).astimezone(UK)
    return there.replace(tzinfo=None) == wall


def happens_twice(wall: datetime.datetime) -> bool:
    """Whether UK clocks show the naive `wall` twice: in the hour that they repeat in October."""
    return exists(wall) and wall.replace(tzinfo=UK).utcoffset() != wall.replace(tzinfo=UK, fold=1).utcoffset()


def in_uk(wall: datetime.datetime) -> datetime.datetime:
    """The instant at which UK clocks show the naive `wall`; of two, the first. Raises ValidationError, with words,
    where clocks never show it, and for years that no page needs."""
    if not 1970 <= wall.year <= 2199:
        raise ValidationError(_("Give a year from 1970 to 2199."))
    if not exists(wall):
        raise ValidationError(
            _("%(day)s, %(time)s does not exist: clocks go forward that night. Choose %(later)s or later.")
            % {
                "day": date_format(wall, "l j F Y"),
                "time": f"{wall:%H:%M}",
                "later": f"{wall.replace(hour=2, minute=0):%H:%M}",
            }
        )
    return wall.replace(tzinfo=UK)


def twice_words(moment: datetime.datetime) -> str:
    """What to say where clocks show the time of `moment` (aware) twice that day; else an empty string."""
    if not happens_twice(moment.astimezone(UK).replace(tzinfo=None, fold=0)):
        return ""
    return _("Clocks show that time twice that night. It is the first of the two, in British Summer Time, that counts.")


class UKMoment(forms.DateTimeField):
    """A day and time as UK clocks show it. Gives an aware datetime."""

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Raises ValidationError, with words beside the field, for what is no time or none of the UK."""
        if isinstance(value, datetime.datetime) and timezone.is_aware(value):
            return value
        wall = self._wall(value)
        return None if wall is None else in_uk(wall)

    def _wall(self, value: Any) -> datetime.datetime | None:
        """`value` read as Django reads it, before any zone."""
        if value in self.empty_values or isinstance(value, datetime.datetime):
            return value or None
        for form in self.input_formats:
            try:
                return datetime.datetime.strptime(str(value).strip(), str(form))
            except (ValueError, TypeError):
                continue
        try:
            read = datetime.datetime.fromisoformat(str(value).strip())
            return read.astimezone(UK).replace(tzinfo=None) if timezone.is_aware(read) else read
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
