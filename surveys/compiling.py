"""From an editor's blocks to a definition: what is asked, with ids that no word decides. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.definition import ELSEWHERE, PREFER_NOT, SCHEMA
from surveys.enums import Paging, QuestionKind
from surveys.standard.library import expand
from surveys.standing import STANDING

ID_LENGTH = 12
_ID = re.compile(r"[0-9a-f]{12}")
"""Of a question or section, drawn at random: no word, so none that an address or a tally uses for something else."""
_PART_ID = re.compile(r"[0-9a-f]{6}[0-9a-z_-]*")
"""Of a choice or a line; those of the monitoring library end in their own name."""
NONE_SUFFIX = "none"
STANDARD = "standard"
TRANSLATED = ("label", "help", "easy", "spoken", "unit", "alt", "title", "intro")
"""The words of a part that another language may replace, under the names that the definition has for them."""
STEP = "step"
"""In front of the number of a step of a scale; rules call the step by its number alone, so that they can count."""
SECTION = "section"

Stored = Mapping[str, Any]


class BrokenDefinition(ValueError):
    """The draft cannot be published; the text says why, to its editor. `survey_id`: whose, where it is known."""

    survey_id: int | None = None


@dataclass(frozen=True)
class Authoring:
    """What a draft holds beside its blocks.

    `codes`: names in skip rules, by block id, for choices and rows (an XLSForm brings them). `translations`: language →
    block id → field → words. `areas`: (slug, name) of the places that a question about an area offers; `squares`:
    (name in rules, words, first halves of postcodes) of those that one about a square offers.
    """

    paging: str = Paging.QUESTION
    codes: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    areas: tuple[tuple[str, str], ...] = ()
    squares: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def compile_blocks(blocks: Iterable[Stored], authoring: Authoring | None = None) -> dict[str, Any]:
    """The definition of a draft. `blocks`: stored stream data, `{"type", "id", "value"}` each.

    Questions of the monitoring library are asked last: where another question follows one, all of them move to the end,
    in their order, into a section of their own where there are sections. Raises BrokenDefinition when two parts would
    share an id or a name, or the id of one is not ours.
    """
    authoring = authoring or Authoring()
    compiling = _Compiling(authoring)
    before, last = _library_last(list(blocks))
    for block in before:
        compiling.take(expand(block))
    compiling.begin_last(last)
    for block in last:
        compiling.take(expand(block))
    made = {"schema": SCHEMA, "questions": compiling.questions}
    if compiling.sections:
        made["sections"] = compiling.sections
    if authoring.paging != Paging.QUESTION:
        made["paging"] = authoring.paging
    if authoring.translations:
        made["languages"] = ["en", *sorted(authoring.translations)]
        made["texts"] = {language: compiling.texts(language) for language in sorted(authoring.translations)}
    _refuse_doubles(made)
    return made


class _Compiling:
    """One pass over the blocks of a draft."""

    def __init__(self, authoring: Authoring) -> None:
        self.authoring = authoring
        self.questions: list[dict[str, Any]] = []
        self.sections: list[dict[str, Any]] = []
        self.block_of: dict[str, str] = {}
        self.said: list[tuple[str, str, Callable[[], str]]] = []
        self.none_of: dict[str, str] = {}
        self.standing_of: list[tuple[str, str, QuestionKind, Stored]] = []

    def take(self, block: Stored) -> None:
        value = block["value"]
        if block["type"] == SECTION:
            self.sections.append(_full(sid=self.short(block["id"]), **_words(value, "title", "intro", "when", "code")))
            return
        kind = QuestionKind(block["type"])
        qid = self.short(block["id"])
        made = {
            "qid": qid,
            "kind": kind.value,
            **_words(value, "label", "help", "code", "when", "easy", "spoken", "unit", "need", "standard"),
            **{name: value[name] for name in ("minimum", "maximum") if value.get(name) is not None},
            **{name: int(value.get(name) or 0) for name in ("limit", "least", "max_length", "total")},
            **{name: True for name in ("about_you", "prefer_not") if value.get(name)},
            "picture": _picture(value),
            "section": self.sections[-1]["sid"] if self.sections else "",
            "rows": [self.part("rid", row) for row in value.get("rows", [])],
            "choices": [*self.choices(kind, qid, value)],
        }
        if value.get("fractions"):
            made["whole"] = False
        if kind == QuestionKind.PLACE and value.get("squares"):
            made |= {"squares": True, "districts": self.districts(qid)}
        for name in ("minimum", "maximum"):
            if name in made:
                made[name] = float(made[name])
        self.questions.append({"label": "", **_full(**made)})

    def begin_last(self, last: list[Stored]) -> None:
        """A section for questions of the library that were moved, where there are sections."""
        if last and self.sections:
            sid = f"{self.short(last[0]['id'])[:7]}about"
            self.said.append((sid, "title", lambda: _("About you")))
            with override("en"):
                self.sections.append({"sid": sid, "title": _("About you")})

    def choices(self, kind: QuestionKind, qid: str, value: Stored) -> Iterator[dict[str, Any]]:
        """What the editor wrote, then what the kind brings; ids of those come from the question's own random id."""
        for item in value.get("choices", []):
            yield self.part("cid", item)
        if kind in STANDING:
            self.standing_of.append((qid, self.block_of[qid], kind, value))
            with override("en"):
                for suffix, words, emoji in STANDING[kind](value):
                    yield _full(cid=f"{qid[:6]}{suffix}", label=words(), code=suffix.removeprefix(STEP), emoji=emoji)
        if kind == QuestionKind.PLACE:
            for slug, name in self.places(value):
                yield {"cid": f"{qid[:6]}-{slug}", "label": name, "code": slug}
            yield self.standing(f"{qid[:6]}-{ELSEWHERE}", lambda: _("Somewhere else"), code=ELSEWHERE)
        if value.get("none_of_these"):
            cid = qid[:6] + NONE_SUFFIX
            self.block_of[cid] = cid
            self.none_of[cid] = self.block_of[qid]
            code = self.authoring.codes.get(cid, "")
            yield _full(cid=cid, label=value["none_of_these"].strip(), alone=True, code=code)
        if value.get("prefer_not") and kind not in _ASKS_APART:
            rather_not = self.standing(PREFER_NOT, lambda: _("I would rather not say"), code="prefer_not")
            yield {**rather_not, "alone": True}

    def places(self, value: Stored) -> Iterable[tuple[str, str]]:
        """The places to pick from, as (name in rules, words)."""
        if not value.get("squares"):
            return self.authoring.areas
        return [(code, words) for code, words, _outwards in self.authoring.squares]

    def districts(self, qid: str) -> list[list[str]]:
        """Each first half of a postcode with the id of the square that it stands for."""
        squares = self.authoring.squares
        return sorted([one, f"{qid[:6]}-{code}"] for code, _words, outwards in squares for one in outwards)

    def standing(self, cid: str, words: Callable[[], str], *, code: str, emoji: str = "") -> dict[str, Any]:
        """A choice that is the same everywhere, in every language that the survey has."""
        self.said.append((cid, "label", words))
        with override("en"):
            return _full(cid=cid, label=words(), code=code, emoji=emoji)

    def part(self, name: str, item: Stored) -> dict[str, Any]:
        """A choice or a row that the editor wrote: plain words, or words with a picture."""
        value = item["value"]
        label = value.get("label", "") if isinstance(value, Mapping) else value or ""
        made = {
            name: self.short(item["id"], _PART_ID),
            "label": label.strip(),
            "code": self.authoring.codes.get(item["id"], ""),
        }
        return {"label": "", **_full(**made, picture=_picture(value) if isinstance(value, Mapping) else None)}

    def short(self, block_id: str | None, shape: re.Pattern[str] = _ID) -> str:
        short = str(block_id).replace("-", "")[:ID_LENGTH]
        if block_id is None or not shape.fullmatch(short):
            raise BrokenDefinition(_("A part of this survey has an id that we did not give it. Write that part again."))
        self.block_of[short] = block_id
        return short

    def texts(self, language: str) -> dict[str, dict[str, str]]:
        """The words of one language by short id: translated by staff, and those that come with a kind."""
        given = {block: _words_only(words) for block, words in self.authoring.translations[language].items()}
        found = {short: _named(given.get(block, {}), TRANSLATED) for short, block in self.block_of.items()}
        for cid, block in self.none_of.items():
            if words := given.get(block, {}).get("none_of_these"):
                found[cid] = {"label": words}
        with override(language):
            found |= {one: {name: str(words())} for one, name, words in self.said}
            for qid, block, kind, value in self.standing_of:
                there = {**value, **_named(given.get(block, {}), ("low", "high"))}
                found |= {
                    f"{qid[:6]}{suffix}": {"label": str(words())} for suffix, words, _emoji in STANDING[kind](there)
                }
        return {short: words for short, words in found.items() if words}


