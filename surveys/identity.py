"""Ids mean one thing for ever: what an id was in any earlier version, it stays. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.definition import Definition, Question
from surveys.differing import ChangeKind, compare
from surveys.same_words import say_the_same


@dataclass(frozen=True)
class Reuse:
    """An id that would come to mean something else. `what`: kind, back, choice, other. `number`: the version in which
    it was `before`."""

    qid: str
    what: str
    before: str
    after: str
    number: int


def reused(new: Definition, history: Mapping[int, Definition], current: int) -> list[Reuse]:
    """Ids of `new` that were something else in `history` (version number → definition). `current`: the number of the
    version that people answer now, whose changes of wording are the differ's affair."""
    found: dict[tuple[str, str], Reuse] = {}
    for number in sorted(history, key=lambda one: (one == current, one), reverse=True):
        for reuse in _against(new, number, history[number], history[current]):
            found.setdefault((reuse.qid, reuse.what), reuse)
    return list(found.values())


def _against(new: Definition, number: int, old: Definition, current: Definition) -> Iterator[Reuse]:
    roles = _roles(old)
    for one, (role, label) in _roles(new).items():
        was = roles.get(one)
        if was is not None and was[0] != role:
            yield Reuse(one, "other", was[1], label, number)
    for question in new.questions:
        before = old.questions[old.places[question.qid]] if question.qid in old.places else None
        if before is None:
            continue
        if before.kind != question.kind:
            yield Reuse(question.qid, "kind", before.label, question.label, number)
        elif question.qid not in current.places:
            if _is_another(before, question):
                yield Reuse(question.qid, "back", before.label, question.label, number)
        else:
            yield from _parts(question, before, current.questions[current.places[question.qid]], number)


def _parts(question: Question, before: Question, now: Question, number: int) -> Iterator[Reuse]:
    """Choices and rows that were taken away and come back as something else."""
    for was, lies, wanted in (
        (before.choice, now.choice, question.choice),
        (before.row, now.row, question.row),
    ):
        for one in [one for one in wanted if one in was and one not in lies]:
            if not say_the_same(was[one].label, wanted[one].label):
                yield Reuse(question.qid, "choice", was[one].label, wanted[one].label, number)


def _is_another(before: Question, after: Question) -> bool:
    """Whether a question that was removed comes back as another one."""
    changes = compare(Definition((before,)), Definition((after,)))
    return any(change.kind == ChangeKind.MEANING and change.what != "rule" for change in changes)


def _roles(definition: Definition) -> dict[str, tuple[str, str]]:
    """Each question and section by id: what it is, and its words. Choices and rows belong to their question."""
    sections = {section.sid: ("section", section.title) for section in definition.sections}
    return {**sections, **{question.qid: ("question", question.label) for question in definition.questions}}
