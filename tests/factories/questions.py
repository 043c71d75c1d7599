"""Stored questions of every kind, with fresh ids."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

CHOICES = ("Bread", "Cheese", "Soup")
ROWS = ("The bus", "The park")
_PLAIN: dict[str, dict[str, Any]] = {
    "single": {"choices": CHOICES},
    "multiple": {"choices": CHOICES, "none_of_these": "None of these"},
    "yes_no": {},
    "scale": {"steps": "5", "low": "Never", "high": "Always"},
    "agreement": {},
    "emoji": {},
    "text": {"max_length": 200},
    "short": {"max_length": 40},
    "number": {"minimum": 0, "maximum": 120},
    "month": {},
    "date": {},
    "ranking": {"choices": CHOICES},
    "grid": {"rows": ROWS, "choices": CHOICES},
    "statements": {"rows": ROWS},
    "points": {"choices": CHOICES, "total": 10},
    "place": {},
    "consent": {},
    "information": {"help": "Some words to read."},
    "content_note": {"help": "The next part is about being hurt."},
    "signpost": {"need": "bullying"},
}


def ask(kind: str, label: str = "", **value: Any) -> dict[str, Any]:
    """A stored question of `kind`; `choices` and `rows` as plain words."""
    filled = {"label": label or f"A {kind} question", **_PLAIN.get(kind, {}), **value}
    for name in ("choices", "rows"):
        if name in filled:
            filled[name] = [{"type": "item", "id": str(uuid4()), "value": words} for words in filled[name]]
    return {"type": kind, "id": str(uuid4()), "value": filled}


def section(title: str, **value: Any) -> dict[str, Any]:
    """A stored section."""
    return {"type": "section", "id": str(uuid4()), "value": {"title": title, **value}}


def every_kind(**value: Any) -> list[dict[str, Any]]:
    """One question of each kind but pictures and consent, in the order of the list above."""
    return [ask(kind, **value) for kind in _PLAIN if kind != "consent"]
