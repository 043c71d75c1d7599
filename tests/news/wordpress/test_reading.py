"""The reader of exports and the converter of posts, against hostile files."""

import contextlib
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.wordpress.content import convert, plain
from news.wordpress.reading import BadExport, Reader
from tests.factories.wordpress import SITE, item, wxr


def read(body):
    reader = Reader(io.BytesIO(body))
    return [(each.fields["title"], each) for each in reader.items()], reader.site


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(version):
    items, site = read(wxr(item(1), item(2), version=version))
    assert len(items) == 2
    assert (site.version, site.address, site.authors) == (version, SITE, {"sam": "Sam of the team"})


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_doctype(doctype, use):
    return wxr(item(1, title="T")).replace(b"?>\n", b"?>\n" + doctype.encode(), 1).replace(b">T<", f">{use}<".encode())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (with_doctype(BOMB, "&b;"), "declares"),
        (with_doctype(FILE, "&x;"), "declares"),
        (with_doctype('<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">', "T"), "declares"),
        (wxr(item(1)).replace(b"A post", b"&undeclared;"), "error at line"),
        (wxr(item(1))[:-40], "ends too soon"),
        (wxr(item(1))[:300], "ends too soon"),
        (b"", "ends too soon"),
        (b"\x00\x01\x02", "ends too soon"),
        (b"hello", "no XML"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 50, "no XML"),
        (b"<html><body>x</body></html>", "not a WordPress export"),
        (b"<rss><channel><item/></channel></rss>", "not a WordPress export"),
        (wxr(item(1), version="9.9"), "version 1.0"),
        (b"<rss>" + b"<a>" * 100_000, "nested too deeply"),
        (wxr(item(1)).replace(b"UTF-8", b"no-such-code"), "cannot be read"),
        (wxr(item(1)).replace(b"A post", b"\xe9t\xe9"), "error at line"),
    ],
)  # fmt: skip
def test_a_hostile_file_gets_one_clear_sentence(body, words):
    with pytest.raises(BadExport, match=words):
        read(body)


