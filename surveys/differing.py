"""What changed from one definition to the next, part by part, and what each change means for figures. Pure.

- `cosmetic`: people are asked the same (a slip mended, an order, a picture beside it);
- `additive`: more can be answered, and nothing that was there changed;
- `meaning`: old and new answers may not be the same thing: other words by `same_words`, another kind, limit or unit,
  more or fewer steps of a scale, or other people being asked;
- `destructive`: something that could be answered or read is gone; its old answers stay.

Skip rules are compared by ids, so a new short name alone changes nothing; a rule of a section counts for each question
in it. What is silent (something to read) changes no answer, so its words are cosmetic.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from surveys.definition import Definition, Question, canonical
from surveys.enums import QuestionKind
from surveys.same_words import carries_sense, say_the_same


class ChangeKind(StrEnum):
    """What a change means for figures, the gravest last."""

    COSMETIC = "cosmetic"
    ADDITIVE = "additive"
    MEANING = "meaning"
    DESTRUCTIVE = "destructive"


@dataclass(frozen=True)
class Change:
    """One change. `qid`: of the question ("" for the survey; a sid for a section). `what`: a code, worded by
    `surveys.authoring.change_words`. `before`, `after`: words or figures as people see them."""

    kind: ChangeKind
    qid: str
    what: str
    before: str = ""
    after: str = ""

    def stored(self) -> dict[str, str]:
        """As plain data, for `SurveyVersion.changes`."""
        return {**asdict(self), "kind": self.kind.value}


def fingerprint(changes: Iterable[Mapping[str, str]]) -> str:
    """SHA-256 of the changes of meaning among `changes` (as stored), whatever else changed: what a reason is signed
    for. "" where there are none."""
    meaning = sorted(canonical(change) for change in changes if change["kind"] == ChangeKind.MEANING)
    return hashlib.sha256("\n".join(meaning).encode()).hexdigest() if meaning else ""


COSMETIC, ADDITIVE, MEANING, DESTRUCTIVE = ChangeKind
_SCALES = frozenset({QuestionKind.SCALE, QuestionKind.AGREEMENT, QuestionKind.EMOJI, QuestionKind.STATEMENTS})
_NAME = re.compile(r"\$\{([^}]*)\}|'([^']*)'|\"([^\"]*)\"")


def compare(old: Definition, new: Definition) -> list[Change]:
    """Every change from `old` to `new`: of the survey, of sections, then of questions in the order of `new`."""
    return [*_whole(old, new), *_sections(old, new), *_questions(old, new), *_translations(old, new)]


def _changed(
    qid: str, what: str, before: Any, after: Any, kind: ChangeKind | Callable[[Any, Any], ChangeKind]
) -> Iterator[Change]:
    if before != after:
        yield Change(kind if isinstance(kind, ChangeKind) else kind(before, after), qid, what, _as(before), _as(after))


def _as(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _wording(before: str, after: str) -> ChangeKind:
    """Words that were and are there."""
    if not before or not after:
        return MEANING if carries_sense(before + after) else ADDITIVE if after else COSMETIC
    return COSMETIC if say_the_same(before, after) else MEANING


def _whole(old: Definition, new: Definition) -> Iterator[Change]:
    yield from _changed("", "paging", old.paging.value, new.paging.value, COSMETIC)
    for language in sorted(set(new.languages) - set(old.languages)):
        yield Change(ADDITIVE, "", "language_added", "", language)
    for language in sorted(set(old.languages) - set(new.languages)):
        yield Change(DESTRUCTIVE, "", "language_removed", language, "")
    kept = [one.qid for one in new.questions if one.qid in old.places]
    if kept != [one.qid for one in old.questions if one.qid in new.places]:
        yield Change(COSMETIC, "", "order")


def _sections(old: Definition, new: Definition) -> Iterator[Change]:
    for section in new.sections:
        was = old.section.get(section.sid)
        if was is None:
            yield Change(ADDITIVE, section.sid, "section_added", "", section.title)
            continue
        yield from _changed(section.sid, "section_title", was.title, section.title, COSMETIC)
        yield from _changed(section.sid, "section_intro", was.intro, section.intro, COSMETIC)
    for section in old.sections:
        if section.sid not in new.section:
            yield Change(COSMETIC, section.sid, "section_removed", section.title, "")


def _questions(old: Definition, new: Definition) -> Iterator[Change]:
    before, after = _Rules(old), _Rules(new)
    for question in new.questions:
        if question.qid not in old.places:
            yield Change(ADDITIVE, question.qid, "question_added", "", question.label)
            continue
        was = old.questions[old.places[question.qid]]
        yield from _question(was, question)
        if before.of(was) != after.of(question):
            kind = MEANING if question.asks else COSMETIC
            yield Change(kind, question.qid, "rule", before.shown(was), after.shown(question))
    for question in old.questions:
        if question.qid not in new.places:
            yield Change(DESTRUCTIVE if question.asks else COSMETIC, question.qid, "question_removed", question.label)


def _question(was: Question, now: Question) -> Iterator[Change]:
    qid = now.qid
    yield from _changed(qid, "kind", was.kind.value, now.kind.value, MEANING)
    for name in ("label", "help", "easy", "spoken"):
        kind = _wording if now.asks else COSMETIC
        yield from _changed(qid, name, getattr(was, name), getattr(now, name), kind)
    for name in ("limit", "least", "total", "unit", "standard", "squares"):
        yield from _changed(qid, name, getattr(was, name), getattr(now, name), MEANING)
    yield from _changed(qid, "minimum", was.minimum, now.minimum, _bound(lambda a, b: b is None or (a or b) > b))
    yield from _changed(qid, "maximum", was.maximum, now.maximum, _bound(lambda a, b: b is None or (a or b) < b))
    yield from _changed(qid, "whole", was.whole, now.whole, _bound(lambda _a, b: not b))
    longer = _bound(lambda a, b: not b or 0 < a < b)
    yield from _changed(qid, "max_length", was.max_length, now.max_length, lambda a, b: _unless_less(longer(a, b)))
    for name in ("about_you", "need", "code", "picture"):
        yield from _changed(qid, name, getattr(was, name), getattr(now, name), COSMETIC)
    if was.prefer_not != now.prefer_not:
        yield Change(ADDITIVE if now.prefer_not else DESTRUCTIVE, qid, "prefer_not")
    yield from _parts(was, now)


def _bound(wider: Callable[[Any, Any], bool]) -> Callable[[Any, Any], ChangeKind]:
    """Additive where everything that was allowed still is."""
    return lambda before, after: ADDITIVE if wider(before, after) else MEANING


def _unless_less(kind: ChangeKind) -> ChangeKind:
    """Less room for words takes away no meaning."""
    return COSMETIC if kind == MEANING else kind


def _parts(was: Question, now: Question) -> Iterator[Change]:
    steps = now.kind in _SCALES
    yield from _listed(now.qid, "choice", was.choice, now.choice, MEANING if steps else None)
    yield from _listed(now.qid, "row", was.row, now.row, None)
    for cid, choice in now.choice.items():
        before = was.choice.get(cid)
        if before is None:
            continue
        if before.alone != choice.alone:
            yield Change(MEANING, now.qid, "choice_alone", before.label, choice.label)
        if before.picture != choice.picture:
            kind = MEANING if now.kind == QuestionKind.PICTURE else COSMETIC
            yield Change(kind, now.qid, "choice_picture", before.label, choice.label)
        yield from _changed(now.qid, "choice_code", before.code, choice.code, COSMETIC)
        yield from _changed(now.qid, "choice_emoji", before.emoji, choice.emoji, COSMETIC)


def _listed(
    qid: str, part: str, was: Mapping[str, Any], now: Mapping[str, Any], count: ChangeKind | None
) -> Iterator[Change]:
    """Choices or rows that came, went, moved or say something else. `count`: what coming and going means, where it is
    not additive and destructive. "I would rather not say" is `prefer_not`, said once."""
    offered = {one for one in (*was, *now) if one.startswith("_")}
    for one in [one for one in now if one not in was and one not in offered]:
        yield Change(count or ADDITIVE, qid, f"{part}_added", "", now[one].label)
    for one in [one for one in was if one not in now and one not in offered]:
        yield Change(count or DESTRUCTIVE, qid, f"{part}_removed", was[one].label)
    kept = [one for one in now if one in was]
    if kept != [one for one in was if one in now]:
        yield Change(COSMETIC, qid, f"{part}_order")
    for one in kept:
        yield from _changed(qid, f"{part}_label", was[one].label, now[one].label, _wording)


def _translations(old: Definition, new: Definition) -> Iterator[Change]:
    """Other words in another language. A source that changed too is judged by itself; its translation follows it."""
    owner = _owners(new)
    before_words, after_words = _own_words(old), _own_words(new)
    for language in new.languages:
        before, after = (old.texts or {}).get(language, {}), (new.texts or {}).get(language, {})
        if language not in old.languages:
            continue
        for one in [one for one in after if one in owner and one in before_words]:
            for name in sorted({*before.get(one, {}), *after[one]}):
                was, now = before.get(one, {}).get(name, ""), after[one].get(name, "")
                follows = before_words[one].get(name) != after_words[one].get(name)
                kind = COSMETIC if follows or not was or not now or say_the_same(was, now) else MEANING
                yield from _changed(owner[one], f"translation_{language}", was, now, kind)


def _owners(definition: Definition) -> dict[str, str]:
    """The question (or section) to which each translatable id belongs."""
    owner = {section.sid: section.sid for section in definition.sections}
    for question in definition.questions:
        owner[question.qid] = question.qid
        owner |= dict.fromkeys((*question.choice, *question.row), question.qid)
    return owner


def _own_words(definition: Definition) -> dict[str, dict[str, str]]:
    names = ("label", "help", "easy", "spoken", "title", "intro")
    parts: Iterable[tuple[str, Any]] = (
        *((section.sid, section) for section in definition.sections),
        *((question.qid, question) for question in definition.questions),
        *(pair for question in definition.questions for pair in (*question.choice.items(), *question.row.items())),
    )
    return {one: {name: getattr(part, name, "") for name in names} for one, part in parts}


class _Rules:
    """The skip rules of a definition, by ids instead of names."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.called = {question.name: question for question in definition.questions}

    def of(self, question: Question) -> tuple[str, str]:
        """The rule of its section and its own, names replaced by ids and spaces made even."""
        section = self.definition.section.get(question.section)
        return self._even(section.when if section else ""), self._even(question.when)

    def shown(self, question: Question) -> str:
        """Both rules as they were written."""
        section = self.definition.section.get(question.section)
        return " and ".join(rule for rule in (section.when if section else "", question.when) if rule)

    def _even(self, rule: str) -> str:
        if not rule:
            return ""
        read = [
            self.called[found[1].strip()] for found in _NAME.finditer(rule) if (found[1] or "").strip() in self.called
        ]
        ids = {choice.name: choice.cid for question in read for choice in question.choices}

        def by_id(found: re.Match[str]) -> str:
            if found[1] is not None:
                question = self.called.get(found[1].strip())
                return f"${{{question.qid if question else found[1].strip()}}}"
            name = found[2] if found[2] is not None else found[3]
            return f"'{ids.get(name, name)}'"

        return " ".join(_NAME.sub(by_id, rule).split())
