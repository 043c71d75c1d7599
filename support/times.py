"""The hours of one service: which of its lines count for which way in, and what they say at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from support.enums import BankHolidays
from support.hours import UK, Answer, Change, Rule, Schedule, State, answer, next_change

RANK = [State.ALWAYS, State.OPEN, State.CHECK, State.CLOSED]


@dataclass(frozen=True, slots=True)
class Times:
    """Lines of hours, each with its channel ("" for all ways in), and the channels that the service has."""

    rules: tuple[tuple[str, Rule], ...] = ()
    changes: tuple[tuple[str, Change], ...] = ()
    ways: frozenset[str] = frozenset()
    bank_holidays: BankHolidays = BankHolidays.UNKNOWN
    nation: str = "ENG"
    is_paused: bool = False
    stale_on: date | None = None  # the UK day from which nobody may say that it is open, for want of a check

    def stands_in_for_hours(self, now: datetime) -> Answer | None:
        """What is said at `now` (aware) whatever the hours are; None where the hours decide."""
        if self.is_paused:
            return Answer(State.CLOSED)
        stale = self.stale_on is not None and now.astimezone(UK).date() >= self.stale_on
        return Answer(State.CHECK) if stale else None

    def schedule(self, channel: str = "") -> Schedule:
        """The hours of `channel` (a Channel code; "" for the service as a whole). Channels without lines of their own
        share the lines that name no channel."""
        own = tuple(rule for name, rule in self.rules if channel and name == channel)
        return Schedule(
            rules=own or tuple(rule for name, rule in self.rules if not name),
            changes=tuple(change for name, change in self.changes if name in ("", channel)),
            bank_holidays=self.bank_holidays,
            nation=self.nation,
        )

    def channels(self) -> set[str]:
        """Channels whose hours differ; all others share the lines of the whole service, which is ""."""
        own = {name for name, _rule in self.rules} | {name for name, _change in self.changes}
        named = (own & self.ways) - {""}
        return named | ({""} if self.ways - named or not named else set())


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands at `since`, which stays true until `until` (both aware)."""

    answer: Answer
    since: datetime
    until: datetime


def answer_for(times: Times, channel: str, now: datetime) -> Answer:
    """How one way in stands at `now` (aware)."""
    return times.stands_in_for_hours(now) or answer(times.schedule(channel), now)


def standing(times: Times, now: datetime) -> Standing:
    """How a service stands at `now` (aware): as its best way in does (open beats check beats closed; then the soonest),
    and until when everything said about any of its hours stays true."""
    schedules = [times.schedule(channel) for channel in times.channels()]
    until = min(next_change(schedule, now) for schedule in schedules)
    if times.stale_on is not None and now < (stale := datetime.combine(times.stale_on, time.min, tzinfo=UK)):
        until = min(until, stale)
    said = times.stands_in_for_hours(now) or best(answer(schedule, now) for schedule in schedules)
    return Standing(said, now, until)


def best(answers: Iterable[Answer]) -> Answer:
    """The best of `answers` (at least one) for a person who needs somebody: the longer open, the sooner opening."""
    return min(answers, key=_goodness)


def _goodness(one: Answer) -> tuple[int, float]:
    instant = one.at.timestamp() if one.at else 0.0
    return RANK.index(one.state), -instant if one.state == State.OPEN else instant or float("inf")
