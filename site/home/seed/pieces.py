"""Short ways to write the blocks of a seeded page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Seed:
    """One page to plant: its last part of the address, title, summary and blocks."""

    slug: str
    title: str
    summary: str
    body: list[Block] = field(default_factory=list)


def text(*paragraphs: str) -> Block:
    """Paragraphs of plain words, or of simple HTML that the editor knows."""
    return {"type": "paragraph", "value": "".join(f"<p>{words}</p>" for words in paragraphs)}


def bullets(*items: str) -> Block:
    """A list."""
    return {"type": "paragraph", "value": "<ul>" + "".join(f"<li>{words}</li>" for words in items) + "</ul>"}


def heading(words: str, level: str = "2") -> Block:
    """A heading."""
    return {"type": "heading", "value": {"text": words, "level": level}}


def note(title: str, words: str, kind: str = "b") -> Block:
    """A boxed note."""
    return {"type": "callout", "value": {"kind": kind, "title": title, "text": words}}


def values(*keys: str) -> Block:
    """Values of the partnership's settings."""
    rows = [{"type": "item", "value": {"label": "", "key": key}} for key in keys]
    return {"type": "facts", "value": {"facts": rows}}


def register(kind: str) -> Block:
    """A table that the software writes: `cookies` or `data_register`."""
    return {"type": kind, "value": None}
