"""Monitoring questions as the statistics offices word them, from `data/questions.json`.

An item is `{"key", "label", "help", "choices": [{"code", "label"}], "source", "address", "dated", "status",
"checked"}`; a code has at most six letters.
A new wording is a new key: surveys that used the old one keep it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "questions.json"


@cache
def items() -> dict[str, dict[str, Any]]:
    """Every question of the library by its key."""
    return {item["key"]: item for item in json.loads(_FILE.read_text(encoding="utf-8"))}


def item_of(block: Mapping[str, Any]) -> dict[str, Any]:
    """The question of the library that a `standard` block stands for; one without words while none is chosen, as in a
    draft that was saved half made."""
    return items().get(block["value"]["item"], {"key": "", "label": "", "help": "", "choices": []})


def expand(block: Mapping[str, Any]) -> Mapping[str, Any]:
    """A stored `standard` block as the single question that it stands for; any other block as it is.

    The ids of its choices come from the block's own id and the item's codes.
    """
    if block["type"] != "standard":
        return block
    item = item_of(block)
    choices = [
        {"type": "item", "id": f"{block['id'][:6]}{choice['code']}", "value": choice["label"]}
        for choice in item["choices"]
    ]
    value = {
        "label": item["label"],
        "help": item["help"],
        "choices": choices,
        "about_you": True,
        "prefer_not": True,
        "when": block["value"].get("when") or "",
        "code": block["value"].get("code") or "",
        "standard": item["key"],
    }
    return {"type": "single", "id": block["id"], "value": value}
