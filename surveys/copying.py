"""Copying questions with fresh ids, so that a copy never shares an answer with what it was copied from. Pure."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Copied:
    """A copy of a draft. `ids`: old block id → new one, of questions, sections, choices and rows."""

    blocks: list[dict[str, Any]]
    codes: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def copied(
    blocks: Iterable[Stored],
    codes: Mapping[str, str] | None = None,
    translations: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    new_id: Callable[[], str] = lambda: str(uuid4()),
) -> Copied:
    """`blocks` (stored stream data) with a fresh id everywhere, and `codes` and `translations` under the new ids.

    Short names stay, so skip rules hold in the copy as they did. What is given is left as it is. Ids that are made from
    the first six letters of a block's id (choices of the library, "none of these") are carried over too.
    """
    ids: dict[str, str] = {}
    made = [_renewed(copy.deepcopy(dict(block)), ids, new_id) for block in blocks]
    return Copied(
        made,
        {_new(one, ids): code for one, code in (codes or {}).items()},
        {
            language: {_new(one, ids): copy.deepcopy(dict(words)) for one, words in given.items()}
            for language, given in (translations or {}).items()
        },
        ids,
    )


def _renewed(block: Any, ids: dict[str, str], new_id: Callable[[], str]) -> Any:
    """`block` with a new id for itself and for every item inside it, however deep."""
    if isinstance(block, dict):
        if isinstance(block.get("id"), str) and "value" in block:
            ids[block["id"]] = block["id"] = ids.get(block["id"]) or new_id()
        for key, value in block.items():
            if isinstance(value, dict | list):
                block[key] = _renewed(value, ids, new_id)
        return block
    return [_renewed(one, ids, new_id) for one in block] if isinstance(block, list) else block


def _new(old: str, ids: Mapping[str, str]) -> str:
    if old in ids:
        return ids[old]
    beginning = next((new for one, new in ids.items() if one[:6] == old[:6]), None)
    return beginning[:6] + old[6:] if beginning else old
