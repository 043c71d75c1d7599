"""Reading a WordPress export (WXR 1.0 to 1.2) as a stream: one item at a time, however large the file.

The parser takes no document type and no entity but XML's own five, so nothing can be made to grow or be fetched.
Comments, with the e-mail and network addresses of who wrote them, are passed over and kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

CHUNK = 64 * 1024
LONGEST = 2_000_000  # characters of one field
DEEPEST = 40
MOST_AUTHORS = 5_000
# What is kept of an item; a file made to hurt may hold any number of others.
FIELDS = frozenset({"title", "link", "creator", "guid", "content", "excerpt", "wp:post_id", "wp:post_date",
                    "wp:post_name", "wp:status", "wp:post_type", "wp:post_password", "wp:attachment_url"})  # fmt: skip
META = ("wp:meta_key", "wp:meta_value")
VERSIONS = ("1.0", "1.1", "1.2")
WP = "http://wordpress.org/export/"
# Bytes that UTF-8 text never needs and XML refuses; old plugins leave them in exports.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_ENDS = frozenset({expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
                   expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
                   expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
                   expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR]})  # fmt: skip


class BadExport(Exception):
    """Why an export cannot be read, in one plain sentence."""


@dataclass
class Item:
    """One item: its fields by name (`title`, `wp:post_name`, `content`…), its categories and tags, its own values."""

    fields: dict[str, str] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False


@dataclass
class Site:
    """What the export says of the old site: its address, and its authors' names by sign-in."""

    version: str = ""
    address: str = ""
    authors: dict[str, str] = field(default_factory=dict)


class Reader:
    """Reads `file` (open for bytes). `site` is filled by the time that the first item comes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.site = Site()
        self._file = file
        self._done: list[Item] = []
        self._item: Item | None = None
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._pair: dict[str, str] = {}
        self._is_term = False
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        refuse: Any = self._refuse
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.ExternalEntityRefHandler = refuse

    def items(self) -> Iterator[Item]:
        """Every item in order. Raises BadExport, also half way: then nothing of the file should be used."""
        try:
            yield from self._items()
        except expat.ExpatError as problem:
            line = problem.lineno
            if problem.code in _ENDS:
                raise BadExport(f"The file ends too soon, at line {line:,}. Export it again.") from None
            if line == 1 and not self.site.version:
                raise BadExport("This is no XML file. Choose the .xml file that WordPress made.") from None
            raise BadExport(f"The file has an error at line {line:,}, so it cannot be read.") from None
        except (UnicodeError, ValueError, LookupError):
            raise BadExport("The file is written in letters that cannot be read. Export it again as UTF-8.") from None
        if not self.site.version:
            raise BadExport("This is not a WordPress export. Choose the .xml file from Tools, Export.")

    def _items(self) -> Iterator[Item]:
        chunk = self._file.read(CHUNK)
        is_wide = chunk[:2] in (b"\xff\xfe", b"\xfe\xff")
        if not is_wide:
            chunk = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()
        while chunk:
            self._parser.Parse(chunk if is_wide else chunk.translate(None, _CONTROLS), False)
            yield from self._done
            self._done.clear()
            chunk = self._file.read(CHUNK)
        self._parser.Parse(b"", True)
        yield from self._done

    def _refuse(self, *_what: object) -> None:
        raise BadExport("The file declares its own kinds of text, which no WordPress export does. It was not read.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(_short(name))
        self._text, self._length = [], 0
        if len(self._path) > DEEPEST:
            raise BadExport("The file is nested too deeply for a WordPress export.")
        if self._path[1:] == ["channel", "item"]:
            if self.site.version not in VERSIONS:
                raise BadExport("This is not a WordPress export of version 1.0, 1.1 or 1.2.")
            self._item = Item()
        elif self._path[-1] in ("wp:postmeta", "wp:author"):
            self._pair = {}
        elif self._path[-1] == "category":
            self._is_term = attributes.get("domain") in ("category", "post_tag", "tag")

    def _characters(self, text: str) -> None:
        if self._length < LONGEST:
            self._text.append(text)
        elif self._item is not None:
            self._item.is_cut = True
        self._length += len(text)

    def _end(self, _name: str) -> None:
        path, text = self._path[1:], "".join(self._text)[:LONGEST]
        self._text, self._length = [], 0
        self._path.pop()
        if path == ["channel", "item"] and self._item is not None:
            self._done.append(self._item)
            self._item = None
        elif self._item is not None:
            self._item_part(self._item, path[2:], text)
        else:
            self._site_part(path, text)

    def _item_part(self, item: Item, path: list[str], text: str) -> None:
        if len(path) == 2 and path[0] == "wp:postmeta":
            self._pair[path[1]] = text if path[1] in META else ""
        elif path == ["wp:postmeta"]:
            key = self._pair.get("wp:meta_key", "")
            if key == "_thumbnail_id":
                item.meta[key] = self._pair.get("wp:meta_value", "")[:40]
        elif path == ["category"]:
            if self._is_term and text.strip() and len(item.terms) < 100:
                item.terms.append(" ".join(text.split())[:60])
        elif len(path) == 1 and path[0] in FIELDS:
            item.fields[path[0]] = text

    def _site_part(self, path: list[str], text: str) -> None:
        if path == ["channel", "wp:wxr_version"]:
            self.site.version = text.strip()
        elif path in (["channel", "wp:base_blog_url"], ["channel", "link"]) and not self.site.address:
            self.site.address = text.strip()[:200]
        elif path[:2] == ["channel", "wp:author"] and len(self.site.authors) < MOST_AUTHORS:
            self._pair["".join(path[2:])] = text.strip()
            login = self._pair.get("wp:author_login")
            if login and len(path) == 2:
                self.site.authors[login] = self._pair.get("wp:author_display_name", "")[:120]


def _short(name: str) -> str:
    """A name of WordPress without its namespace's version: `wp:post_id`, `content`, `excerpt`, `creator`, `title`."""
    space, _blank, local = name.rpartition(" ")
    if local == "encoded":
        return "excerpt" if re.search("excerpt", space) else "content"
    return f"wp:{local}" if space.startswith(WP) else local
