from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.partnership.money import MOST_PENCE, pence_of, pounds, share


@pytest.mark.parametrize(
    ("text", "pence"),
    [("12500", 1250000), ("£12,500", 1250000), ("12,500.5", 1250050), (" £ 1 000.05 ", 100005), ("0", 0)],
)
def test_amounts_are_read_as_people_write_them(text, pence):
    assert pence_of(text) == pence


@pytest.mark.parametrize("text", ["", "-5", "1,23", "12.345", "1e9", "٣", "12 pounds", "9" * 40, "£", "1.", "nan"])
def test_anything_else_is_no_amount(text):
    with pytest.raises(ValueError, match="no amount"):
        pence_of(text)


@given(st.integers(0, MOST_PENCE))
def test_what_is_shown_reads_back_as_the_same_amount(pence):
    assert pence_of(pounds(pence)) == pence


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_value_error(text):
    with suppress(ValueError):
        assert 0 <= pence_of(text) <= MOST_PENCE


@given(st.decimals(0, 10**12, places=2), st.decimals(0, 10**12, places=2))
def test_a_share_is_a_whole_per_cent(value, most):
    assert 0 <= share(value, most) <= 100
