import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from home.partnership.funding import SOON, Stand, rounds, state_of
from home.partnership.models import FundingPage
from tests.factories.areas import PartnershipFactory
from tests.factories.partnership import funding_index, page
from tests.queries import assert_queries

UK = ZoneInfo("Europe/London")
HOUR = datetime.timedelta(hours=1)
MOMENTS = st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2028, 1, 1), timezones=st.just(datetime.UTC))


def uk(day, hour=12, minute=0):
    return datetime.datetime(2026, *day, hour, minute, tzinfo=UK)


@pytest.fixture
def index(db):
    PartnershipFactory()
    return funding_index()


def fund(index, slug, **fields):
    return page(FundingPage, slug, parent=index, who_can_apply="Groups.", how_to_apply="Write.", **fields)


@pytest.mark.parametrize(
    ("now", "stand", "words"),
    [
        (uk((3, 1)), Stand.COMING, "Opens on 2 March 2026, 09:00"),
        (uk((3, 2), 9), Stand.OPEN, "Open until 31 March 2026, 17:00"),
        # Clocks go forward on 29 March 2026: 72 hours before 17:00 it is 16:00.
        (uk((3, 28), 15, 59), Stand.OPEN, "Open until"),
        (uk((3, 28), 16), Stand.SOON, "Closes in 3 days"),
        (uk((3, 30), 23), Stand.SOON, "Closes tomorrow: 31 March 2026, 17:00"),
        (uk((3, 31), 16, 59), Stand.SOON, "Closes today"),
        (uk((3, 31), 17), Stand.CLOSED, "Closed on 31 March 2026, 17:00"),
    ],
)
def test_a_round_says_how_it_stands_in_uk_time_across_a_clock_change(now, stand, words):
    opens, closes, moment = (each.astimezone(datetime.UTC) for each in (uk((3, 2), 9), uk((3, 31), 17), now))
    state = state_of(opens, closes, moment)
    assert state.stand == stand
    assert state.words.startswith(words)


def test_a_round_without_dates_is_open_until_somebody_says_otherwise():
    state = state_of(None, None, timezone.now())
    assert (state.stand, state.until) == (Stand.OPEN, None)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_the_next_change_is_always_ahead_and_changes_something(first, second, now):
    opens, closes = min(first, second), max(first, second)
    state = state_of(opens, closes, now)
    if state.until is None:
        assert state.is_closed
        return
    assert state.until > now
    assert state_of(opens, closes, state.until).stand != state.stand
    just_before = state.until - datetime.timedelta(microseconds=1)
    assert state_of(opens, closes, max(now, just_before)).stand == state.stand


def test_the_page_and_the_list_are_kept_no_longer_than_the_next_change(index):
    closes = timezone.now() + SOON + HOUR
    fund(index, "grants", closes_at=closes)
    for what in (index, FundingPage.objects.get()):
        request = RequestFactory().get("/")
        what.specific.get_context(request)
        assert request.META["sayso.keep_until"] == closes - SOON


def test_the_list_shows_open_rounds_first_those_that_close_soonest_on_top(client, index):
    now = timezone.now()
    fund(index, "closed", closes_at=now - HOUR)
    fund(index, "coming", opens_at=now + HOUR)
    fund(index, "no-end")
    fund(index, "later", closes_at=now + 9 * HOUR)
    fund(index, "sooner", closes_at=now + 2 * HOUR, amount=123456789)
    found = rounds(now)
    assert [each.slug for each, _state in found.open] == ["sooner", "later", "no-end"]
    assert [each.slug for each in found.pages][3:] == ["coming", "closed"]
    html = client.get("/about/funding/").content.decode()
    assert html.index("/sooner/") < html.index("/coming/") < html.index("/closed/")
    assert "£1,234,567.89" in html


def test_closed_rounds_go_on_on_a_next_page_at_the_same_cost(client, index):
    start = timezone.now() - datetime.timedelta(days=1)
    fund(index, "round-0", closes_at=start)
    client.get("/about/funding/")
    with assert_queries(5, at_most=True) as few:
        client.get("/about/funding/")
    for number in range(1, 25):
        fund(index, f"round-{number}", closes_at=start - number * HOUR)
    client.get("/about/funding/")
    with assert_queries(len(few)):
        first = client.get("/about/funding/").content.decode()
    older = rounds(timezone.now()).older
    second = client.get("/about/funding/" + older).content.decode()
    assert ("/round-19/" in first, "/round-20/" in first) == (True, False)
    assert ("/round-19/" in second, "/round-20/" in second, "/round-24/" in second) == (False, True, True)


@pytest.mark.parametrize("before", ["", "x", "2026-13-45T99:99:99Z.1", "2026-01-01T00:00:00Z." + "9" * 18, "\x00"])
def test_nonsense_in_the_address_is_read_as_nothing_asked(client, index, before):
    fund(index, "grants")
    assert client.get("/about/funding/", {"before": before}).status_code == 200


def test_a_round_that_closes_before_it_opens_is_refused(index):
    now = timezone.now()
    with pytest.raises(ValidationError, match="after it opens"):
        FundingPage(opens_at=now, closes_at=now).clean()


def test_the_button_to_apply_goes_when_the_round_is_over(client, index):
    fund(index, "over", closes_at=timezone.now() - HOUR, apply_url="https://example.org/apply")
    fund(index, "open", apply_url="https://example.org/apply")
    assert "https://example.org/apply" not in client.get("/about/funding/over/").content.decode()
    assert "https://example.org/apply" in client.get("/about/funding/open/").content.decode()
