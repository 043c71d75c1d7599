"""Words that led to nothing: only what several searches shared, and nothing about anybody."""

import pytest

from core.search import missed
from core.search.models import MissedWord

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    missed.forget()
    yield
    missed.forget()


def searched(word, times):
    for _time in range(times):
        missed.count([word])


def test_a_word_of_few_searches_is_never_written():
    searched("boxing", missed.THRESHOLD - 1)
    assert missed.flush() == 0
    assert not MissedWord.objects.exists()


def test_a_shared_word_is_written_once_with_its_number():
    searched("boxing", 7)
    missed.flush()
    missed.flush()
    searched("boxing", 2)
    missed.flush()
    assert [(row.word, row.times) for row in MissedWord.objects.all()] == [("boxing", 9)]


@pytest.mark.parametrize("word", ["07700900123", "kez@example.org", "m1 1aa", "a" * 30, "ab", "x1"])
def test_what_could_be_personal_is_not_even_counted(word):
    searched(word, 20)
    assert missed.flush() == 0
