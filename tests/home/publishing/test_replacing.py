"""Words are found as readers see them, and marks stay whole."""

import html as markup

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.publishing.replacing import Replacer


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<p>On knife <b>crime</b> now</p>", "<p>On harm now</p>"),
        ("<p>On <b>knife</b> crime now</p>", "<p>On <b>harm</b> now</p>"),
        ("<p><b>On kni</b><i>fe cri</i>me.</p>", "<p><b>On harm</b>.</p>"),
        ("<p><b><i>knife</i></b> <i>crime</i></p>", "<p><b><i>harm</i></b></p>"),
        ('<p>Knife <a href="/x/">knife crime</a></p>', '<p>Knife <a href="/x/">harm</a></p>'),
        ('<p>On knife <a href="/x/">crime</a></p>', '<p>On <a href="/x/">harm</a></p>'),
        ('<p>knife <a id="3" linktype="page">cri</a><b>me</b></p>', '<p><a id="3" linktype="page">harm</a></p>'),
        ("<p>knife\u00a0crime &amp; knife&nbsp;<b>crime</b></p>", "<p>harm &amp; harm</p>"),
        ("<p>knife crime, knife <b>crime</b>, knife crime</p>", "<p>harm, harm, harm</p>"),
    ],
)
def test_words_are_found_over_bold_links_and_spaces_that_do_not_break(source, made):
    replacer = Replacer("knife crime", "harm")
    assert replacer.marked_up(source) == made
    assert replacer.count == made.count("harm")


@pytest.mark.parametrize(
    "source",
    [
        "<p>knife </p><p>crime</p>",
        "<ul><li>knife </li><li>crime</li></ul>",
        "<p>knife<br/>crime</p>",
        '<p><a href="/x/">knife</a> <a href="/y/">crime</a></p>',
        "<p>Knife crime</p>",
        '<p title="knife crime"><b></b></p>',
    ],
)
def test_words_of_two_lines_or_two_links_stay_as_they_are(source):
    replacer = Replacer("knife crime", "harm")
    assert replacer.marked_up(source) == source
    assert replacer.count == 0


def test_an_entity_is_no_word():
    assert Replacer("amp", "x").marked_up("<p>fish &amp; chips, a lamp</p>") == "<p>fish &amp; chips, a lx</p>"
    assert Replacer("& chips", "<b>").marked_up("<p>fish &amp; chips</p>") == "<p>fish &lt;b&gt;</p>"


@given(
    st.lists(st.sampled_from(["a ", "b", "<b>", "</b>", '<a href="/x/">', "</a>", "<br/>", "&amp;", "ab"]), max_size=20)
)
def test_no_link_and_no_line_end_is_ever_lost(parts):
    source = "<p>" + "".join(parts) + "</p>"
    made = Replacer("a b", "c").marked_up(source)
    for tag in ('<a href="/x/">', "</a>", "<br/>", "<p>", "</p>", "&amp;"):
        assert made.count(tag) == source.count(tag)
    assert made.count("<b>") - made.count("</b>") == source.count("<b>") - source.count("</b>")


@given(st.text(max_size=30), st.text(min_size=1, max_size=5), st.text(max_size=10))
def test_plain_words_are_replaced_as_plain_words(text, wrong, right):
    replacer = Replacer(wrong, right)
    spaced = text.replace("\u00a0", " ")
    assert replacer.text(spaced) == spaced.replace(wrong, right)
    source = f"<p>{markup.escape(spaced, quote=False)}</p>"
    assert (
        Replacer(wrong, right).marked_up(source) == f"<p>{markup.escape(spaced.replace(wrong, right), quote=False)}</p>"
    )
