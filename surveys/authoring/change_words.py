"""Changes between versions in words, for staff: from objects of the differ or from what a SurveyVersion holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from surveys.definition import Definition
from surveys.differing import ChangeKind
from surveys.enums import Paging, QuestionKind
from surveys.identity import Reuse

KINDS = {
    ChangeKind.COSMETIC: lazy("The same question"),
    ChangeKind.ADDITIVE: lazy("Something more"),
    ChangeKind.MEANING: lazy("Another meaning"),
    ChangeKind.DESTRUCTIVE: lazy("Taken away"),
}
TAG = {"cosmetic": "", "additive": "", "meaning": "w-status--primary", "destructive": "w-status--primary"}
_WHAT = {
    "paging": lazy("What is on one page"),
    "language_added": lazy("Language added"),
    "language_removed": lazy("Language removed"),
    "order": lazy("The order of the questions"),
    "section_added": lazy("Section added"),
    "section_removed": lazy("Section heading removed; its questions stay"),
    "section_title": lazy("Title of the section"),
    "section_intro": lazy("Words under the title"),
    "question_added": lazy("New question"),
    "question_removed": lazy("Question removed; old answers to it stay and can be read"),
    "rule": lazy("Who is asked this"),
    "kind": lazy("Kind of question"),
    "label": lazy("Words of the question"),
    "help": lazy("Help under the question"),
    "easy": lazy("The same in easy words"),
    "spoken": lazy("Words that are read aloud"),
    "limit": lazy("Most that can be picked"),
    "least": lazy("Fewest to pick"),
    "total": lazy("Points to share out"),
    "unit": lazy("Unit"),
    "standard": lazy("Question of the monitoring library"),
    "squares": lazy("Squares of the map in place of areas"),
    "minimum": lazy("Smallest number"),
    "maximum": lazy("Largest number"),
    "whole": lazy("Whole numbers only"),
    "max_length": lazy("Longest answer (letters)"),
    "about_you": lazy("Whether it is about the person"),
    "need": lazy("Help beside it"),
    "code": lazy("Short name for rules"),
    "picture": lazy("Picture"),
    "prefer_not": lazy("“I would rather not say”"),
    "choice_added": lazy("Choice added"),
    "choice_removed": lazy("Choice removed; old answers with it stay and can be read"),
    "choice_order": lazy("The order of the choices"),
    "choice_label": lazy("Words of a choice"),
    "choice_alone": lazy("Whether a choice can be picked with others"),
    "choice_picture": lazy("Picture of a choice"),
    "choice_code": lazy("Short name of a choice"),
    "choice_emoji": lazy("Face of a choice"),
    "row_added": lazy("Line added"),
    "row_removed": lazy("Line removed; old answers to it stay and can be read"),
    "row_order": lazy("The order of the lines"),
    "row_label": lazy("Words of a line"),
}
_HIDDEN = frozenset({"picture", "question_added", "question_removed", "whole", "about_you", "squares"})
"""Changes whose figures say nothing, or whose words stand above them."""


@dataclass(frozen=True)
class Line:
    """One change as staff read it."""

    kind: str
    kind_words: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Group:
    """The changes of one question, under its words."""

    title: str
    lines: list[Line]


def groups(changes: Iterable[Mapping[str, Any]], definitions: Iterable[Definition]) -> list[Group]:
    """`changes` (as stored) by question, titled from the first of `definitions` that has it."""
    titles: dict[str, str] = {"": _("The whole survey")}
    for definition in definitions:
        for number, question in enumerate(definition.questions, 1):
            titles.setdefault(question.qid, f"{number}. {question.label}")
        for section in definition.sections:
            titles.setdefault(section.sid, _("Section: %(title)s") % {"title": section.title or "–"})
    place = {qid: number for number, qid in enumerate(titles)}
    every = list(changes)
    # The editor names choices by itself, which nobody who answers ever sees: told only where nothing else is.
    told = [one for one in every if one["what"] != "choice_code" or one["before"]] or every
    ordered = sorted(told, key=lambda change: place.get(change["qid"], len(place)))
    return [
        Group(titles.get(qid, _("A question")), [_line(change) for change in rows])
        for qid, rows in groupby(ordered, key=lambda change: change["qid"])
    ]


def _line(change: Mapping[str, Any]) -> Line:
    kind = ChangeKind(change["kind"])
    what, before, after = change["what"], change["before"], change["after"]
    if what.startswith("translation_"):
        words = _("Words in %(language)s") % {"language": _language(what.removeprefix("translation_"))}
    else:
        words = str(_WHAT.get(what, what))
    if what in _HIDDEN:
        before = after = ""
    if what == "kind":
        before, after = (str(QuestionKind(one).label) for one in (before, after))
    if what == "paging":
        before, after = (str(Paging(one).label) for one in (before, after))
    if what in ("language_added", "language_removed"):
        before, after = (_language(one) if one else "" for one in (before, after))
    return Line(kind.value, str(KINDS[kind]), words, before, after)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def reuse_words(reuse: Reuse) -> str:
    """What an editor does about an id that would come to mean something else."""
    facts = {"before": reuse.before, "after": reuse.after, "number": reuse.number}
    if reuse.what == "kind":
        return _("“%(after)s” was another kind of question in version %(number)d. Write it as a new question.") % facts
    if reuse.what == "back":
        return _(
            "“%(before)s” (version %(number)d) was removed and comes back as “%(after)s”. Write a new question."
        ) % (facts)
    if reuse.what == "choice":
        return _("The choice “%(before)s” (version %(number)d) comes back as “%(after)s”. Write a new choice.") % facts
    return (
        _("“%(after)s” has the id that “%(before)s” had in version %(number)d. Delete it and write it again.") % facts
    )
