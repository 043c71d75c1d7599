"""The lists of choices of a form: names put right, and what was wrong with them told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from surveys.xlsform.languages import ENGLISH, site_languages
from surveys.xlsform.limits import LONGEST_CHOICE_NAME
from surveys.xlsform.naming import Words, choice_name, cut, free, one_line, without_marks, words_of
from surveys.xlsform.reading import Line, Workbook
from surveys.xlsform.report import Report
from surveys.xlsform.terms import ALONE, ALT, NAME, NO_NAME, PICTURE

CHOICES = "choices"
LONGEST_CHOICE = 150


@dataclass(frozen=True)
class Option:
    """One choice of a list. `named`: as the form names it; `code`: its short name here, empty where it has none."""

    row: int
    named: str
    code: str
    label: Words
    alone: bool = False
    picture: int = 0
    alt: Words = field(default_factory=lambda: Words({}))


@dataclass(frozen=True)
class Choices:
    """All lists by name. `renamed`: names that rules use and that are others now, or mean two choices, by list."""

    lists: Mapping[str, tuple[Option, ...]]
    renamed: Mapping[str, frozenset[str]]


def choices_of(book: Workbook, languages: Mapping[str, str], report: Report) -> Choices:
    """The lists of the sheet `choices`, with every change to them in `report`."""
    found: dict[str, list[Option]] = {}
    renamed: dict[str, set[str]] = {}
    for line in book.choices.lines:
        name = line.get("list name")
        if not name:
            report.left(line.number, _("It belongs to no list, so no question offers it."), CHOICES)
            continue
        options = found.setdefault(name, [])
        option = _option(line, languages, report, ours=(NAME,) in book.choices.columns)
        taken = {one.code for one in options}
        if option.code and option.code in taken:
            other = free(option.code, taken, LONGEST_CHOICE_NAME)
            words = _("“%(name)s” is there twice in the list “%(list)s”; the second is called “%(other)s” now.")
            report.changed(line.number, words % {"name": option.code, "list": name[:40], "other": other}, CHOICES)
            renamed.setdefault(name, set()).add(option.named)
            option = replace(option, code=other)
        elif option.code != option.named and line.get(NAME) == "":
            renamed.setdefault(name, set()).add(option.named)
        options.append(option)
    return Choices(
        {name: tuple(options) for name, options in found.items()},
        {name: frozenset(names) for name, names in renamed.items()},
    )


def _option(line: Line, languages: Mapping[str, str], report: Report, *, ours: bool) -> Option:
    named = line.get("name")
    code = choice_name(named)
    told = line.get(NAME)
    if code != named and not told:
        words = _("The choice’s name “%(name)s” became “%(other)s”: names have no spaces or quotes.")
        report.changed(line.number, words % {"name": named[:60], "other": code}, CHOICES)
    if not named:
        report.told(line.number, _("The choice has no name, so no rule can ask about it."), CHOICES)
    if told:
        code = "" if told == NO_NAME else choice_name(told)
    label = _label(line, languages, report, ours=ours)
    for media in ("image", "audio", "video", "big-image"):
        if any(column[:2] == ("media", media) for column in line.cells) and not line.get(PICTURE):
            words = _("Its %(medium)s is not in the file. Add a picture in the editor: “Pick a picture”.")
            report.left(line.number, words % {"medium": media}, CHOICES)
    picture = line.get(PICTURE)
    return Option(
        row=line.number,
        named=named,
        code=code,
        label=label,
        alone=bool(line.get(ALONE)),
        picture=int(picture) if picture.isascii() and picture.isdigit() and len(picture) < 10 else 0,
        alt=Words({ENGLISH: line.get(ALT), **{code: line.get(f"{ALT}_{code}") for code in site_languages()[1:]}}),
    )


def _label(line: Line, languages: Mapping[str, str], report: Report, *, ours: bool) -> Words:
    """The words of a choice in each language, of a length that the editor takes."""
    said = dict(words_of(line, languages, "label").said)
    if not said.get("en") and not ours:
        said["en"] = line.get("name")
        report.changed(line.number, _("It has no English words; its name stands there. Write them."), CHOICES)
    for code, words in said.items():
        fitted = words if ours else without_marks(one_line(words))
        if fitted != words and fitted != one_line(words):
            report.changed(line.number, _("Marks for bold, headings or colours were taken out of its words."), CHOICES)
        if len(fitted) > LONGEST_CHOICE:
            report.changed(
                line.number,
                _("Its words have more than %(number)s letters. They were cut: shorten them.")
                % {"number": LONGEST_CHOICE},
                CHOICES,
            )
        said[code] = cut(fitted, LONGEST_CHOICE)
    return Words(said)
