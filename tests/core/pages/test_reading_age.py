"""Advice about how hard a text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pages.reading_age import LONG_SENTENCE, advice, ease_of, prose_of, syllables
from tests.factories.blocks import every_block, words

EASY = (
    "We put up six new lights. You asked for them in May. The path is lit all night now. Tell us what you think. " * 3
)
HARD = (
    "The multidisciplinary partnership has operationalised a comprehensive evidence-informed intervention framework "
    "facilitating sustainable institutional transformation across participating organisations, "
    "services, councils and all their communities. "
) * 3


@pytest.mark.parametrize(
    ("word", "count"),
    [*{"bus": 1, "late": 1, "people": 2, "agreed": 2, "table": 2, "asked": 1, "wanted": 2, "shh": 1}.items()],
)
def test_syllables_are_counted_as_people_say_them(word, count):
    assert syllables(word) == count


def test_an_easy_text_is_for_the_young_and_a_hard_one_is_not():
    assert ease_of(EASY).age <= 9
    assert ease_of(HARD).age >= 20


def test_the_figure_is_kincaids():
    # 36 words in 6 sentences, 42 syllables: 0.39 × 6 + 11.8 × 42/36 − 15.59 = 0.5 → a child of about 5 or 6.
    assert ease_of("The cat sat on the water. " * 6).age in (5, 6)


def test_a_short_text_has_no_age():
    assert ease_of("Six new lights.").age is None


def test_a_long_sentence_is_advised_about_by_its_first_words():
    body = [{"type": "paragraph", "value": "<p>" + "we walk " * LONG_SENTENCE + ".</p>"}]
    assert "we walk we walk" in advice(body)[-1]


def test_lines_of_a_list_are_sentences_of_their_own():
    html = "<ul>" + "<li>five words in this line</li>" * 10 + "</ul>"
    assert advice([{"type": "paragraph", "value": html}]) == []


def test_the_age_is_said_for_english_alone():
    body = [{"type": "paragraph", "value": f"<p>{HARD.replace('.', ',')}</p>"}]
    assert len(advice(body)) == 2
    assert len(advice(body, english=False)) == 1


def test_names_figures_and_addresses_are_no_prose():
    text = prose_of(words())
    assert "example.org" not in text
    assert "12,000" not in text
    assert "Never" in text


@pytest.mark.django_db
def test_every_block_has_advice_without_trouble():
    assert advice(every_block()) == []


@given(st.text())
def test_any_text_has_an_age_or_none(text):
    ease = ease_of(text)
    assert ease.age is None or 5 <= ease.age <= 22
