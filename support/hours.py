"""When a service is open: pure, and on the clock of the UK.

A Schedule says for every date which spans of time somebody answers. `answer(schedule, now)` gives one of four answers:
open until, closed and opens at, open 24 hours, check hours. Rules of the engine:

- a span belongs to the date on which it begins, so an exception or a bank holiday on the next date does not cut it;
- closing at or before the opening time means the next morning;
- by appointment is never "open": readers are told to check;
- where clocks go forward a time that does not exist means the moment of the change; where they go back a time that
  comes twice means its first coming.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from support.bank_holidays import is_bank_holiday
from support.enums import BankHolidays, HoursKind, Weekday

UK = ZoneInfo("Europe/London")
ALWAYS_DAYS = 7
SEARCH_DAYS = 60
ONE_DAY = timedelta(days=1)


class State(Enum):
    """The four answers."""

    OPEN = "open"
    ALWAYS = "always"
    CLOSED = "closed"
    CHECK = "check"


@dataclass(frozen=True)
class Answer:
    """`at` is the instant (aware) at which an OPEN service closes or a CLOSED one opens next; None where not known."""

    state: State
    at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody answers now, for certain."""
        return self.state in (State.OPEN, State.ALWAYS)


@dataclass(frozen=True)
class Rule:
    """One line of weekly hours, for the days `first` to `last` (0 Monday … 6 Sunday, round the end of the week too;
    7 and 7: bank holidays). `opens` and `closes` are for HoursKind.TIMES; closes ≤ opens means the next morning."""

    first: int
    last: int
    kind: HoursKind = HoursKind.TIMES
    opens: time | None = None
    closes: time | None = None

    def holds_on(self, weekday: int) -> bool:
        """Whether the rule is for `weekday` (0 to 7)."""
        if Weekday.BANK_HOLIDAY in (self.first, self.last, weekday):
            return self.first == self.last == weekday
        return (weekday - self.first) % 7 <= (self.last - self.first) % 7


@dataclass(frozen=True)
class Change:
    """What holds in place of the weekly rules on the dates `first` to `last`, both included."""

    first: date
    last: date
    kind: HoursKind
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Schedule:
    """Everything that decides when somebody answers. `nation` is ENG, WLS, SCT or NIR."""

    rules: tuple[Rule, ...] = ()
    changes: tuple[Change, ...] = ()
    bank_holidays: BankHolidays = BankHolidays.UNKNOWN
    nation: str = "ENG"


@dataclass(frozen=True)
class Span:
    """From `start` to `end` (aware, UTC); `certain` is False where readers must check first."""

    start: datetime
    end: datetime
    certain: bool


def to_instant(day: date, clock: time) -> datetime:
    """The instant (UTC) at which UK clocks show `clock` on `day`; see the module's rule for clock changes."""
    local = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=UK)
    instant = local.astimezone(UTC)
    back = instant.astimezone(UK)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    # The clock never showed this time. UK clocks jump on a whole hour of UTC: that is the moment of the change.
    return instant.replace(minute=0, second=0, microsecond=0)


def lines_on(schedule: Schedule, day: date) -> list[Rule | Change] | None:
    """The lines that decide `day`: an exception first, then a bank holiday, then the week. None: readers must check."""
    changes: list[Rule | Change] = [change for change in schedule.changes if change.first <= day <= change.last]
    if changes:
        return changes
    weekday = day.weekday()
    # Around-the-clock lines with "same" hours, the commonest of all, never ask the calendar.
    if schedule.bank_holidays != BankHolidays.SAME and is_bank_holiday(day, schedule.nation):
        if schedule.bank_holidays == BankHolidays.CLOSED:
            return []
        weekday = Weekday.BANK_HOLIDAY
    lines: list[Rule | Change] = [rule for rule in schedule.rules if rule.holds_on(weekday)]
    return None if weekday == Weekday.BANK_HOLIDAY and not lines else lines


