from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils.translation import override

from core.pages.frame import fragments_middleware, kept_fragment, small_value, timed_value
from tests.factories.areas import AreaFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_small_value_is_read_again_when_public_content_changed():
    read = iter(range(9))
    assert [small_value("test.number", lambda: next(read)) for _ in range(2)] == [0, 0]
    AreaFactory()
    assert small_value("test.number", lambda: next(read)) == 1


def test_a_timed_value_is_read_again_at_its_instant_and_not_before():
    read = iter(range(9))

    def load(now):
        return next(read), now + timedelta(minutes=1)

    moments = [NOON, NOON + timedelta(seconds=59), NOON + timedelta(seconds=60)]
    assert [timed_value("test.timed", load, moment) for moment in moments] == [0, 0, 1]


def test_a_timed_value_without_an_end_lasts_as_long_as_the_version():
    read = iter(range(9))
    assert timed_value("test.lasting", lambda now: (next(read), None), NOON) == 0
    assert timed_value("test.lasting", lambda now: (next(read), None), NOON + timedelta(days=999)) == 0
    AreaFactory()
    assert timed_value("test.lasting", lambda now: (next(read), None), NOON) == 1


@pytest.fixture
def request_of_a_page(rf):
    """A request as the middleware hands it on: with the fragments of the version that it began under."""

    def make():
        made = rf.get("/")
        fragments_middleware(lambda request: None)(made)
        return made

    return make


def test_a_fragment_is_made_once_for_each_key_and_version(request_of_a_page):
    made = iter("abcdef")

    def part(key):
        return kept_fragment(request_of_a_page(), ("test", key), lambda: next(made))

    assert [part(key) for key in (1, 1, 2, 1)] == ["a", "a", "b", "a"]
    AreaFactory()
    assert part(1) == "c"


def test_what_was_made_from_older_rows_is_not_kept_under_a_newer_version(request_of_a_page):
    began_before = request_of_a_page()
    AreaFactory()
    assert kept_fragment(began_before, ("test.old",), lambda: "old") == "old"
    assert kept_fragment(request_of_a_page(), ("test.old",), lambda: "new") == "new"


def test_a_kept_part_of_a_template_differs_by_language_and_key(request_of_a_page):
    template = Template('{% load pages i18n %}{% kept "test" place %}{{ place }} {{ words }}{% endkept %}')

    def shown(place, words):
        values = {"request": request_of_a_page(), "partnership": "Brackenshire", "place": place, "words": words}
        return template.render(Context(values))

    assert shown("x", "one") == "x one"
    assert shown("x", "two") == "x one"
    assert shown("y", "two") == "y two"
    with override("cy"):
        assert shown("x", "tri") == "x tri"


def test_nothing_is_kept_of_a_page_without_a_partnership(request_of_a_page):
    template = Template('{% load pages %}{% kept "test.house" %}{{ words }}{% endkept %}')
    request = request_of_a_page()
    assert template.render(Context({"request": request, "words": "error"})) == "error"
    assert template.render(Context({"request": request, "words": "other", "partnership": "Brackenshire"})) == "other"
