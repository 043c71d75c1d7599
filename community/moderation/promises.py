"""When people look: checking hours and how soon, the one place that the desk and every receipt read."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from community.moderation.enums import Severity

OPENS, CLOSES = time(8), time(22)
WITHIN = {Severity.NOW: timedelta(minutes=15), Severity.SOON: timedelta(minutes=30), Severity.USUAL: timedelta(hours=1)}


def due_at(opened: datetime, severity: Severity) -> datetime:
    """When a case opened at `opened` (aware) should be decided: within the promise, counted in checking hours."""
    local = timezone.localtime(opened)
    start = local
    if local.time() < OPENS:
        start = local.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
    elif local.time() >= CLOSES:
        start = (local + timedelta(days=1)).replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
    return start + WITHIN[severity]


def sentence(now: datetime) -> str:
    """What someone who just sent something is told about when it is checked."""
    clock = timezone.localtime(now).time()
    hours = {"opens": _clock(OPENS), "closes": _clock(CLOSES)}
    if OPENS <= clock < CLOSES:
        return _("We check most posts within an hour, %(opens)s to %(closes)s.") % hours
    return _("We check posts from %(opens)s to %(closes)s, so a person will read yours after %(opens)s.") % hours


def _clock(at: time) -> str:
    return time_format(at, "ga").replace(".", "")
