"""Pages shared by every visitor of a version: what they keep, for how long, and what must never get in."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.translation.trans_real import DjangoTranslation
from django.utils.translation.trans_real import translation as catalogue

from core.pages import frame
from core.pages.frame import kept_on, kept_value, timed_value
from home.models import StandardPage
from tests.factories.areas import AreaFactory
from tests.factories.pages import small_site, standard_page
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_kept_value_is_read_once_a_key_and_version():
    read = iter(range(9))
    assert [kept_value("test", key, lambda: next(read)) for key in "aab"] == [0, 0, 1]
    AreaFactory()
    assert kept_value("test", "a", lambda: next(read)) == 2


def test_kept_values_of_many_keys_take_no_more_than_their_room():
    for key in range(25):
        kept_value("test", key, object, most=10)
        timed_value("test", lambda now: (object(), None), NOON, key=key, most=10)
    assert len(frame._kept["kept.test"][1]) <= 10
    assert len(frame._kept["timed.test"][1]) <= 10


def test_what_raises_is_not_kept():
    with pytest.raises(ZeroDivisionError):
        kept_value("test", "a", lambda: 1 // 0)
    assert kept_value("test", "a", lambda: 1) == 1


def test_a_timed_value_is_not_told_to_an_earlier_moment():
    read = iter(range(9))
    moments = [NOON, NOON - timedelta(minutes=1), NOON]
    assert [timed_value("test", lambda now: (next(read), None), moment) for moment in moments] == [0, 1, 1]


def test_a_value_is_kept_on_its_own_object_until_its_instant():
    one, other, read = SimpleNamespace(), SimpleNamespace(), iter(range(9))

    def load(now):
        return next(read), now + timedelta(minutes=1)

    asked = [(one, 0), (one, 59), (other, 59), (one, 60)]
    assert [kept_on(thing, "x", load, NOON + timedelta(seconds=late)) for thing, late in asked] == [0, 0, 1, 2]


def drawn(thing, **more):
    return Template('{% load pages %}{% drawn thing "x" key %}{{ n }}{% enddrawn %}').render(
        Context({"thing": thing, **more})
    )


def test_a_drawing_is_kept_on_its_object_for_each_key_and_language():
    thing = SimpleNamespace()
    assert [drawn(thing, key=key, n=n) for key, n in ((1, "a"), (1, "b"), (2, "c"))] == ["a", "a", "c"]
    with translation.override("cy"):
        assert drawn(thing, key=1, n="d") == "d"
    assert drawn(SimpleNamespace(), key=1, n="e") == "e"


@pytest.mark.parametrize("thing", [None, {}, ""])
def test_what_can_keep_nothing_is_drawn_each_time(thing):
    assert [drawn(thing, key=1, n=n) for n in "ab"] == ["a", "b"]


def test_one_object_keeps_only_so_many_drawings():
    thing = SimpleNamespace()
    for key in range(100):
        drawn(thing, key=key, n=key)
    assert len(thing._drawn) <= 40


def test_a_warm_page_costs_no_query_and_a_change_shows_at_once(client):
    page = standard_page(small_site(), slug="a-page", title="First words")
    client.get(page.url)
    with count_queries() as counted:
        assert "First words" in client.get(page.url).content.decode()
    assert len(counted) == 0
    page.title = "Second words"
    page.save()
    assert "Second words" in client.get(page.url).content.decode()


def test_a_draft_in_preview_is_never_what_visitors_get(client, rf):
    page = standard_page(small_site(), slug="a-page", title="Published words")
    client.get(page.url)
    page.body = [("paragraph", "<p>Words of the draft</p>")]
    page.title = "Words of the draft"
    page.save_revision()
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    seen = draft.make_preview_request(preview_mode="").render().content.decode()
    assert "Words of the draft" in seen
    assert "Words of the draft" not in client.get(page.url).content.decode()
    assert "Published words" in client.get(page.url).content.decode()


def test_a_page_below_that_comes_to_its_end_leaves_the_list_at_that_instant(client):
    home = small_site()
    parent = standard_page(home, slug="parent", title="Parent")
    end = timezone.now() + timedelta(hours=1)
    parent.add_child(instance=StandardPage(title="Soon gone", slug="soon-gone", expire_at=end))
    parent = StandardPage.objects.get(pk=parent.pk)
    assert "Soon gone" in client.get(parent.url).content.decode()
    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        assert "Soon gone" not in client.get(parent.url).content.decode()


def test_a_phrase_is_looked_up_once_a_language(monkeypatch):
    welsh = catalogue("cy")
    welsh.__dict__.pop("known_phrases", None)
    assert welsh.gettext("Search") == welsh.known_phrases["Search"] != "Search"
    welsh.known_phrases["Search"] = "remembered"
    assert welsh.gettext("Search") == "remembered"
    welsh.__dict__.pop("known_phrases")
    assert DjangoTranslation.gettext.remembers
