"""The words of links, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.utils.translation import gettext as _

EMPTY_LINK_WORDS = frozenset(
    {
        "click here",
        "click",
        "here",
        "press here",
        "tap here",
        "read more",
        "more",
        "more info",
        "more information",
        "learn more",
        "see more",
        "go",
        "link",
        "this",
        "this link",
        "this page",
        "this website",
        "website",
        "find out more",
        "download",
        "details",
    }
)
BARE_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S*|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|gov|info|io|eu)(?:/\S*)?", re.I
)
EDGES = " \t\r\n\u00a0.…>»→:!?,-–()[]"


class _LinkWords(HTMLParser):
    """Collects the words of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._inside = True
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[-1] += data


def link_words(html: str) -> list[str]:
    """The words of each link in `html`, in order."""
    parser = _LinkWords()
    parser.feed(html)
    parser.close()
    return parser.words


def label_problem(words: str) -> str:
    """What is wrong with `words` as those of a link or a button, or an empty string."""
    bare = " ".join(words.strip(EDGES).split())
    if not bare:
        return _("A link here has no words. Say where it goes, or take it out.")
    if bare.casefold() in EMPTY_LINK_WORDS:
        return _("The link “%(words)s” does not say where it goes. Use words such as “the bus times”.") % {
            "words": words.strip()
        }
    if BARE_ADDRESS.fullmatch(bare):
        return _("The link “%(words)s” is an address. Put words there that say where it goes.") % {
            "words": words.strip()[:80]
        }
    return ""


def link_problems(html: str) -> Iterator[str]:
    """What is wrong with each link of `html` that says nothing."""
    for words in link_words(html):
        if problem := label_problem(words):
            yield problem
