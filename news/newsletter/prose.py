"""Rich text of the CMS as it is stored → HTML for letters and plain text, from one reading.

Only what the editor offers gets through: paragraphs, lists, bold, italic, links. A link to a page of this site leads
there only while `path_of_page` gives an address for it; else its words stay and the link goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Protocol
from urllib.parse import urlsplit

BLOCKS = frozenset({"p", "ul", "ol", "li", "h2", "h3", "h4"})
INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
SCHEMES = frozenset({"https", "mailto", "tel"})
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class FindsPath(Protocol):
    """`path_of_page(page id)` → its path on this site, or "" where it may not be named."""

    def __call__(self, page_id: int, /) -> str: ...


class _Reader(HTMLParser):
    def __init__(self, link: Callable[[dict[str, str | None]], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.link = link
        self.html: list[str] = []
        self.text: list[str] = []
        self.open: list[tuple[str, str, str]] = []  # tag as read, tag as written, address
        self.numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.html.append("<br>")
            self.text.append("\n")
            return
        written, address = (tag if tag in BLOCKS else INLINE.get(tag, "")), ""
        if tag == "a" and (address := self.link(dict(attrs))):
            written = "a"
        elif not written:
            return
        self._break(tag)
        self.open.append((tag, written, address))
        self.html.append(f'<a href="{escape(address)}">' if address else f"<{written}>")
        if tag in ("ul", "ol"):
            self.numbers.append(0)
        elif tag == "li" and self.numbers:
            self.numbers[-1] += 1
            ordered = next((each for each, *_rest in reversed(self.open) if each in ("ul", "ol")), "ul") == "ol"
            self.text.append(f"{self.numbers[-1]}. " if ordered else "- ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in [each for each, *_rest in self.open]:
            return
        while self.open:
            read, written, address = self.open.pop()
            self.html.append(f"</{written}>")
            if address and "".join(self.text).rstrip()[-len(address) :] != address:
                self.text.append(f" ({address})")
            if read in ("ul", "ol") and self.numbers:
                self.numbers.pop()
            if read in BLOCKS:
                self.text.append("\n" if read == "li" else "\n\n")
            if read == tag:
                return

    def handle_data(self, data: str) -> None:
        words = _SPACE.sub(" ", data)
        self.html.append(escape(words))
        self.text.append(words)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS and self.text and not self.text[-1].endswith("\n"):
            self.text.append("\n")

    def finish(self) -> tuple[str, str]:
        self.close()
        while self.open:
            self.handle_endtag(self.open[-1][0])
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ ]*\n[ ]*", "\n", "".join(self.text))).strip()
        return "".join(self.html).strip(), text


def both(stored: str, *, root: str, path_of_page: FindsPath) -> tuple[str, str]:
    """`stored` rich text as (HTML, plain text), with whole addresses. `root`: such as https://example.org."""

    def link(attrs: dict[str, str | None]) -> str:
        if attrs.get("linktype") == "page":
            number = attrs.get("id") or ""
            path = path_of_page(int(number)) if number.isascii() and number.isdecimal() and len(number) < 19 else ""
            return root + path if path else ""
        return whole_address(attrs.get("href") or "", root)

    reader = _Reader(link)
    reader.feed(stored)
    return reader.finish()


def whole_address(href: str, root: str) -> str:
    """`href` as a whole address that may stand in a letter: https, mailto, tel, or a path of this site; else ""."""
    href = href.strip()
    if not href.isprintable() or "\\" in href:
        return ""
    if href.startswith("/") and not href.startswith("//"):
        return root + href
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return href if parts.scheme in SCHEMES and (parts.netloc or parts.scheme != "https") else ""


def page_links(stored: str) -> list[int]:
    """Ids of the pages to which `stored` rich text leads."""
    found: list[int] = []

    def note(page_id: int) -> str:
        found.append(page_id)
        return ""

    both(stored, root="", path_of_page=note)
    return found


def insecure_links(stored: str) -> list[str]:
    """Addresses in `stored` rich text that would be left out, such as http://."""
    found: list[str] = []

    def link(attrs: dict[str, str | None]) -> str:
        href = attrs.get("href") or ""
        if attrs.get("linktype") is None and href and not whole_address(href, "https://x"):
            found.append(href)
        return ""

    reader = _Reader(link)
    reader.feed(stored)
    reader.finish()
    return found
