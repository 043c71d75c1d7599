"""A form that was read as the blocks of a survey, with a report of what became of each row. Pure: no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.compiling import Authoring, BrokenDefinition, compile_blocks
from surveys.enums import Paging
from surveys.xlsform.groups import Walking
from surveys.xlsform.languages import ENGLISH, heading, languages_of
from surveys.xlsform.limits import MOST_QUESTIONS, BadFile
from surveys.xlsform.lists import CHOICES, choices_of
from surveys.xlsform.naming import cut
from surveys.xlsform.reading import Workbook
from surveys.xlsform.report import Report
from surveys.xlsform.rules import take_rules
from surveys.xlsform.taking import Taking
from surveys.xlsform.terms import PAGING, PICTURE, SECTION
from surveys.xlsform.tree import Part, tree_of

LONGEST_TITLE = 120


@dataclass(frozen=True)
class Imported:
    """What a form becomes. `blocks`: stored stream data; `codes` and `translations`: as `Survey` keeps them."""

    title: str
    blocks: list[dict[str, Any]]
    codes: dict[str, str]
    translations: dict[str, dict[str, dict[str, str]]]
    paging: str
    report: Report = field(default_factory=Report)


def pictures_in(book: Workbook) -> set[int]:
    """The numbers of pictures in our media library that a form of ours names."""
    told = (line.get(PICTURE) for sheet in (book.survey, book.choices) for line in sheet.lines)
    return {int(one) for one in told if one.isascii() and one.isdigit() and len(one) < 10}


def take(book: Workbook, *, pictures: Iterable[int] = (), new_id: Callable[[], str] = lambda: str(uuid4())) -> Imported:
    """The survey that `book` describes. `pictures`: those of `pictures_in` that are there. `new_id`: makes block ids.

    Raises BadFile where nothing of it can be taken.
    """
    report = Report()
    languages = languages_of(book)
    if not any(
        column[0] == "label" and languages[column[-1] if len(column) > 1 else ""] == ENGLISH
        for column in book.survey.columns
    ):
        raise BadFile(_("The form has no English. Add a column such as “label::English (en)” and try again."))
    tree = tree_of(book.survey)
    taking = Taking(report, languages, choices_of(book, languages, report), frozenset(pictures), new_id)
    Walking(taking).take(tree)
    asked = sum(block["type"] != SECTION for block in taking.blocks)
    if not asked:
        raise BadFile(_("There is no question in this form that can be asked here."))
    if asked > MOST_QUESTIONS:
        words = _("The form has %(there)s questions; a survey holds %(most)s. Split it.")
        raise BadFile(words % {"there": asked, "most": MOST_QUESTIONS})
    known = frozenset(one.name for part in tree for one in part.walk() if one.name)
    rules = take_rules(taking, known)
    _tell_of_file(book, report, languages)
    sections = len(taking.blocks) - asked
    report.taken = {
        "questions": asked,
        "sections": sections,
        "rules": rules,
        "choices": sum(len(block["value"].get("choices", [])) for block in taking.blocks),
        "languages": 1 + len(taking.translations),
    }
    made = Imported(
        title=cut(book.setting("title") or book.setting("id_string") or _("Imported survey"), LONGEST_TITLE),
        blocks=taking.blocks,
        codes=taking.codes,
        translations=taking.translations,
        paging=_paging(book, tree),
        report=report,
    )
    _tell_missing(made)
    return made


def _paging(book: Workbook, tree: list[Part]) -> str:
    """A section a page where every group is one screen of the form, or our own file says so."""
    told = book.setting(PAGING)
    if told in Paging.values:
        return told
    groups = [part for part in tree if part.is_group]
    one_screen = bool(groups) and all("field-list" in part.appearance for part in groups)
    return Paging.SECTION if one_screen else Paging.QUESTION


_READ = frozenset({"type", "name", "label", "hint", "guidance_hint", "media", "bind", "control", "choice_filter",
                   "parameters", "default", "trigger", "list name"})  # fmt: skip
_SETTINGS = frozenset({"title", "id_string", "default_language", "version", "style"})


def _tell_of_file(book: Workbook, report: Report, languages: dict[str, str]) -> None:
    """What is told about whole columns, sheets and languages."""
    for named, code in languages.items():
        if not code and named:
            words = _("This site does not speak “%(language)s”: its words were left out.")
            report.left(1, words % {"language": named[:40]})
    for sheet, name in ((book.survey, "survey"), (book.choices, CHOICES)):
        unknown = sorted({column[0] for column in sheet.columns if column[0] not in _READ} - {""})
        unknown = [one for one in unknown if not one.startswith("sayso_")]
        if unknown:
            words = _("Columns that were not read: %(columns)s.")
            report.told(1, words % {"columns": cut(", ".join(one[:30] for one in unknown), 200)}, name)
    messages = {("bind", "jr:constraintMsg"), ("bind", "jr:requiredMsg")}
    if any(column[:2] in messages for column in book.survey.columns):
        report.told(1, _("Messages for wrong answers were left out: this site says them in its own words."))
    if book.formulas:
        words = ngettext(
            "%(number)s cell holds a formula: what it came to last was taken.",
            "%(number)s cells hold formulas: what they came to last was taken.",
            book.formulas,
        )
        report.told(0, words % {"number": book.formulas})
    if book.others:
        words = _("Sheets that were not read: %(sheets)s.")
        report.told(0, words % {"sheets": cut(", ".join(one[:30] for one in book.others), 200)})


def _tell_missing(made: Imported) -> None:
    """How many words each other language lacks; and whether the whole can be published."""
    worded = [block["id"] for block in made.blocks if block["value"].get("label") or block["value"].get("title")]
    for language, said in made.translations.items():
        missing = sum(not ({"label", "title"} & said.get(identity, {}).keys()) for identity in worded)
        if missing:
            words = _("%(language)s: %(number)s questions or sections have no words yet.")
            made.report.told(0, words % {"language": heading(language), "number": missing})
    try:
        compile_blocks(made.blocks, Authoring(made.paging, made.codes, made.translations))
    except BrokenDefinition as problem:
        made.report.told(0, _("It cannot be published as it is: %(why)s") % {"why": problem})
