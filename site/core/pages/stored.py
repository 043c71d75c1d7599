"""Reading the stored value of blocks: what its keys mean, wherever they stand.

A key means the same in every block: see the sets below. Lists of blocks store `{"type": "item", "value": …}` a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

PICTURES = frozenset({"image", "poster"})
FILES = frozenset({"document", "captions_file"})
PAGES = frozenset({"page"})
PROSE = frozenset({"body", "transcript", "people", "partners", "places"})
ADDRESSES = frozenset({"url", "source_url"})


def rows(value: list[Any]) -> list[Any]:
    """The values of a stored list, without the marks that the editor keeps beside each."""
    return [row["value"] if isinstance(row, Mapping) and row.get("type") == "item" else row for row in value]


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Every (key, value) in `value`, however deep."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key, inner
            yield from pairs(inner)
    elif isinstance(value, list):
        for row in rows(value):
            yield from pairs(row)


def ids(value: Any, keys: frozenset[str]) -> set[int]:
    """The ids that stand under `keys` in `value`, however deep."""
    return {number for key, number in pairs(value) if key in keys and type(number) is int}


def image_ids(raw_body: Iterable[Mapping[str, Any]]) -> set[int]:
    """The id of every picture in a body (stream data)."""
    return ids([block["value"] for block in raw_body], PICTURES)
