"""How a service and its ways in stand at a moment, and in which words to say it."""

from __future__ import annotations

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support.enums import Status
from support.hours import UK, Answer, State, answer, next_change
from support.models import ContactPoint, Service
from support.rules import is_stale

RANK = [State.ALWAYS, State.OPEN, State.CHECK, State.CLOSED]


def contact_answer(service: Service, contact: ContactPoint, now: datetime) -> Answer:
    """How `contact` of `service` stands at `now` (aware)."""
    if service.status == Status.PAUSED:
        return Answer(State.CLOSED)
    if is_stale(service, now):
        return Answer(State.CHECK)
    return answer(service.schedule(contact.channel), now)


def service_answer(service: Service, now: datetime) -> Answer:
    """How `service` stands at `now`: as its best way in does (open beats check beats closed; then the soonest)."""
    if service.status == Status.PAUSED:
        return Answer(State.CLOSED)
    if is_stale(service, now):
        return Answer(State.CHECK)
    answers = {answer(service.schedule(channel), now) for channel in _channels(service)}
    return min(answers, key=_goodness)


def earliest_change(service: Service, now: datetime) -> datetime:
    """Until when (aware) everything said about the hours of `service` at `now` stays true."""
    return min(next_change(service.schedule(channel), now) for channel in _channels(service))


def _channels(service: Service) -> set[str]:
    """Channels whose hours differ; all others share the lines of the whole service, which is ""."""
    own = {line.channel for line in service.hours_rules.all()} | {
        line.channel for line in service.hours_exceptions.all()
    }
    used = {point.channel for point in service.contact_points.all()}
    named = (own & used) - {""}
    return named | ({""} if used - named or not named else set())


def _goodness(one: Answer) -> tuple[int, float]:
    """Smaller is better for a person who needs somebody: the longer open, the sooner opening."""
    instant = one.at.timestamp() if one.at else 0.0
    return RANK.index(one.state), -instant if one.state == State.OPEN else instant or float("inf")


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