def _words_only(given: Mapping[str, Any]) -> dict[str, str]:
    """Translated words without what is noted about them (`surveys.translating`) and without empty ones."""
    return {name: words.strip() for name, words in given.items() if isinstance(words, str) and words.strip()}


def _named(given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: given[name] for name in names if name in given}


def _library_last(blocks: list[Stored]) -> tuple[list[Stored], list[Stored]]:
    """`blocks` as they are asked, and what of the library moved behind them."""
    places = [place for place, block in enumerate(blocks) if block["type"] == STANDARD]
    if not places or all(block["type"] in (STANDARD, SECTION) for block in blocks[places[0] :]):
        return blocks, []
    others = [block for block in blocks if block["type"] != STANDARD]
    return others, [blocks[place] for place in places]


_KEPT = ("whole", "minimum", "maximum")
"""Told also where they are 0 or no."""


def _full(**made: Any) -> dict[str, Any]:
    """Only what is not at its default: digests then stand when the schema grows."""
    return {name: value for name, value in made.items() if value not in ("", None, [], 0, False) or name in _KEPT}


def _words(value: Stored, *names: str) -> dict[str, str]:
    return {name: (value.get(name) or "").strip() for name in names}


def _picture(value: Stored) -> dict[str, Any] | None:
    return {"image": value["picture"], "alt": (value.get("alt") or "").strip()} if value.get("picture") else None


_ASKS_APART = frozenset(
    {
        QuestionKind.TEXT,
        QuestionKind.SHORT,
        QuestionKind.NUMBER,
        QuestionKind.MONTH,
        QuestionKind.DATE,
        QuestionKind.RANKING,
        QuestionKind.GRID,
        QuestionKind.STATEMENTS,
        QuestionKind.POINTS,
    }
)
"""Kinds whose "I would rather not say" is a tick box of its own, not one of their choices."""


def _refuse_doubles(made: Mapping[str, Any]) -> None:
    questions = made["questions"]
    _once([question["qid"] for question in questions], _("Two questions share an id. Delete one and write it again."))
    names = [question["code"] for question in questions if question.get("code")]
    _once(names, _("Two questions have the same short name. Give each its own."))
    for question in questions:
        parts = [part.get("cid") or part["rid"] for part in (*question.get("choices", []), *question.get("rows", []))]
        _once(parts, _("Two choices of one question share an id. Delete one and write it again."))
    _once([section["sid"] for section in made.get("sections", [])], _("Two sections share an id."))


def _once(ids: list[str], problem: str) -> None:
    if len(set(ids)) != len(ids):
        raise BrokenDefinition(problem)
