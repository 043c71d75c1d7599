"""What a visitor's words mean."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pages.cache import raise_version
from core.search.actions import plant_words
from core.search.index import rebuild
from core.search.meaning import understand
from core.search.models import IndexedWord, WordGroup
from core.search.stems import LONGEST_WORD, stem, words_in
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knives", "knife"),
        ("Victims'", "victim"),
        ("victim’s", "Victim"),
        ("stabbed", "stabbing"),
        ("counselling", "counsellor"),
        ("children's", "child"),
        ("Café", "cafe"),
        ("ＫＮＩＦＥ", "knife"),
        ("died", "death"),
        ("المساعدة", "مساعدة"),
    ],
)
def test_forms_of_one_word_share_a_stem(one, other):
    assert [stem(word) for word in words_in(one)] == [stem(word) for word in words_in(other)]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_becomes_short_folded_words(text):
    words = words_in(text)
    assert all(0 < len(word) <= LONGEST_WORD for word in words)
    assert all(stem(word) and stem(word, "cy") for word in words)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("kinfe", "knife"),
        ("knief", "knife"),
        ("stabed", "stabbed"),
        ("counceling", "counselling"),
        ("i am scaerd of kinfe", "i am scared of knife"),
        ("knife", ""),
        ("knives", ""),
        ("kin", ""),
        ("kn1fe", "knife"),
        ("zzzzzzz", ""),
    ],
)
def test_a_slip_of_the_finger_is_put_right_and_nothing_else(typed, instead):
    plant_words()
    ServiceFactory(name="Knife crime", summary="Counselling and more")
    assert understand(typed).instead == ("" if typed == "kn1fe" else instead)


def test_asked_exactly_no_word_is_changed():
    ServiceFactory(name="Knife crime")
    question = understand("kinfe", exact=True)
    assert question.instead == ""
    assert question.unknown == ("kinfe",)


def test_a_word_of_something_unpublished_is_never_offered():
    service = ServiceFactory(name="Zebrafish")
    assert understand("zebrafsh").instead == "zebrafish"
    service.live = False
    service.save()
    assert understand("zebrafsh").instead == ""


@pytest.mark.parametrize(
    "typed", ["suicide", "SUICIDAL", "he stabed me", "want to die", "dad hits me", "kinves", "خائف"]
)
def test_words_of_crisis_are_heard_in_any_form(typed):
    assert understand(typed).is_crisis


@pytest.mark.parametrize("typed", ["boxing club", "to be or not", "", "   ", "!!!"])
def test_other_words_are_no_crisis(typed):
    assert not understand(typed).is_crisis


def test_staff_choose_the_words_of_crisis():
    WordGroup.objects.create(name="Ours", kind="crisis", words="dinghy\nlost at sea")
    assert understand("lost at sea").is_crisis
    assert understand("dinghies").is_crisis
    assert not understand("suicide").is_crisis


def test_words_that_mean_the_same_are_one_term():
    WordGroup.objects.create(name="Knife", words="knife\nzombie blade")
    (term,) = understand("zombie blades").terms
    assert {("knife",), ("zombi", "blade")} <= set(term.ways)


def test_small_words_are_no_terms():
    assert [term.word for term in understand("what do i do about my boxing").terms] == ["boxing"]


def test_welsh_pages_find_welsh_and_english_names():
    with override("cy"):
        NeedFactory(name="Someone hurt me", translations={"cy": "Mae rhywun wedi fy mrifo"})
        assert understand("mrifo").terms[0].is_known
        assert understand("hurting").terms[0].is_known


def test_understanding_takes_no_query_once_the_words_are_in_memory():
    plant_words()
    ServiceFactory(name="Knife crime")
    with assert_queries(2):
        understand("kinfe")
    with assert_queries(0):
        understand("kinfe crme victim help boxing")
        understand("knife")


def test_a_rebuilt_index_counts_at_once():
    ServiceFactory(name="Zebrafish")
    IndexedWord.objects.all().delete()
    raise_version()
    assert not understand("zebrafish").terms[0].is_known
    rebuild()
    assert understand("zebrafish").terms[0].is_known


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "'\"*()^:- AND OR NOT NEAR",
        "x" * 10_000,
        "a " * 5_000,
        "‮abc‭",
        "😀" * 50,
        "\ud83d",
        "١٢٣",
        "ﷺ" * 100,
        "%_\\",
    ],
)
def test_nothing_that_is_typed_breaks_it(text):
    plant_words()
    assert len(understand(text).terms) <= 6


@pytest.mark.parametrize("words", ["", " \n ", "a b c d e f", "\n".join(f"word{n}" for n in range(41))])
def test_a_group_that_search_could_not_use_is_refused(words):
    with pytest.raises(ValidationError):
        WordGroup(name="x", words=words).full_clean()


def test_the_first_words_are_fit_to_be_edited_and_written_once():
    plant_words()
    for group in WordGroup.objects.all():
        group.full_clean()
    WordGroup.objects.exclude(name="Knife").delete()
    plant_words()
    assert WordGroup.objects.count() == 1
