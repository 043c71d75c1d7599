"""What was asked, as immutable data: one spelling, one digest, and objects to read it by. Pure: no database.

A definition is `{"schema": 2, "paging", "sections": [{"sid", …}], "questions": [{"qid", "kind", "label", …}],
"languages": ["en", …], "texts": {language: {id: {"label", "help", "easy", "title", "intro"}}}}`. What is left at its
default is left out, so definitions of the first schema read alike. `qid`, `sid`, `cid` and `rid` are random (from the
block's own id, never from its words): a changed label keeps its answers and a new question never inherits any.
`surveys.compiling` makes them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from surveys.enums import BY_ROW, CHOOSING, SILENT, WRITING, Paging, QuestionKind

SCHEMA = 2
_NAMED = re.compile(r"\$\{\s*(\w+)\s*\}")
PREFER_NOT = "_prefer_not"
"""The answer of somebody who would rather not say, whatever the kind of question."""

ELSEWHERE = "elsewhere"
"""What skip rules call the choice "somewhere else" of a place."""

Answer = str | int | float | list[str] | dict[str, str] | dict[str, int] | None
"""None = shown and left blank (also for what asks nothing). A question that was never shown has no entry at all.

One choice: its cid · several, or an order: cids · grid and statements: rid → cid · points: cid → number · number: int
or float · month: "2026-03" · date: "2026-03-09" · words: str · rather not say: PREFER_NOT.
"""
Document = dict[str, Answer]
"""The answers of one person, by question id."""


@dataclass(frozen=True)
class Picture:
    """A picture in the media library (its id), and what it shows in words."""

    image: int
    alt: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to pick. `alone`: it cannot be picked together with others. `code`: its name in skip rules."""

    cid: str
    label: str
    alone: bool = False
    code: str = ""
    emoji: str = ""
    picture: Picture | None = None

    @property
    def name(self) -> str:
        """What skip rules call it."""
        return self.code or self.cid


@dataclass(frozen=True)
class Row:
    """One line of a grid, or one statement."""

    rid: str
    label: str
    code: str = ""


@dataclass(frozen=True)
class Section:
    """A group of questions under a title. `when`: the skip rule that all of them stand under."""

    sid: str
    title: str = ""
    intro: str = ""
    when: str = ""
    code: str = ""


