"""Disclosure control, as properties: whatever the counts, nothing published gives a small number away."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.disclosure import STEP, THRESHOLD, disclose, table
from surveys.releasing import may_follow

counts = st.lists(st.integers(0, 400), min_size=2, max_size=12).map(lambda row: {str(i): n for i, n in enumerate(row)})


@given(st.integers(0, 10_000_000))
def test_every_figure_is_hidden_under_ten_and_else_a_multiple_of_five(people):
    shown = disclose(people)
    assert (shown is None) == (people < THRESHOLD)
    assert shown is None or (shown % STEP == 0 and abs(shown - people) <= STEP // 2 and shown >= THRESHOLD)


@given(counts)
def test_no_table_shows_a_small_row(row):
    _base, safe = table(sum(row.values()), row, adds_up=True)
    assert all(figure.count is None for key, figure in safe.items() if row[key] < THRESHOLD)


@given(counts)
def test_where_rows_add_up_the_hidden_ones_are_at_least_two_and_hold_ten_people_together(row):
    base, safe = table(sum(row.values()), row, adds_up=True)
    hidden = [key for key, figure in safe.items() if figure.count is None]
    if hidden and base is not None:
        assert len(hidden) >= 2
        assert sum(row[key] for key in hidden) >= THRESHOLD


@given(counts)
def test_an_attacker_who_subtracts_cannot_narrow_a_hidden_row_to_fewer_than_six_values(row):
    base, safe = table(sum(row.values()), row, adds_up=True)
    if base is None:
        return
    shown = [figure.count for figure in safe.values() if figure.count is not None]
    hidden = [key for key, figure in safe.items() if figure.count is None]
    most_in_the_hidden = base + STEP // 2 - sum(max(THRESHOLD, count - STEP // 2) for count in shown)
    # The others may hold everybody who is hidden, so each row may be anything from 0 to that.
    assert not hidden or most_in_the_hidden >= THRESHOLD


@given(counts, st.integers(0, 500))
def test_per_cent_comes_from_rounded_figures_and_is_never_over_a_hundred(row, more):
    base, safe = table(max(row.values()) + more, row, adds_up=False)
    for figure in safe.values():
        assert (figure.percent is None) == (figure.count is None)
        assert figure.percent is None or figure.percent == min(100, round(100 * figure.count / base))


@given(counts)
def test_a_table_of_fewer_than_ten_people_shows_nothing(row):
    base, safe = table(THRESHOLD - 1, row, adds_up=False)
    assert base is None
    assert all(figure.count is None for figure in safe.values())


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_new_figures_need_ten_more_people(last, more):
    before, now = ({"out": [], "people": {"": people}} for people in (last, last + more))
    assert may_follow([before], now) == (more >= 10)
