"""Recovery words: shown once, used once, useless to anyone else."""

import pytest

from core.people import recovery
from core.people.models import RecoverySet
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def test_the_list_has_at_least_1024_different_plain_words():
    words = recovery.word_list()
    assert len(words) == len(set(words)) >= 1024
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 7 for word in words)


def test_ten_different_sets_of_three_words_are_made_and_none_is_stored():
    user = MemberFactory()
    sets = recovery.words_of(recovery.make(user))
    assert len(set(sets)) == 10
    assert {len(words.split()) for words in sets} == {3}
    kept = RecoverySet.objects.get(user=user)
    assert not any(words in str(vars(kept)) for words in sets)


def test_a_set_works_once_and_the_others_go_on_working():
    user = MemberFactory()
    sets = recovery.words_of(recovery.make(user))
    assert recovery.spend(user, sets[3])
    assert not recovery.spend(user, sets[3])
    assert recovery.left(user) == 9
    assert recovery.spend(user, sets[4])


def test_case_commas_and_spaces_do_not_matter():
    user = MemberFactory()
    first = recovery.words_of(recovery.make(user))[0]
    assert recovery.spend(user, "  " + first.upper().replace(" ", ",  ") + " ")


def test_new_words_stop_the_old_ones():
    user = MemberFactory()
    old = recovery.words_of(recovery.make(user))
    recovery.make(user)
    assert not recovery.spend(user, old[0])


def test_words_of_one_person_do_not_open_another():
    owner, other = MemberFactory(), MemberFactory()
    words = recovery.words_of(recovery.make(owner))
    recovery.make(other)
    assert not recovery.spend(other, words[0])


@pytest.mark.parametrize("typed", ["", "\x00", "river", "x" * 9999, "🦊 🦊 🦊"])
def test_wrong_words_and_nobody_are_refused(typed):
    user = MemberFactory()
    recovery.make(user)
    assert not recovery.spend(user, typed)
    assert not recovery.spend(None, typed)


def test_another_secret_key_knows_none_of_the_words(settings):
    user = MemberFactory()
    words = recovery.words_of(recovery.make(user))
    settings.SECRET_KEY = "another"
    assert not recovery.spend(user, words[0])
