"""Rich text as letters carry it, quiet hours, and addresses: whatever goes in."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from news.newsletter import prose
from news.newsletter.addresses import masked, normalise
from news.newsletter.compiling import one_line
from news.newsletter.quiet import UK, first_open, is_quiet

ROOT = "https://example.org"


def both(stored):
    return prose.both(stored, root=ROOT, path_of_page=lambda number: "/news/a/" if number == 7 else "")


@pytest.mark.parametrize(
    ("stored", "html", "text"),
    [
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>A <b>bold</b> <i>word</i></p>", "<p>A <strong>bold</strong> <em>word</em></p>", "A bold word"),
        ("<ol><li>One</li><li>Two</li></ol>", "<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ("<ul><li>One</li></ul><p>After</p>", "<ul><li>One</li></ul><p>After</p>", "- One\n\nAfter"),
        ('<p><a linktype="page" id="7">here</a></p>', f'<p><a href="{ROOT}/news/a/">here</a></p>',
         f"here ({ROOT}/news/a/)"),
        ('<p><a linktype="page" id="8">there</a></p>', "<p>there</p>", "there"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p>x</p>", "x"),
        ('<p><a href="http://example.org/">x</a></p>', "<p>x</p>", "x"),
        ('<p><a href="//evil.example/">x</a></p>', "<p>x</p>", "x"),
        ('<p><a href="tel:999">999</a></p>', '<p><a href="tel:999">999</a></p>', "999 (tel:999)"),
        ("<p>a &lt;script&gt; b</p><script>alert(1)</script>", "<p>a &lt;script&gt; b</p>alert(1)",
         "a <script> b\n\nalert(1)"),
        ("<p>never closed <b>at all", "<p>never closed <strong>at all</strong></p>", "never closed at all"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_both_forms(stored, html, text):
    assert both(stored) == (html, text)


ALLOWED = {"p", "ul", "ol", "li", "h2", "h3", "h4", "strong", "em", "br"}


PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<a href='x'>", '<a linktype="page" id="7">', "</a>", "<img src=x onerror=y>", "<li>",
    "</ul>", "<ul>", "<", ">", "&", "words", "<!--", "\x00", "<a href='https://e.org/\"><script>'>", "<br/>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_nothing_but_what_the_editor_offers_gets_through(pieces):
    html, text = both("".join(pieces))
    tags = re.findall(r"<([^>]*)>", html)
    for tag in tags:
        assert tag.removeprefix("/") in ALLOWED | {"a"} or re.fullmatch(r'a href="https://[^"<>]*"', tag)
    assert html.count("<a ") == html.count("</a>")
    assert isinstance(text, str)


NIGHT = (datetime.time(20), datetime.time(8))


@given(st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2035, 1, 1)), st.times(), st.times())
def test_quiet_hours_end_and_never_begin_again_at_once(moment, start, end):
    now = moment.replace(tzinfo=datetime.UTC)
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    opens = first_open(now, start, end)
    assert opens >= now or not is_quiet(now, start, end)
    assert opens - now <= datetime.timedelta(hours=25)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-22T12:00", "2026-11-22T12:00"),
        ("2026-11-22T20:00", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-23T08:00"),
        ("2026-03-28T23:00", "2026-03-29T08:00"),  # the clocks go forward that night
        ("2026-10-24T23:00", "2026-10-25T08:00"),  # and back
    ],
)
def test_when_quiet_hours_end(now, opens):
    read = datetime.datetime.fromisoformat
    assert first_open(read(now).replace(tzinfo=UK), *NIGHT) == read(opens).replace(tzinfo=UK)


def test_the_same_time_twice_is_no_pause():
    assert not is_quiet(datetime.datetime(2026, 1, 1, 3, tzinfo=datetime.UTC), datetime.time(3), datetime.time(3))


@given(st.text(max_size=400))
def test_any_text_is_an_address_in_one_way_or_none(text):
    try:
        address = normalise(text)
    except ValidationError:
        return
    assert normalise(address) == address == address.strip().lower()
    assert address.isascii()
    assert masked(address).count("@") == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Jo@Example.ORG ", "jo@example.org"), ("jo@bücher.example", "jo@xn--bcher-kva.example"),
     ("ｊｏ@example.org", "jo@example.org"), ("jo+news@example.org.", "jo+news@example.org")],
)  # fmt: skip
def test_one_way_to_write_an_address(typed, kept):
    assert normalise(typed) == kept


@given(st.text(max_size=60))
def test_one_line_can_stand_in_a_header(text):
    assert one_line(text).isprintable()
