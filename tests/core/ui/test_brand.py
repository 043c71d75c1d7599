"""Brand colours: only colours enter the stylesheet, and only readable ones."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui import brand

SECOND = dict(zip(brand.DEFAULTS, ["#0b4f5c", "#0a2530", "#f59ab5", "#b9e07a", "#ffb75e", "#f7faf7"], strict=True))

LIGHT = "@layer tokens{@media (prefers-color-scheme:light){:root{"


def test_our_own_colours_and_the_second_theme_have_no_problems():
    assert brand.problems(brand.DEFAULTS) == []
    assert brand.problems(SECOND) == []


def test_no_tokens_need_no_stylesheet():
    assert brand.stylesheet({}) == ""
    assert brand.stylesheet(dict(brand.DEFAULTS)) == ""
    assert brand.version({}) == ""


def test_only_the_tokens_that_differ_are_sent():
    assert brand.stylesheet({"brand": "#0B4F5C", "deep": "#2b0f2c"}) == "@layer tokens{:root{--brand:#0b4f5c;}}"


def test_paper_is_for_light_mode_alone():
    assert "prefers-color-scheme:light" in brand.stylesheet({"paper": "#ffffff"})


def test_names_may_have_underscores():
    assert "--voice-a:#f59ab5;" in brand.stylesheet({"voice_a": "#f59ab5"})


@pytest.mark.parametrize(
    ("token", "colour", "words"),
    [
        ("brand", "#999999", "brand on white"),
        ("deep", "#6a1553", "deep on white"),
        ("voice-a", "#2b0f2c", "deep on voice-a"),
        ("voice-b", "#886600", "deep on voice-b"),
        ("voice-c", "#223344", "deep on voice-c"),
        ("paper", "#cccccc", "paper must be nearly white"),
    ],
)
def test_each_pair_that_is_hard_to_read_is_named(token, colour, words):
    assert any(words in problem for problem in brand.problems({token: colour}))


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "url(x)", "#6a1553;}body{", None, 7, ["#6a1553"]])
def test_only_a_whole_hex_colour_is_a_colour(value):
    assert brand.problems({"brand": value})
    assert brand.stylesheet({"brand": value}) == ""


def test_a_token_that_we_do_not_know_is_refused():
    assert brand.problems({"background": "#ffffff"})


@pytest.mark.parametrize("tokens", [None, 3, "x", ["brand"]])
def test_something_that_is_no_list_of_colours_is_refused(tokens):
    assert brand.problems(tokens)


@given(st.dictionaries(st.sampled_from([*brand.DEFAULTS, "x"]), st.text(max_size=9) | st.from_regex(r"#[0-9a-f]{6}")))
def test_nothing_but_colours_reaches_the_stylesheet(tokens):
    css = brand.stylesheet(tokens)
    declaration = r"--(brand|deep|paper|voice-[abc]):#[0-9a-f]{6};?"
    frame = re.sub(declaration, "", css).replace(":root{}", "").rstrip("}")
    assert frame in ("", "@layer tokens{:root{", "@layer tokens{", LIGHT)


def test_contrast_is_that_of_wcag():
    assert brand.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert brand.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
