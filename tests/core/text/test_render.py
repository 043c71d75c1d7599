"""What people write becomes only the HTML that the allow-list names."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import RENDERER_VERSION, render
from core.text.clean import LONGEST
from core.text.render import ATTRIBUTES, TAGS

REL = 'rel="nofollow ugc noopener noreferrer"'


class _Walk(HTMLParser):
    """Collects the tags, attributes and comments of a piece of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.words, self.other = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_harmless(html):
    walk = _Walk(html)
    assert not walk.other
    for tag, attributes in walk.found:
        assert tag in TAGS
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, ())
            assert name != "href" or value.startswith("https://")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/account/logout/)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](https:///evil.example)",
    "[x](https://localhost/)",
    "[x](https://[::1]/)",
    "[x](https://a:b@c:99999/)",
    "[x](mailto:a@example.org)",
    "[x](tel:999)",
    "<javascript:alert(1)>",
    '[x](https://a.example/" onmouseover="alert(1))',
    "[x](https://a.example/'><script>alert(1)</script>)",
    '[x](https://a.example "t\\" onclick=\\"alert(1)")',
    "![x](https://a.example/pixel.png)",
    "![x][y]\n\n[y]: https://a.example/pixel.png",
    '```"><script>alert(1)</script>\nx\n```',
    "| a |\n|---|\n| <b onclick=x> |",
    "5. five\n{.class onclick=x}",
    "<!-- comment --> <?php ?> <!DOCTYPE x> <![CDATA[x]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#0; &#x110000;",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "<a href=https://a.example style=position:fixed;inset:0>cover</a>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_becomes_harmless_html(source):
    rendered = render(source)
    assert_harmless(rendered.html)
    assert not rendered.held


def test_ordinary_marks_are_kept():
    html = render("**bold** *lean* ~~gone~~ `code`\nnext\n\n- one\n\n1. two\n\n> said\n\n---").html
    for tag in ("strong", "em", "s", "code", "br", "ul", "ol", "li", "blockquote", "hr"):
        assert f"<{tag}>" in html


def test_titles_become_h3_and_h4():
    assert render("# a\n## b\n###### c").html == "<h3>a</h3>\n<h4>b</h4>\n<h4>c</h4>\n"


def test_a_bare_address_is_its_own_label_in_ascii():
    html = render("https://аррӏе.com/x").html
    assert f'<a href="https://xn--80ak6aa92e.com/x" {REL}>https://xn--80ak6aa92e.com/x</a>' in html


def test_userinfo_is_dropped_from_a_link():
    assert (
        f'<a href="https://evil.example" {REL}>https://evil.example</a>' in render("https://gov.uk@evil.example").html
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[gov.uk](https://evil.example)", "</a> (evil.example)"),
        ("[read this](https://evil.example/a)", "</a> (evil.example)"),
        ("[childline.org.uk](https://www.nhs.uk)", "</a> (www.nhs.uk)"),
        ("[nhs](https://nhs.uk.evil.example)", "</a> (nhs.uk.evil.example)"),
        ("[nhs](https://evilnhs.uk)", "</a> (evilnhs.uk)"),
    ],
)
def test_the_host_is_printed_beside_a_link_whose_words_could_mislead(source, expected):
    assert expected in render(source).html


def test_a_well_known_host_needs_no_name_beside_it():
    assert (
        render("[Get help](http://www.nhs.uk/a)").html == f'<p><a href="https://www.nhs.uk/a" {REL}>Get help</a></p>\n'
    )


def test_an_email_address_is_text_and_no_link():
    assert render("write to a@example.org").html == "<p>write to a@example.org</p>\n"


def test_plain_holds_the_words_without_marks():
    assert render("# Hi\n**you** & [me](https://www.gov.uk)\n\n```\n<x>\n```").plain == "Hi\nyou & me\n<x>"


def test_the_version_is_the_renderers():
    assert render("x").version == RENDERER_VERSION


@pytest.mark.parametrize("source", ["a\x00b", "\ud800", "x\udfffx"])
def test_what_cannot_be_text_is_refused_in_plain_words(source):
    with pytest.raises(ValueError, match="cannot keep"):
        render(source)


def test_too_long_is_refused_in_plain_words():
    with pytest.raises(ValueError, match="10,000"):
        render("a" * (LONGEST + 1))


def test_line_endings_of_browsers_do_not_count_twice():
    assert render("\r\n" * LONGEST).html == ""


def test_composed_letters_and_no_hidden_controls():
    assert render("e\u0301 \u202ex \U000e0041y").plain == "\u00e9 x y"


def test_the_welsh_flag_stays_whole():
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert render(flag).plain == flag


NESTED = [
    "[" * 10_000,
    ">" * 10_000,
    "*" * 4_999 + "a" + "*" * 4_999,
    "![" * 5_000,
    "[a](" * 2_500,
    "- " * 5_000,
    "`a" * 5_000,
    "*_" * 5_000,
    "<" * 10_000,
    "x.com " * 1_600,
    "http://" * 1_400,
    "a@" * 5_000,
    "".join("`" * n + " " for n in range(1, 140)),
    "a" + "\u0301" * 9_999,
    "\n".join(" " * n * 2 + "- a" for n in range(95)),
]


@pytest.mark.parametrize("source", NESTED)
def test_the_longest_text_is_rendered_in_bounded_time(source):
    started = time.process_time()
    assert_harmless(render(source).html)
    # Twenty times what the worst of these costs: only something that grows out of hand can reach it.
    assert time.process_time() - started < 6


MARKS = st.text(alphabet="ab<>&\"'[]()!*_~`#-+>\\/:.@ \n\t=;https1\u00a0\u202eé", max_size=300)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200), MARKS, st.lists(st.sampled_from([*HOSTILE, "\n", " ", "*"]), max_size=6).map("".join)
    )
)
def test_whatever_is_written_only_the_allow_list_comes_out(source):
    try:
        rendered = render(source)
    except ValueError:
        return
    assert_harmless(rendered.html)
    assert render(source) == rendered
