"""Where words stand, in memory: read once, right at once after a change, bounded, and nothing of a visitor's."""

import pytest

from core.pages import frame
from core.search import held
from core.search.held import holders, places_of
from core.search.meaning import understand, words_now
from core.search.models import IndexedWord, WordGroup
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def ids(stem, kind="service", weight=8):
    return list(places_of([stem]).get(stem, {}).get((kind, weight), []))


def test_a_word_is_read_with_one_query_and_then_with_none():
    service = ServiceFactory(name="Zebra house")
    words_now()
    with assert_queries(1):
        assert ids("zebra") == [service.pk]
    with assert_queries(0):
        assert ids("zebra") == [service.pk]


def test_a_change_counts_at_once():
    service = ServiceFactory(name="Zebra house")
    assert ids("zebra") == [service.pk]
    service.unpublish()
    assert ids("zebra") == []


def test_a_word_that_stands_nowhere_takes_no_query_and_is_kept_nowhere():
    ServiceFactory(name="Zebra house")
    words_now()
    with assert_queries(0):
        assert places_of(["secretword"]) == {}
    assert "secretword" not in repr(frame._kept)


def test_no_more_is_kept_than_the_bound(monkeypatch):
    services = [ServiceFactory(name=f"Zebra {word}") for word in ("one", "two", "three")]
    monkeypatch.setattr(held, "MOST_KEPT", 4)
    assert len(ids("zebra")) == 3
    assert ids("two") == [services[1].pk]
    assert sorted(places_of(["three", "zebra"])) == ["three", "zebra"]
    assert "two" not in frame._kept["search.held"][1].by_stem


def test_a_phrase_is_held_by_one_thing_that_has_all_of_it():
    WordGroup.objects.create(name="Boxing", words="sparring\nboxing gym")
    NeedFactory(name="Boxing")
    NeedFactory(name="Gym")
    both = NeedFactory(name="A gym for boxing")
    (term,) = understand("sparring").terms
    assert set(holders(term, "need", "area")) == {("need", both.pk)}


def test_a_word_of_staff_counts_even_where_another_language_wrote_it_first():
    WordGroup.objects.create(name="Knife", words="knife\ncyllell")
    NeedFactory(name="One", translations={"cy": "cyllell"})
    service = ServiceFactory(name="Cyllell")
    assert IndexedWord.objects.filter(stem="cyllel").exists()
    assert set(holders(understand("knife").terms[0], "service")) == {("service", service.pk)}
