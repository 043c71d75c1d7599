"""Things as bits: what a mask holds, and the order in which things that hold words come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.meaning import understand
from core.search.models import WordGroup
from core.search.numbered import Numbered, Scores, bits_of, mask_of
from tests.factories.support import ServiceFactory
from tests.queries import assert_queries

BITS = st.frozensets(st.integers(0, 40))
# Where each of some terms stands: by thing, with which weight.
TERMS = st.lists(st.dictionaries(st.integers(0, 12), st.sampled_from([1, 4, 8])), max_size=6)


def levels(weights):
    return tuple(mask_of(bit for bit, weight in weights.items() if weight >= least) for least in (8, 4, 1))


def in_order(terms, among, key):
    held = {bit: [weights[bit] for weights in terms if bit in weights] for bit in bits_of(among)}
    return sorted(held, key=lambda bit: (*key(held[bit]), bit))


@given(BITS)
def test_a_mask_gives_its_bits_back_in_order(bits):
    assert list(bits_of(mask_of(bits))) == sorted(bits)


@given(TERMS, BITS)
def test_things_come_by_how_many_terms_they_hold_then_by_weight_then_in_their_order(terms, bits):
    among = mask_of(bits)
    found = list(Scores(map(levels, terms)).by_number(among))
    assert found == in_order(terms, among, lambda weights: (-len(weights), -sum(weights)))


@given(TERMS, BITS)
def test_by_weight_alone_the_number_of_terms_does_not_count(terms, bits):
    among = mask_of(bits)
    found = list(Scores(map(levels, terms)).by_weight(among))
    assert found == in_order(terms, among, lambda weights: (-sum(weights),))


@given(TERMS, BITS)
def test_the_best_hold_as_many_terms_as_any_and_at_least_one(terms, bits):
    number = {bit: sum(bit in weights for weights in terms) for bit in bits}
    most = max(number.values(), default=0)
    best = {bit for bit in bits if most and number[bit] == most}
    assert set(bits_of(Scores(map(levels, terms)).best(mask_of(bits)))) == best


@pytest.mark.django_db
def test_a_phrase_stands_in_a_thing_as_prominently_as_its_least_prominent_word():
    WordGroup.objects.create(name="Boxing", words="sparring\nboxing gym")
    title = ServiceFactory(name="Boxing gym", summary="x")
    text = ServiceFactory(name="Boxing", summary="x", description="A gym")
    ServiceFactory(name="Gym", summary="x")
    (term,) = understand("sparring").terms
    numbered = Numbered([title.pk, text.pk])
    assert numbered.holding("service", term) == (0b01, 0b01, 0b11)


@pytest.mark.django_db
def test_where_a_word_stands_is_read_once():
    service = ServiceFactory(name="Boxing gym")
    (term,) = understand("boxing").terms
    numbered = Numbered([service.pk])
    with assert_queries(1):
        assert numbered.holding("service", term)[0] == 1
    with assert_queries(0):
        assert Numbered([service.pk]).holding("service", term)[0] == 1
        assert numbered.holding("need", term) == (0, 0, 0)
