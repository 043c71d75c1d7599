"""How a service stands at a moment, in the words of the page."""

from __future__ import annotations

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support.hours import UK, Answer, State


def words_for(one: Answer, now: datetime) -> str:
    """The answer as a person reads it, in the language of the page."""
    match one.state:
        case State.ALWAYS:
            return _("Open now, day and night")
        case State.OPEN if one.at:
            return _("Open now, until %(time)s") % {"time": _closing(one.at, now)}
        case State.CLOSED if one.at:
            return _("Closed. Opens %(when)s") % {"when": _opening(one.at, now)}
        case State.CLOSED:
            return _("Closed for now")
    return _("Check when they are open")


def clock(local: datetime) -> str:
    """A UK time of day as people write it: 9am, 5:30pm, 12 noon, midnight; 17:30 in other languages."""
    if not (get_language() or "en").startswith("en"):
        return local.strftime("%H:%M")
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "12 noon"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _closing(instant: datetime, now: datetime) -> str:
    local = instant.astimezone(UK)
    if (instant - now).total_seconds() < 86400:
        return clock(local)
    return f"{WEEKDAYS[local.weekday()]}, {clock(local)}"


def _opening(instant: datetime, now: datetime) -> str:
    local, today = instant.astimezone(UK), now.astimezone(UK).date()
    days = (local.date() - today).days
    if days == 0:
        return _("today, %(time)s") % {"time": clock(local)}
    if days == 1:
        return _("tomorrow, %(time)s") % {"time": clock(local)}
    if days < 7:
        return f"{WEEKDAYS[local.weekday()]}, {clock(local)}"
    return f"{date_format(local.date(), 'j F')}, {clock(local)}"