def test_marks_blanks_and_stray_control_bytes_are_forgiven():
    body = wxr(item(1)).replace(b"A post", b"A\x0b po\x00st")
    assert read(b"\xef\xbb\xbf" + body)[0][0][0] == "A post"
    assert read(b"\n\n" + body)[0][0][0] == "A post"
    assert read(wxr(item(1)).decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16"))[0][0][0] == "A post"


def test_a_large_file_needs_no_more_memory():
    """Sixty megabytes of posts, read as they are made."""

    class Endless(io.RawIOBase):
        def __init__(self):
            self.parts = iter(
                [wxr().split(b"</channel>")[0], *([item(1, content="x" * 60_000).encode()] * 1000), b"</channel></rss>"]
            )
            self.rest = b""

        def read(self, size=-1):
            while len(self.rest) < size:
                part = next(self.parts, None)
                if part is None:
                    break
                self.rest += part
            out, self.rest = self.rest[:size], self.rest[size:]
            return out

    tracemalloc.start()
    number = sum(1 for _item in Reader(Endless()).items())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 1000
    assert peak < 8 * 1024 * 1024


def test_a_field_without_end_is_cut_and_said():
    items, _site = read(wxr(item(1, content="x" * 2_500_000)))
    assert items[0][1].is_cut
    assert len(items[0][1].fields["content"]) == 2_000_000


def blocks(source):
    return [(block["type"], block["value"]) for block in convert(source, SITE).blocks]


def test_headings_begin_at_two_and_skip_nothing():
    found = [value["level"] for kind, value in blocks("<h4>a</h4><h5>b</h5><h6>c</h6><h4>d</h4>") if kind == "heading"]
    assert found == ["2", "3", "3", "2"]
    assert [value["level"] for _kind, value in blocks("<h3>a</h3><h2>b</h2>")] == ["2", "2"]


def test_paragraphs_of_the_old_editor_end_at_empty_lines():
    assert blocks("One\ntwo\n\n<b>Three\n\nfour</b>") == [
        ("paragraph", "<p>One<br/>two</p><p><b>Three</b></p><p>four</p>"),
    ]


def test_blocks_of_the_new_editor_leave_no_comment():
    source = (
        '<!-- wp:paragraph {"x":1} -->\n<p>Words</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list --><ul><li>a</li></ul>'
    )
    assert blocks(source) == [("paragraph", "<p>Words</p><ul><li>a</li></ul>")]


def test_quotes_lists_captions_and_galleries_find_their_place():
    source = (
        "<blockquote><p>Ask us.</p><cite>Bo</cite></blockquote><ol><li>a<ul><li>b</li></ul></li></ol>"
        '[caption id="x"]<a href="/l"><img src="/uploads/a.jpg"></a> Under it[/caption][gallery ids="3, 4"]'
    )
    assert blocks(source) == [
        ("quote", {"text": "Ask us.", "name": "Bo", "role": "", "organisation": ""}),
        ("paragraph", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("image", {"src": f"{SITE}/uploads/a.jpg", "caption": "Under it"}),
        ("image", {"src": "https://gallery.invalid/3", "caption": ""}),
        ("image", {"src": "https://gallery.invalid/4", "caption": ""}),
    ]


def test_a_table_becomes_a_table_and_one_inside_another_its_words():
    source = (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1<table><tr><td>in</td></tr></table></td><td>2</td></tr></table>"
    )
    found = convert(source, SITE)
    table = found.blocks[0]["value"]["table"]
    assert [column["heading"] for column in table["columns"]] == ["A", "B"]
    assert table["rows"] == [{"values": ["1 in", "2"]}]
    assert found.notes
    assert blocks("<table><tr><td>alone</td></tr></table>") == [("paragraph", "<p>alone</p>")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<style>p{}</style>", "style"),
        ('<iframe src="https://video.example/x"></iframe>', "iframe from https://video.example/x"),
        ("[contact-form-7 id=1]", "[contact-form-7]"),
        ("[vc_row][vc_column]Words[/vc_column][/vc_row]", "[vc_row]"),
        ('<img src="data:image/png;base64,AAAA">', "picture"),
        ('<a href="javascript:alert(1)">x</a>', "link"),
        ('<a href=" jAvAsCrIpT:alert(1)">x</a>', "link"),
        ("<div>" * 5000, "nested too deeply"),
        ("x" * 600_000, "too long"),
    ],
)
def test_what_has_no_place_is_left_out_and_said(source, words):
    found = convert(source, SITE)
    assert any(words in note for note in found.notes), found.notes
    written = str(found.blocks).lower()
    for evil in ("<script", "javascript:", "data:", "<iframe", "<style", "alert(1)</", "vc_"):
        assert evil not in written


def test_words_in_brackets_stay_and_relative_links_become_whole():
    assert blocks('<p>He said [sic] <a href="../x">so</a> [1]</p>') == [
        ("paragraph", f'<p>He said [sic] <a href="{SITE}/x">so</a> [1]</p>'),
    ]


def test_summaries_are_cut_at_a_word():
    assert plain("<p>One &amp; two three</p>", 12) == "One & two…"
    assert plain("[caption]x[/caption] [sic]", 50) in ("x", "x")
    assert len(plain("y" * 500, 160)) == 160


PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul>", "<li>", "</ul>", "</li>", "<b>", "</b>", "<a href='/x'>", "<a>", "</a>", "<h2>", "</h3>",
     "<table>", "<tr>", "<td>", "</td>", "</table>", "<blockquote>", "</blockquote>", "<cite>", "</cite>",
     "<figcaption>", "<img src='/a.jpg'>", "[caption]", "[/caption]", "[gallery ids=1]", "<!-- wp:x -->",
     "\n\n", "words", "<script>", "\x00", "&amp;", "<div", "\u202e"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_no_post_breaks_the_converter_and_all_it_writes_is_whole(source):
    for block in convert(source, SITE).blocks:
        value = block["value"]
        if block["type"] == "paragraph":
            for tag in ("p", "b", "i", "a", "ul", "ol", "li"):
                assert value.count(f"<{tag}>") + value.count(f"<{tag} ") == value.count(f"</{tag}>"), value
        elif block["type"] == "heading":
            assert value["text"]
            assert value["level"] in ("2", "3")


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from([b"<item>", b"</item>", b"<title>", b"&x;", b"]]>", b"<![CDATA["])).map(b"".join)
)
def test_no_file_breaks_the_reader(tail):
    whole = wxr().split(b"</channel>")[0] + tail
    for body in (tail, whole, whole + b"</channel></rss>"):
        with contextlib.suppress(BadExport):
            list(Reader(io.BytesIO(body)).items())
