"""Words that end in a sign never get another."""

import pytest
from django.template import Context, Template

from core.ui.signs import SIGNS, with_sign


@pytest.mark.parametrize("words", [*(f"Wait{sign}" for sign in SIGNS), "He said “wait.”", "(Wait.)", "انتظر؟"])
def test_a_sign_stands_alone(words):
    assert with_sign(words, ":") == words


@pytest.mark.parametrize("words", ["Wait", "“Wait”", "(Wait)", "Route 14", "C++", ""])
def test_words_without_one_get_it(words):
    assert with_sign(words, ":") == f"{words}:"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ words|stopped }}", "What now? Beans &amp; Co."),
        ("{{ words|unstopped }}.", "What now? Beans &amp; Co."),
        ("{{ many|join:', '|unstopped }}.", "A &amp; B, Beans Ltd."),
    ],
)
def test_in_a_sentence_there_is_one_full_stop_and_nothing_is_escaped_twice(source, shown):
    context = Context({"words": "What now? Beans & Co.", "many": ["A & B", "Beans Ltd."]})
    assert Template(source).render(context) == shown