@dataclass(frozen=True)
class Question:
    """One question, or something to read between questions.

    `code`: its name in skip rules. `section`: a sid. `when`: it is shown where this skip rule holds. `limit`, `least`:
    the most and the fewest choices to pick (0: any). `total`: points to share out. `easy`: the same in easy words.
    `spoken`: what is read aloud, where the label would not do. `prefer_not`: "I would rather not say" is offered.
    `need`: slug of the need whose help stands beside it. `standard`: key of the monitoring library that it came from.
    `squares`: a place is picked from squares of the map; `districts`: first halves of postcodes and the cid of each.
    """

    qid: str
    kind: QuestionKind
    label: str
    help: str = ""
    about_you: bool = False
    limit: int = 0
    max_length: int = 0
    choices: tuple[Choice, ...] = ()
    code: str = ""
    section: str = ""
    when: str = ""
    least: int = 0
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = True
    unit: str = ""
    total: int = 0
    rows: tuple[Row, ...] = ()
    easy: str = ""
    spoken: str = ""
    prefer_not: bool = False
    need: str = ""
    standard: str = ""
    picture: Picture | None = None
    squares: bool = False
    districts: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What skip rules call it: `${name}`."""
        return self.code or f"q_{self.qid}"

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return self.kind not in SILENT

    @property
    def skippable(self) -> bool:
        """Everything but agreeing to take part."""
        return self.kind != QuestionKind.CONSENT

    @cached_property
    def choice(self) -> dict[str, Choice]:
        """Its choices by id."""
        return {choice.cid: choice for choice in self.choices}

    @cached_property
    def row(self) -> dict[str, Row]:
        """Its rows by id."""
        return {row.rid: row for row in self.rows}


@dataclass(frozen=True)
class Definition:
    """All questions in the order in which they are asked."""

    questions: tuple[Question, ...]
    sections: tuple[Section, ...] = ()
    paging: Paging = Paging.QUESTION
    languages: tuple[str, ...] = ("en",)
    texts: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each question (0 for the first), by its id."""
        return {question.qid: place for place, question in enumerate(self.questions)}

    @cached_property
    def named(self) -> dict[str, tuple[int, Question]]:
        """Each question and its place, by its name in rules."""
        return {question.name: (place, question) for place, question in enumerate(self.questions)}

    @cached_property
    def section(self) -> dict[str, Section]:
        """The sections by id."""
        return {section.sid: section for section in self.sections}

    @cached_property
    def decided(self) -> tuple[int, ...]:
        """For each question the place of the last question that its skip rules read; -1 where they read none."""
        named = {question.name: place for place, question in enumerate(self.questions)}
        rules = {section.sid: section.when for section in self.sections}
        return tuple(
            _last_named(f"{question.when} {rules.get(question.section, '')}", named) for question in self.questions
        )

    @cached_property
    def branches(self) -> bool:
        """Whether anybody may be asked other questions than somebody else."""
        return any(one.when for one in self.questions) or any(one.when for one in self.sections)

    @cached_property
    def quotes(self) -> bool:
        """Whether earlier answers are put into words of later questions (surveys.piping)."""
        return any("${" in words for one in self.questions for words in (one.label, one.help, one.easy, one.spoken))

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What others worked out of it and keep beside it, by keys of theirs; it lives as long as the definition."""
        return {}

    @property
    def asked(self) -> int:
        """How many questions ask something."""
        return sum(question.asks for question in self.questions)

    @property
    def minutes(self) -> int:
        """How long answering takes, in whole minutes: about 20 seconds to pick and 45 to write, at least one."""
        return max(1, round(sum(_seconds(question) for question in self.questions) / 60))

    def in_language(self, language: str) -> Definition:
        """The same in `language` ("cy"), with the first language where words are missing."""
        texts = (self.texts or {}).get(language)
        if not texts:
            return self
        return replace(
            self,
            questions=tuple(_said(question, texts) for question in self.questions),
            sections=tuple(replace(section, **_words(section, section.sid, texts)) for section in self.sections),
        )


def _last_named(rules: str, named: Mapping[str, int]) -> int:
    return max((named.get(name, -1) for name in _NAMED.findall(rules)), default=-1)


def _words(thing: Any, identity: str, texts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    names = {field.name for field in fields(thing)}
    given = texts.get(identity, {})
    found: dict[str, Any] = {name: words for name, words in given.items() if words and name in names}
    if given.get("alt") and thing.picture:
        found["picture"] = replace(thing.picture, alt=given["alt"])
    return found


def _said(question: Question, texts: Mapping[str, Mapping[str, str]]) -> Question:
    return replace(
        question,
        choices=tuple(replace(choice, **_words(choice, choice.cid, texts)) for choice in question.choices),
        rows=tuple(replace(row, **_words(row, row.rid, texts)) for row in question.rows),
        **_words(question, question.qid, texts),
    )


def _seconds(question: Question) -> int:
    if question.kind in SILENT:
        return 10
    if question.kind in WRITING:
        return 45
    if question.kind in BY_ROW:
        return 10 * max(1, len(question.rows))
    return 20 if question.kind in CHOOSING else 30


def canonical(definition: Mapping[str, Any]) -> str:
    """The one spelling of a definition: sorted keys, no spaces, real letters."""
    return json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(definition: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical spelling, as 64 hex digits."""
    return hashlib.sha256(canonical(definition).encode()).hexdigest()


def parse(definition: Mapping[str, Any]) -> Definition:
    """A stored definition as objects. Raises KeyError, TypeError or ValueError when `compiling` did not make it."""
    return Definition(
        questions=tuple(_question(stored) for stored in definition["questions"]),
        sections=tuple(Section(**stored) for stored in definition.get("sections", [])),
        paging=Paging(definition.get("paging", Paging.QUESTION)),
        languages=tuple(definition.get("languages", ["en"])),
        texts=definition.get("texts"),
    )


def _question(stored: Mapping[str, Any]) -> Question:
    made = {
        "kind": QuestionKind(stored["kind"]),
        "choices": tuple(_pictured(Choice, choice) for choice in stored.get("choices", [])),
        "rows": tuple(Row(**row) for row in stored.get("rows", [])),
        "districts": tuple((outward, cid) for outward, cid in stored.get("districts", [])),
    }
    return _pictured(Question, {**stored, **made})


def _pictured(kind: Any, stored: Mapping[str, Any]) -> Any:
    picture = stored.get("picture")
    return kind(**{**stored, "picture": Picture(**picture) if picture else None})
