"""Showing a page's body from its raw stream data: one query a kind of thing, however many blocks there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.text import slugify

from core.pages.references import Prose, Things, everything
from core.pages.stored import ADDRESSES, image_ids, rows

if TYPE_CHECKING:
    from wagtail.blocks import Block
    from wagtail.images.models import AbstractImage

__all__ = ["Body", "Part", "Prose", "RawBlock", "image_ids", "read_body", "words_of"]

RawBlock = Mapping[str, Any]
Gather = Callable[[list[Any]], list[Any]]
NOTHING: Mapping[str, Any] = MappingProxyType({})
# Keys that hold codes and not words.
CODES = frozenset({"kind", "level", "style", "captions", "id", "type", *ADDRESSES})


@dataclass(frozen=True)
class Part:
    """One block ready to show: the template that shows it and the value that the template expects."""

    template: str
    value: Any


@dataclass(frozen=True)
class Body:
    """The parts of a body in order, and every picture that was read, by id."""

    parts: list[Part]
    images: dict[int, AbstractImage]


@cache
def _blocks() -> dict[str, Block]:
    from core.pages.blocks import BODY_BLOCKS  # noqa: PLC0415 - blocks show themselves by this module's parts

    return dict(BODY_BLOCKS)


def words_of(raw_body: Iterable[RawBlock]) -> str:
    """The words of a body's blocks for search, without marks."""
    return " ".join(words for block in raw_body for words in _words(block["value"]))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield strip_tags(value.replace("</p>", " ").replace("</li>", " "))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in CODES:
                yield from _words(inner)
    elif isinstance(value, list):
        for row in rows(value):
            yield from _words(row)


def read_body(
    raw_body: Iterable[RawBlock],
    *,
    images: Iterable[int | None] = (),
    values: Mapping[str, Callable[[Any], Any]] = NOTHING,
    gather: Mapping[str, Gather] = NOTHING,
) -> Body:
    """A body from its stream data, and the further pictures `images` (ids).

    Of block types that are not in BODY_BLOCKS, `values` makes what the template expects from one stored value, and
    `gather` from the list of all values of a type at once, in their order, so that it costs one query and not one a
    block. A block of a type that nobody knows is left out, and so is one whose thing was deleted. At most two queries
    of its own: pictures with their sizes, and files.
    """
    known = {*_blocks(), *values, *gather}
    raw = [block for block in raw_body if block["type"] in known]
    things = everything([block["value"] for block in raw], images={number for number in images if number})
    gathered = {
        kind: iter(make([block["value"] for block in raw if block["type"] == kind])) for kind, make in gather.items()
    }
    parts = []
    for block in raw:
        kind = block["type"]
        value = next(gathered[kind]) if kind in gathered else _ready(kind, block["value"], things, values)
        if value:
            parts.append(Part(f"components/blocks/{kind}.html", value))
    return Body(_with_anchors(parts), things.pictures)


def _ready(kind: str, value: Any, things: Things, values: Mapping[str, Callable[[Any], Any]]) -> Any:
    if kind in values:
        return values[kind](value)
    if kind == "paragraph":
        return Prose(value or "")
    block: Any = _blocks()[kind]
    return block.ready(things.filled(value))


def _with_anchors(parts: list[Part]) -> list[Part]:
    """`parts`, each heading with an `anchor` that no other element of the page has."""
    taken: set[str] = {"", "main", "menu", "find", "press", "rel", "foot-about", "foot-help"}
    for number, part in enumerate(parts):
        if part.template.endswith("/heading.html"):
            anchor = slugify(part.value.get("text", ""), allow_unicode=True)
            anchor = f"{anchor or 'part'}-{number}" if anchor in taken else anchor
            taken.add(anchor)
            part.value["anchor"] = anchor
    return parts
