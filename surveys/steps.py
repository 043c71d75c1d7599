"""One survey as pages: which questions stand together, which page comes next, and how far somebody has come. Pure.

A page is made of the path (`surveys.paths`), worked out anew each time. One question a page: what only is to be read
joins the question after it. A section a page: its questions together. Consent and a content note stand alone always.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.definition import Definition, Document, Question, Section
from surveys.enums import BY_ROW, Paging, QuestionKind
from surveys.kinds import parts_of

MOST_CONTROLS = 120
"""Boxes and buttons on a page of a section. A longer section goes on on another page."""
MOST_FIELDS = 180  # that a page of a section sends: the site refuses forms of more than 200 (config.body_limits)

MOST_PATHS = 64
"""Paths through one definition whose pages are kept in memory."""

_ALONE = frozenset({QuestionKind.CONSENT, QuestionKind.CONTENT_NOTE})
DISAGREED = "no"
Path = Sequence[Question]


@dataclass(frozen=True)
class Screen:
    """One page: its questions, and the section that begins with it (None where none does)."""

    questions: tuple[Question, ...]
    begins: Section | None = None

    @property
    def key(self) -> str:
        """Its address: the id of what is asked first, or of what there is to read."""
        return next((one.qid for one in self.questions if one.asks), self.questions[0].qid)

    @property
    def first(self) -> Question:
        """What stands first on it."""
        return self.questions[0]


class Screens(list[Screen]):
    """The pages of one path, in order."""

    @cached_property
    def by(self) -> dict[str, Screen]:
        """Each page by its questions' ids, and by that of the section that begins with it."""
        found = {screen.begins.sid: screen for screen in self if screen.begins}
        return found | {one.qid: screen for screen in self for one in screen.questions}

    @cached_property
    def gates(self) -> list[tuple[int, Screen]]:
        """Those that may have to be passed, consent and content notes, and the place of each."""
        return [(place, screen) for place, screen in enumerate(self) if screen.questions[-1].kind in _ALONE]

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each page by its key."""
        return {screen.key: place for place, screen in enumerate(self)}


def screens_of(definition: Definition, path: Path) -> Screens:
    """The pages of somebody on `path`, in order. Kept with the definition for the paths that people took last."""
    kept = definition.memo.setdefault("screens", {})
    key = None if path is definition.questions else tuple(one.qid for one in path)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_PATHS:
            kept.clear()
        found = kept[key] = _made(definition, path)
    return found


def _made(definition: Definition, path: Path) -> Screens:
    groups: list[list[Question]] = []
    for question in path:
        if groups and _joins(definition, groups[-1], question):
            groups[-1].append(question)
        else:
            groups.append([question])
    begun = {""}
    screens = Screens()
    for group in groups:
        sid = group[0].section
        screens.append(Screen(tuple(group), None if sid in begun else definition.section.get(sid)))
        begun.add(sid)
    return screens


def _joins(definition: Definition, group: list[Question], question: Question) -> bool:
    """Whether `question` goes on the page of `group`, which stands before it."""
    last = group[-1]
    if last.kind in _ALONE or question.section != last.section or question.kind == QuestionKind.CONTENT_NOTE:
        return False
    if definition.paging == Paging.QUESTION or question.kind == QuestionKind.CONSENT:
        return not any(one.asks for one in group)
    both = [*group, question]
    return sum(map(_controls, both)) <= MOST_CONTROLS and sum(map(_sent, both)) <= MOST_FIELDS


def _controls(question: Question) -> int:
    if question.kind in BY_ROW:
        return len(question.rows)
    return max(3, len(question.choices)) if question.kind != QuestionKind.SINGLE else 1


def _sent(question: Question) -> int:
    """Fields that a browser sends for a question at most: its id, its answers, and what stands beside."""
    answers = len(question.choices) if question.kind == QuestionKind.MULTIPLE else len(parts_of(question)) or 1
    return 1 + answers + question.prefer_not + question.squares


def at(screens: Screens, where: str) -> Screen | None:
    """The page on which the question, or the section that begins with it, called `where` stands."""
    return screens.by.get(where)


def gate(screens: Screens, document: Document, upto: Screen | None = None) -> Screen | None:
    """The page that has to be passed before `upto` (None: before sending): consent not given, or a note before a hard
    part that was not seen. None when the way is free."""
    before = len(screens) if upto is None else screens.place[upto.key]
    for place, screen in screens.gates:
        if place >= before:
            return None
        question = screen.questions[-1]
        if question.kind == QuestionKind.CONSENT and not agrees(question, document):
            return screen
        if question.kind == QuestionKind.CONTENT_NOTE and question.qid not in document and upto is not None:
            return screen
    return None


def agrees(question: Question, document: Document) -> bool:
    """Whether the consent `question` was answered with anything but no."""
    choice = question.choice.get(str(document.get(question.qid)))
    return choice is not None and choice.name != DISAGREED


def lacks_consent(path: Path, document: Document) -> bool:
    """Whether somebody on `path` was asked to agree and did not: nothing is sent then."""
    return any(one.kind == QuestionKind.CONSENT and not agrees(one, document) for one in path)


def refuses(question: Question, document: Document) -> bool:
    """Whether somebody said no to the consent `question`."""
    choice = question.choice.get(str(document.get(question.qid)))
    return choice is not None and choice.name == DISAGREED


def following(definition: Definition, screens: Screens, document: Document, place: int) -> Screen | None:
    """The page after the question at `place`; None to check the answers.

    While anything was not seen yet, the next page in order, else the first with something unseen; where all was seen,
    the check page, so that a change made from there leads back.
    """
    unseen = resume(screens, document)
    if unseen is None:
        return None
    past = bisect_right(screens, place, key=lambda screen: definition.places[screen.questions[-1].qid])
    return screens[past] if past < len(screens) else unseen


def resume(screens: Screens, document: Document) -> Screen | None:
    """The first page with something unseen; None where all was seen."""
    for screen in screens:
        for one in screen.questions:
            if one.qid not in document:
                return screen
    return None


def earlier(definition: Definition, screens: Screens, place: int) -> Screen | None:
    """The page before the question at `place`; None on the first."""
    before = bisect_left(screens, place, key=lambda screen: definition.places[screen.questions[-1].qid])
    return screens[before - 1] if before else None


def part_after(definition: Definition, note: Question) -> list[Question]:
    """The hard part that `note` stands before: what follows in its section, up to another note."""
    part = []
    for question in definition.questions[definition.places[note.qid] + 1 :]:
        if question.section != note.section or question.kind in _ALONE:
            break
        part.append(question)
    return part