def spans_of(schedule: Schedule, day: date) -> list[Span]:
    """The spans that begin on `day`, unsorted."""
    lines = lines_on(schedule, day)
    if lines is None:
        return [_whole_day(day, certain=False)]
    return [span for line in lines if (span := _span(line, day))]


def _whole_day(day: date, *, certain: bool) -> Span:
    return Span(to_instant(day, time.min), to_instant(day + ONE_DAY, time.min), certain)


def _span(line: Rule | Change, day: date) -> Span | None:
    if line.kind == HoursKind.CLOSED:
        return None
    certain = line.kind != HoursKind.APPOINTMENT
    if line.kind == HoursKind.ALL_DAY or line.opens is None or line.closes is None:
        # Times that were never filled in are not known, whatever the line says.
        return _whole_day(day, certain=line.kind == HoursKind.ALL_DAY)
    closing_day = day if line.closes > line.opens else day + ONE_DAY
    span = Span(to_instant(day, line.opens), to_instant(closing_day, line.closes), certain)
    return span if span.end > span.start else None


def _local_day(now: datetime) -> date:
    return now.astimezone(UK).date()


def _spans_around(schedule: Schedule, now: datetime, days: int) -> list[Span]:
    """Spans that begin from yesterday to `days` days ahead, by start."""
    today = _local_day(now)
    found = [span for ahead in range(-1, days + 1) for span in spans_of(schedule, today + ahead * ONE_DAY)]
    return sorted(found, key=lambda span: span.start)


def _open_until(spans: list[Span], now: datetime) -> datetime | None:
    """When the certain spans that hold `now`, joined where they touch, end; None when none holds it."""
    end: datetime | None = None
    for span in spans:
        if span.certain and span.start <= (end or now):
            end = max(end, span.end) if end else (span.end if span.end > now else None)
    return end


def answer(schedule: Schedule, now: datetime) -> Answer:
    """The answer at `now` (aware). Open for the next seven days without a break means open 24 hours."""
    if not schedule.rules and not schedule.changes:
        return Answer(State.CHECK)
    spans = _spans_around(schedule, now, 0)
    if _open_until(spans, now):
        return _open_answer(schedule, spans, now)
    if any(span.start <= now < span.end for span in spans):
        return Answer(State.CHECK)
    opens = next(_openings(schedule, now), None)
    if opens is None and any(span.end > now for span in _spans_around(schedule, now, ALWAYS_DAYS)):
        return Answer(State.CHECK)
    return Answer(State.CLOSED, opens)


def _open_answer(schedule: Schedule, spans: list[Span], now: datetime) -> Answer:
    """The answer where `spans`, those of yesterday and today, hold `now`: days ahead count while the stretch lasts."""
    today, ahead = _local_day(now), 0
    while until := _open_until(spans, now):
        ahead += 1
        midnight = to_instant(today + ahead * ONE_DAY, time.min)
        if until < midnight:
            return Answer(State.OPEN, until)
        if ahead == ALWAYS_DAYS:
            break
        spans = sorted([*spans, *spans_of(schedule, today + ahead * ONE_DAY)], key=lambda span: span.start)
    return Answer(State.ALWAYS)


def _openings(schedule: Schedule, now: datetime) -> Iterator[datetime]:
    """The next instants at which the service certainly opens, looking SEARCH_DAYS ahead."""
    today = _local_day(now)
    for ahead in range(SEARCH_DAYS):
        yield from sorted(
            span.start for span in spans_of(schedule, today + ahead * ONE_DAY) if span.certain and span.start > now
        )


def next_change(schedule: Schedule, now: datetime) -> datetime:
    """An instant (aware, after `now`) before which the answer, and words such as "today" and "tomorrow", stay true.

    It is the next edge of any span or the next UK midnight, whichever comes first.
    """
    midnight = to_instant(_local_day(now) + ONE_DAY, time.min)
    edges = (edge for span in _spans_around(schedule, now, 0) for edge in (span.start, span.end))
    return min([edge for edge in edges if edge > now] + [midnight])
