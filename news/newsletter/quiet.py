"""Quiet hours: newsletters do not arrive at night, by the clock of the UK."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def is_quiet(now: datetime.datetime, start: datetime.time, end: datetime.time) -> bool:
    """Whether at `now` (aware) the UK's clock is from `start` to before `end`; never where both are the same."""
    clock = now.astimezone(UK).time()
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def first_open(now: datetime.datetime, start: datetime.time, end: datetime.time) -> datetime.datetime:
    """`now`, or the next instant at which it is not quiet any more (aware, UK)."""
    local = now.astimezone(UK)
    if not is_quiet(now, start, end):
        return local
    day = local.date() if local.time() < end else local.date() + datetime.timedelta(days=1)
    # Over UTC, so that an hour that the clocks leave out or have twice gives one instant that exists.
    return datetime.datetime.combine(day, end, UK).astimezone(datetime.UTC).astimezone(UK)
