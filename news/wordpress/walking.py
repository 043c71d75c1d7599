"""Walking clean HTML and writing blocks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from core.text.plain import one_line
from news.wordpress.tables import Table

Block = dict[str, Any]
LONGEST_QUOTE, LONGEST_HEADING, LONGEST_CAPTION = 600, 120, 250
MOST_NOTES = 40
FILES = (".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".rtf", ".txt", ".zip")
GALLERY = "https://gallery.invalid/"
SCHEMES = {"http", "https", "mailto", "tel"}
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
BREAKS = frozenset({"p", "div", "section", "article", "figure", "dl", "dt", "dd", "pre", "hr", "address"})


@dataclass
class Converted:
    """Blocks as stream data without ids, where a picture or a file holds its old address as `src`; and what could not
    be taken, in plain words."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Say once that something was left out."""
        if words not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(words)


class Walker(HTMLParser):
    """Walks HTML that nh3 made and writes blocks."""

    def __init__(self, found: Converted, site: str, *, by_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self.site, self.by_lines = found, site, by_lines
        self.rich: list[str] = []  # whole paragraphs and lists
        self.words: list[str] = []  # the paragraph being written
        self.open: list[str] = []  # inline tags open in it
        self.lists: list[str] = []
        self.special: list[tuple[str, list[str]]] = []  # headings, quotes and the like, read as plain words
        self.source = ""  # whose the quote is
        self.later: list[Block] = []  # pictures and files met inside a list, for after it
        self.table: Table | None = None
        self.tables = 0
        self.in_p = 0

    def finish(self) -> None:
        """Write what is still open."""
        self._end_paragraph()
        self._end_rich()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One opening tag."""
        given = dict(attrs)
        if tag == "img":
            self._picture(given.get("src") or "")
        elif self.table is not None or tag == "table":
            self._table_start(tag)
        elif tag in HEADINGS or tag in ("blockquote", "cite", "figcaption"):
            self._special_start(tag)
        elif self.special:
            self.special[-1][1].append(" ")
        elif tag in ("ul", "ol") or (tag == "li" and self.lists):
            self._list_start(tag)
        elif tag in INLINE or tag == "a":
            self._inline_start(tag, given)
        elif tag == "br":
            self.words.append("<br/>")
        elif not self.lists:
            self._end_paragraph()
            self.in_p += tag == "p"

    def handle_endtag(self, tag: str) -> None:
        """One closing tag."""
        if self.table is not None:
            self._table_end(tag)
        elif self.special and tag == self.special[-1][0]:
            self._special_end(tag)
        elif self.special:
            self.special[-1][1].append(" ")
        elif tag in ("ul", "ol", "li") and self.lists:
            self._list_end(tag)
        elif tag in INLINE or tag == "a":
            self._inline_end("a" if tag == "a" else INLINE[tag])
        elif tag in BREAKS and not self.lists:
            self._end_paragraph()
            self.in_p -= tag == "p" and self.in_p > 0

    def handle_data(self, data: str) -> None:
        """Words. Where the old editor used no tags, an empty line ends a paragraph."""
        if self.table is not None:
            self.table.write(data)
        elif self.special:
            self.special[-1][1].append(data)
        elif self.by_lines and not self.lists and not self.in_p:
            for place, part in enumerate(re.split(r"\n[ \t\r]*\n", data)):
                if place:
                    self._end_paragraph()
                self.words.append("<br/>".join(html.escape(line, quote=False) for line in part.strip("\n").split("\n")))
        else:
            self.words.append(html.escape(re.sub(r"\s+", " ", data), quote=False))

    def _inline_start(self, tag: str, given: dict[str, str | None]) -> None:
        if tag != "a":
            self.open.append(INLINE[tag])
            self.words.append(f"<{INLINE[tag]}>")
            return
        address = self._link(given.get("href") or "")
        if address.lower().partition("?")[0].endswith(FILES) and self._is_ours(address):
            self.later.append({"type": "document", "value": {"src": address}})
        self.open.append("a" if address else "")
        self.words.append(f'<a href="{html.escape(address)}">' if address else "")

    def _inline_end(self, tag: str) -> None:
        """Close `tag` and what was opened inside it. An `a` without an address has nothing to close."""
        wanted = tag if tag in self.open else "" if tag == "a" and "" in self.open else None
        while wanted is not None and self.open:
            last = self.open.pop()
            self.words.append(f"</{last}>" if last else "")
            if last == wanted:
                break

    def _link(self, address: str) -> str:
        """A link's address, whole; empty where it leads nowhere safe."""
        address = address.strip()
        if not address:
            self.found.note("A link led nowhere safe: its words stay without it")
            return ""
        try:
            whole = urljoin(self.site + "/", address) if not address.startswith("#") else ""
            return whole[:1000] if urlsplit(whole).scheme in SCHEMES else ""
        except ValueError:
            return ""

    def _is_ours(self, address: str) -> bool:
        return urlsplit(address).hostname == urlsplit(self.site).hostname or "/wp-content/uploads/" in address

    def _picture(self, address: str) -> None:
        whole = address if address.startswith(GALLERY) else self._link(address)
        if not whole.startswith(("http://", "https://")):
            self.found.note("Could not be taken: a picture that was written into the page itself")
            return
        block = {"type": "image", "value": {"src": whole, "caption": ""}}
        if self.lists or self.table is not None or self.special:
            self.later.append(block)
            return
        self._add(block)

    def _add(self, *blocks: Block) -> None:
        self._end_paragraph()
        self._end_rich()
        self.found.blocks += blocks

    def _special_start(self, tag: str) -> None:
        if not self.special:
            self._end_paragraph()
        self.special.append((tag, []))

    def _special_end(self, tag: str) -> None:
        words = one_line("".join(self.special.pop()[1]))
        if self.special:  # a heading or a source inside a quote
            if tag == "cite":
                self.source = words
            else:
                self.special[-1][1].append(f" {words} ")
        elif tag in HEADINGS and words:
            self._add({"type": "heading", "value": {"text": words[:LONGEST_HEADING], "level": HEADINGS[tag]}})
        elif tag == "figcaption" and self.found.blocks and self.found.blocks[-1]["type"] == "image":
            self.found.blocks[-1]["value"]["caption"] = words[:LONGEST_CAPTION]
        elif tag == "blockquote" and words:
            self._quote(words, self.source)
            self.source = ""
        elif words:
            self.words.append(html.escape(words, quote=False))
        if not self.special:
            later, self.later = self.later, []
            self._add(*later)

    def _quote(self, words: str, source: str) -> None:
        if len(words) > LONGEST_QUOTE:
            self.found.note("A quote was too long for a quote, so it became a paragraph")
            self.words.append(html.escape(words, quote=False))
            self._end_paragraph()
            return
        value = {"text": words, "name": source[:80], "role": "", "organisation": ""}
        self._add({"type": "quote", "value": value})

    def _list_start(self, tag: str) -> None:
        if not self.lists:
            self._end_paragraph()
        self.lists.append(tag)
        self.words.append(f"<{tag}>")

    def _list_end(self, tag: str) -> None:
        while tag in self.lists:
            last = self.lists.pop()
            self._close_inline()
            self.words.append(f"</{last}>")
            if last == tag:
                break
        if not self.lists:
            self.rich.append("".join(self.words))
            self.words = []
            if self.later:
                later, self.later = self.later, []
                self._add(*later)

    def _close_inline(self) -> None:
        self.words += [f"</{tag}>" for tag in reversed(self.open) if tag]
        self.open.clear()

    def _end_paragraph(self) -> None:
        if self.lists:
            self._list_end(self.lists[0])
            return
        self._close_inline()
        written = "".join(self.words).strip()
        written = re.sub(r"^(?:<br/>|\s)+|(?:<br/>|\s)+$", "", written)
        self.words = []
        if re.sub(r"<[^>]*>", "", written).strip():
            self.rich.append(f"<p>{written}</p>")
        if self.later and not self.special and self.table is None:
            later, self.later = self.later, []
            self._end_rich()
            self.found.blocks += later

    def _end_rich(self) -> None:
        if self.rich:
            self.found.blocks.append({"type": "paragraph", "value": "".join(self.rich)})
        self.rich = []

    def _table_start(self, tag: str) -> None:
        if self.table is None:
            self._end_paragraph()
            self.table, self.tables = Table(), 1
        elif tag == "table":
            self.tables += 1
            self.found.note("A table inside a table became words of its cell")
        elif self.tables == 1:
            self.table.start(tag)
        else:
            self.table.write(" ")

    def _table_end(self, tag: str) -> None:
        table = self.table
        if table is None:
            return
        if tag != "table":
            if self.tables == 1:
                table.end(tag)
            return
        self.tables -= 1
        if self.tables:
            return
        self.table = None
        block = table.block()
        if block:
            self._add(block)
        else:
            if table.rows:
                self.found.note("A table did not fit ours, so its rows became paragraphs")
            self.rich += [
                f"<p>{html.escape(' – '.join(filter(None, row)), quote=False)}</p>" for row in table.rows if any(row)
            ]
        later, self.later = self.later, []
        self._add(*later)
