"""Languages as the headings of an XLSForm name them: `label::Welsh (cy)`."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.translation import get_language_info, override

from surveys.xlsform.reading import Sheet, Workbook

ENGLISH = "en"
_CODE = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})?\)\s*$")


def heading(code: str) -> str:
    """How a column names the language `code`, such as "Welsh (cy)"."""
    return f"{_name(code)} ({code})"


def code_of(named: str) -> str:
    """The language that a heading names by a code in brackets, a name or a bare code; empty for an unknown one."""
    marked = _CODE.search(named)
    small = (marked[1] if marked else named).strip().casefold()
    return next((code for code in site_languages() if small in _spellings(code)), "")


def site_languages() -> tuple[str, ...]:
    """The languages that this site speaks, English first."""
    return tuple(dict.fromkeys([ENGLISH, *(code.partition("-")[0] for code, _name in settings.LANGUAGES)]))


def languages_of(book: Workbook) -> dict[str, str]:
    """What each heading of a language in `book` means: its code, or an empty text where this site does not speak it.

    "" is the heading without a language: the form's default language, English where none is given.
    """
    named = [language for sheet in (book.survey, book.choices) for language in _named(sheet)]
    found = {one: code_of(one) for one in dict.fromkeys(named)}
    default = book.setting("default_language")
    found[""] = code_of(default) if default else ENGLISH
    return found


def _named(sheet: Sheet) -> list[str]:
    """The languages of the columns of words, in order."""
    words = {"label", "hint", "media", "guidance_hint"}
    return [
        column[-1]
        for column in sheet.columns
        if len(column) == (3 if column[0] == "media" else 2) and (column[0] in words or column[0].startswith("sayso_"))
    ]


def _spellings(code: str) -> set[str]:
    return {code, _name(code).casefold(), get_language_info(code)["name_local"].casefold()}


def _name(code: str) -> str:
    with override("en"):
        return str(get_language_info(code)["name"])
