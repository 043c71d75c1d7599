"""UK time: the hour that never comes, the hour that comes twice, and every other one."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.pages.moments import UK, UKMoment, exists, happens_twice, in_uk, said, twice_words

UTC = datetime.UTC


def test_the_hour_that_clocks_leave_out_is_refused_in_plain_words():
    with pytest.raises(ValidationError, match="Sunday 29 March 2026, 01:30 does not exist: clocks go forward") as told:
        UKMoment().clean("2026-03-29 01:30")
    assert "02:00 or later" in told.value.messages[0]


def test_the_hour_that_comes_twice_is_the_first_and_said_so():
    moment = UKMoment().clean("2026-10-25 01:30")
    assert moment.astimezone(UTC) == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "British Summer Time" in said(moment)
    assert "twice that night" in twice_words(moment)
    assert twice_words(UKMoment().clean("2026-10-25 02:30")) == ""


def test_a_moment_is_said_with_its_day_its_season_and_utc():
    moment = UKMoment().clean("2026-03-29 08:30")
    assert said(moment) == "Sunday 29 March 2026 at 08:30, UK time (British Summer Time, 07:30 UTC)"
    assert "Greenwich Mean Time, 23:59 UTC" in said(UKMoment().clean("2026-12-31 23:59"))


NONSENSE = ["0000-01-01 00:00", "0001-01-01 00:00", "9999-12-31 23:59", "tomorrow", "2026-02-30 10:00"]
NONSENSE += ["2026-01-01 25:00", "٢٠٢٦", "9" * 400, "2026-01-01T10:00:00+99:00", "0001-01-01T00:00+14:00"]


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_gets_words(typed):
    with pytest.raises(ValidationError):
        UKMoment().clean(typed)


@given(st.datetimes(datetime.datetime(1972, 1, 1), datetime.datetime(2100, 1, 1)))
def test_every_other_time_is_what_clocks_show(wall):
    if not exists(wall):
        assert wall.month == 3
        with pytest.raises(ValidationError):
            in_uk(wall)
        return
    moment = in_uk(wall)
    assert moment.astimezone(UTC).astimezone(UK).replace(tzinfo=None, fold=0) == wall
    assert not happens_twice(wall) or wall.month == 10
