"""The hours engine, against an oracle that walks minute by minute on UK clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.bank_holidays import is_bank_holiday
from support.enums import BankHolidays, HoursKind
from support.hours import Answer, Change, Rule, Schedule, State, answer, next_change, to_instant

UK = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
MIDWEEK = Rule(0, 4, HoursKind.TIMES, time(9), time(17))


def uk(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UK)


def weekly(*rules: Rule, **more) -> Schedule:
    return Schedule(rules=rules, **{"bank_holidays": BankHolidays.SAME, **more})


def test_open_until_the_closing_time():
    assert answer(weekly(MIDWEEK), uk(2026, 11, 23, 10)) == Answer(State.OPEN, uk(2026, 11, 23, 17))


def test_closing_time_itself_is_closed_and_names_the_next_morning():
    assert answer(weekly(MIDWEEK), uk(2026, 11, 23, 17)) == Answer(State.CLOSED, uk(2026, 11, 24, 9))


def test_a_split_day_opens_again_in_the_afternoon():
    morning, afternoon = Rule(1, 1, opens=time(10), closes=time(13)), Rule(1, 1, opens=time(14), closes=time(17))
    assert answer(weekly(morning, afternoon), uk(2026, 11, 24, 13, 30)) == Answer(State.CLOSED, uk(2026, 11, 24, 14))


def test_past_midnight_belongs_to_the_evening_before():
    friday = Rule(4, 4, opens=time(20), closes=time(2))
    assert answer(weekly(friday), uk(2026, 11, 28, 1, 59)) == Answer(State.OPEN, uk(2026, 11, 28, 2))


def test_hours_that_touch_at_midnight_are_one_stretch():
    rules = Rule(4, 4, opens=time(20), closes=time(0)), Rule(5, 5, opens=time(0), closes=time(3))
    assert answer(weekly(*rules), uk(2026, 11, 27, 22)) == Answer(State.OPEN, uk(2026, 11, 28, 3))


def test_every_day_round_the_clock_is_open_24_hours():
    assert answer(weekly(Rule(0, 6, HoursKind.ALL_DAY)), uk(2026, 11, 27, 3)) == Answer(State.ALWAYS)


def test_a_closed_date_ahead_ends_round_the_clock_within_the_week():
    closed = Change(date(2026, 11, 30), date(2026, 11, 30), HoursKind.CLOSED)
    schedule = weekly(Rule(0, 6, HoursKind.ALL_DAY), changes=(closed,))
    assert answer(schedule, uk(2026, 11, 27, 3)) == Answer(State.OPEN, uk(2026, 11, 30))


def test_by_appointment_is_check_and_never_open():
    by_appointment = Rule(0, 4, HoursKind.APPOINTMENT, time(10), time(18))
    assert answer(weekly(by_appointment), uk(2026, 11, 23, 12)) == Answer(State.CHECK)
    assert answer(weekly(by_appointment), uk(2026, 11, 23, 20)) == Answer(State.CHECK)


def test_no_hours_at_all_is_check():
    assert answer(Schedule(), uk(2026, 11, 23, 12)) == Answer(State.CHECK)


def test_an_exception_replaces_the_week():
    late = Change(date(2026, 11, 23), date(2026, 11, 24), HoursKind.TIMES, time(12), time(13))
    assert answer(weekly(MIDWEEK, changes=(late,)), uk(2026, 11, 23, 10)) == Answer(State.CLOSED, uk(2026, 11, 23, 12))


def test_an_exception_does_not_cut_the_night_before():
    closed = Change(date(2026, 11, 28), date(2026, 11, 28), HoursKind.CLOSED)
    schedule = weekly(Rule(4, 4, opens=time(20), closes=time(2)), changes=(closed,))
    assert answer(schedule, uk(2026, 11, 28, 1)).state == State.OPEN


@pytest.mark.parametrize(
    ("nation", "day", "holiday"),
    [
        ("ENG", date(2027, 8, 30), True),
        ("SCT", date(2027, 8, 30), False),
        ("SCT", date(2027, 8, 2), True),
        ("WLS", date(2027, 3, 29), True),
        ("SCT", date(2027, 3, 29), False),
        ("NIR", date(2027, 7, 12), True),
        ("ENG", date(2027, 7, 12), False),
        ("ENG", date(2026, 12, 28), True),
    ],
)
def test_each_nation_has_its_own_bank_holidays(nation, day, holiday):
    assert is_bank_holiday(day, nation) is holiday


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (BankHolidays.SAME, State.OPEN),
        (BankHolidays.CLOSED, State.CLOSED),
        (BankHolidays.LISTED, State.OPEN),
        (BankHolidays.UNKNOWN, State.CHECK),
    ],
)
def test_a_bank_holiday_follows_the_policy(policy, state):
    rules = MIDWEEK, Rule(7, 7, opens=time(11), closes=time(13))
    schedule = Schedule(rules, bank_holidays=policy) if policy != BankHolidays.UNKNOWN else Schedule((MIDWEEK,))
    assert answer(schedule, uk(2027, 8, 30, 12)).state == state


def test_a_time_that_the_clock_skips_is_the_moment_of_the_change():
    assert to_instant(date(2027, 3, 28), time(1, 30)) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_a_time_that_comes_twice_is_its_first_coming():
    assert to_instant(date(2027, 10, 31), time(1, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


# --- The oracle ---------------------------------------------------------------------------------------------------

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
kinds = st.sampled_from([HoursKind.TIMES, HoursKind.TIMES, HoursKind.TIMES, HoursKind.ALL_DAY, HoursKind.APPOINTMENT])
rules = st.builds(Rule, st.integers(0, 6), st.integers(0, 6), kinds, clocks, clocks)
# Days around both clock changes of 2027, Christmas and an ordinary week.
starts = st.sampled_from(
    [date(2027, 3, 27), date(2027, 10, 30), date(2026, 12, 24), date(2026, 11, 23), date(2027, 8, 29)]
)
changes = st.builds(
    lambda first, length, kind, opens, closes: Change(first, first + timedelta(days=length), kind, opens, closes),
    starts,
    st.integers(0, 2),
    st.sampled_from([HoursKind.CLOSED, HoursKind.TIMES, HoursKind.ALL_DAY]),
    clocks,
    clocks,
)
schedules = st.builds(
    Schedule,
    st.lists(rules, min_size=1, max_size=4).map(tuple),
    st.lists(changes, max_size=2).map(tuple),
    st.sampled_from(BankHolidays),
    st.sampled_from(["ENG", "SCT"]),
)


def oracle_lines(schedule: Schedule, day: date):
    """The lines of a day, read straight from the words of the rules."""
    dated = [change for change in schedule.changes if change.first <= day <= change.last]
    if dated:
        return dated
    if schedule.bank_holidays != BankHolidays.SAME and is_bank_holiday(day, schedule.nation):
        return [] if schedule.bank_holidays == BankHolidays.CLOSED else None
    week = []
    for rule in schedule.rules:
        days, number = [rule.first], rule.first
        while number != rule.last:
            number = (number + 1) % 7
            days.append(number)
        if day.weekday() in days:
            week.append(rule)
    return week


def oracle(schedule: Schedule, first: date, days: int) -> dict[datetime, State]:
    """Minute (UTC) → OPEN, CHECK or CLOSED from `first`, by walking a clock through every session of every day."""
    minutes = []
    moment = datetime.combine(first - timedelta(days=2), time(0), tzinfo=UTC)
    while moment.astimezone(UK).date() <= first + timedelta(days=days):
        minutes.append((moment, moment.astimezone(UK).replace(tzinfo=None)))
        moment += MINUTE
    states = {moment: State.CLOSED for moment, _wall in minutes}
    for ahead in range(-1, days + 1):
        day = first + timedelta(days=ahead)
        lines = oracle_lines(schedule, day)
        sessions = [(time(0), None, False)] if lines is None else []
        for line in lines or []:
            if line.kind == HoursKind.ALL_DAY:
                sessions.append((time(0), None, True))
            elif line.kind != HoursKind.CLOSED:
                sessions.append((line.opens, line.closes, line.kind == HoursKind.TIMES))
        for opens, closes, certain in sessions:
            ends_on = day if closes is not None and closes > opens else day + timedelta(days=1)
            opening, closing = datetime.combine(day, opens), datetime.combine(ends_on, closes or time(0))
            inside = ended = False
            for moment, wall in minutes:
                inside = inside or wall >= opening
                ended = ended or (inside and wall >= closing)
                if inside and not ended and states[moment] != State.OPEN:
                    states[moment] = State.OPEN if certain else State.CHECK
    return states


@settings(max_examples=25, deadline=None)
@given(schedules, starts)
def test_the_engine_agrees_with_a_minute_by_minute_walk(schedule, first):
    walked = oracle(schedule, first, 2)
    for moment, state in walked.items():
        if not first <= moment.astimezone(UK).date() <= first + timedelta(days=1) or moment.minute not in (
            0,
            1,
            15,
            30,
            59,
        ):
            continue
        found = answer(schedule, moment)
        assert found.is_open == (state == State.OPEN), (moment, found)
        if state == State.CHECK:
            assert found.state == State.CHECK
        if found.state == State.OPEN and found.at in walked:
            assert walked[found.at] != State.OPEN
        if found.state == State.CLOSED and found.at in walked:
            assert walked[found.at] == State.OPEN


@settings(max_examples=40, deadline=None)
@given(schedules, starts, st.integers(0, 1439))
def test_nothing_said_changes_before_the_next_change(schedule, first, minute):
    now = to_instant(first, time(0)) + minute * MINUTE
    until = next_change(schedule, now)
    assert now < until <= to_instant(now.astimezone(UK).date() + timedelta(days=1), time(0))
    said, moment = answer(schedule, now), now
    while moment < until:
        assert answer(schedule, moment) == said
        moment += 7 * MINUTE
