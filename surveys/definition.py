"""What was asked, as immutable data: compiled from the draft's blocks, hashed, and read back. Pure: no database.

A definition is `{"schema": 1, "questions": [{"qid", "kind", "label", "help", "about_you", "limit", "max_length",
"choices": [{"cid", "label", "alone"}]}]}`. `qid` and `cid` are random (from the block's own id, never from its words),
so that a changed label keeps its answers and a new question never inherits any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.enums import QuestionKind

SCHEMA = 1
ID_LENGTH = 12
NONE_SUFFIX = "none"

Answer = str | list[str] | None
"""None = shown and left blank; a choice's id, several, or text. A question that was never shown has no entry at all."""
Document = dict[str, Answer]
"""The answers of one person, by question id."""


@dataclass(frozen=True)
class Choice:
    """One thing to pick. `alone`: it cannot be picked together with others."""

    cid: str
    label: str
    alone: bool = False


@dataclass(frozen=True)
class Question:
    """One question. `limit`: the most choices that may be picked, 0 for no limit."""

    qid: str
    kind: QuestionKind
    label: str
    help: str = ""
    about_you: bool = False
    limit: int = 0
    max_length: int = 0
    choices: tuple[Choice, ...] = ()

    def wording_of(self, answer: Answer) -> list[str]:
        """The labels of what was picked, or the text, one entry each; empty when nothing was answered."""
        if not answer:
            return []
        if self.kind == QuestionKind.TEXT:
            return [str(answer)]
        picked = {answer} if isinstance(answer, str) else set(answer)
        return [choice.label for choice in self.choices if choice.cid in picked]


@dataclass(frozen=True)
class Definition:
    """All questions in the order in which they are asked."""

    questions: tuple[Question, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each question (0 for the first), by its id."""
        return {question.qid: place for place, question in enumerate(self.questions)}

    @property
    def minutes(self) -> int:
        """How long answering takes, in whole minutes: about 20 seconds to pick and 45 to write, at least one."""
        seconds = sum(45 if question.kind == QuestionKind.TEXT else 20 for question in self.questions)
        return max(1, round(seconds / 60))

    def first_unseen(self, document: Document) -> int:
        """The place of the first question without an entry in `document`; their number when all were seen."""
        for place, question in enumerate(self.questions):
            if question.qid not in document:
                return place
        return len(self.questions)


class BrokenDefinition(ValueError):
    """The draft cannot be published; the text says why, to its editor."""


def compile_blocks(blocks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The definition of a draft. `blocks`: stored stream data, `{"type", "id", "value"}` each.

    Raises BrokenDefinition when two questions or two choices of one question would share an id.
    """
    questions = [_question(block) for block in blocks]
    ids = [question["qid"] for question in questions]
    if len(set(ids)) != len(ids):
        raise BrokenDefinition("Two questions share an id. Delete one of them and write it again.")
    return {"schema": SCHEMA, "questions": questions}


def _question(block: Mapping[str, Any]) -> dict[str, Any]:
    value = block["value"]
    choices = [
        {"cid": _short(item["id"]), "label": (item["value"] or "").strip(), "alone": False}
        for item in value.get("choices", [])
    ]
    qid = _short(block["id"])
    if value.get("none_of_these"):
        # One for each question, made from the question's own random id: its wording may change, its id may not.
        choices.append({"cid": qid[:6] + NONE_SUFFIX, "label": value["none_of_these"].strip(), "alone": True})
    cids = [choice["cid"] for choice in choices]
    if len(set(cids)) != len(cids):
        raise BrokenDefinition("Two choices of one question share an id. Delete one of them and write it again.")
    return {
        "qid": qid,
        "kind": QuestionKind(block["type"]).value,
        "label": (value.get("label") or "").strip(),
        "help": (value.get("help") or "").strip(),
        "about_you": bool(value.get("about_you")),
        "limit": int(value.get("limit") or 0),
        "max_length": int(value.get("max_length") or 0),
        "choices": choices,
    }


def _short(block_id: str) -> str:
    return block_id.replace("-", "")[:ID_LENGTH]


def canonical(definition: Mapping[str, Any]) -> str:
    """The one spelling of a definition: sorted keys, no spaces, real letters."""
    return json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(definition: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical spelling, as 64 hex digits."""
    return hashlib.sha256(canonical(definition).encode()).hexdigest()


def parse(definition: Mapping[str, Any]) -> Definition:
    """A stored definition as objects. Raises KeyError or ValueError when it was not made by `compile_blocks`."""
    return Definition(
        tuple(
            Question(
                **{
                    **question,
                    "kind": QuestionKind(question["kind"]),
                    "choices": tuple(Choice(**choice) for choice in question["choices"]),
                }
            )
            for question in definition["questions"]
        )
    )
