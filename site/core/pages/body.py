"""Showing a page's body from its raw stream data: one query a kind of thing, however many blocks there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from wagtail.documents import get_document_model
from wagtail.rich_text import expand_db_html

from core.pages.pictures import with_renditions

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

RawBlock = Mapping[str, Any]


class Prose:
    """Rich text from the CMS's own editor, which keeps a short list of tags, as HTML with its links filled in."""

    def __init__(self, source: str) -> None:
        self._html = expand_db_html(source)

    def __str__(self) -> str:
        return self._html


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


def words_of(raw_body: Iterable[RawBlock]) -> str:
    """The words of a body's blocks for search, without marks."""
    found: list[str] = []
    for block in raw_body:
        value = block["value"]
        parts = value.values() if isinstance(value, Mapping) else [value]
        found += [strip_tags(part) for part in parts if isinstance(part, str)]
    return " ".join(found)


def read_body(
    raw_body: Iterable[RawBlock],
    *,
    images: Iterable[int | None] = (),
    values: Mapping[str, Callable[[Any], Any]] = MappingProxyType({}),
) -> Body:
    """A body from its stream data, and the further pictures `images` (ids).

    `values` makes what the template of a further block type expects from its stored value. At most two queries:
    pictures with their sizes, and documents. A thing that was deleted is left out.
    """
    raw = list(raw_body)
    picture_ids = {block["value"].get("image") for block in raw if block["type"] == "image"} | set(images)
    pictures = with_renditions(number for number in picture_ids if number)
    document_ids = {block["value"].get("document") for block in raw if block["type"] == "document"} - {None}
    documents = get_document_model().objects.in_bulk(document_ids) if document_ids else {}
    parts = [
        Part(f"components/blocks/{block['type']}.html", _value(block, pictures, documents, values)) for block in raw
    ]
    return Body([part for part in parts if part.value], pictures)


def _value(
    block: RawBlock,
    pictures: Mapping[int, Any],
    documents: Mapping[int, Any],
    values: Mapping[str, Callable[[Any], Any]],
) -> Any:
    kind, value = block["type"], block["value"]
    if kind in values:
        return values[kind](value)
    if kind == "paragraph":
        return Prose(value)
    if kind == "document":
        document = documents.get(value.get("document"))
        return {**value, "document": document} if document else None
    if kind == "image":
        picture = pictures.get(value.get("image"))
        return {**value, "image": picture} if picture else None
    return value
