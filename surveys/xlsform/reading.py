"""From a file to plain rows: what it says in which column, and in which row of which sheet it says so.

pyxform reads the cells and knows the other names that columns go by; nothing outside this module knows pyxform. It is
the extra `xlsform`, so it is imported only when a file is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext as _

from surveys.xlsform.guarding import check_size, check_xlsx
from surveys.xlsform.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, BadFile

Column = tuple[str, ...]
"""A heading in its usual name, and what follows the colons: `("label", "Welsh (cy)")`, `("bind", "relevant")`."""

SHEETS = ("survey", "choices", "settings")
KNOWN = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "media", "bind", "control", "choice_filter", "parameters",
     "default", "trigger", "list name", "form_title", "title", "id_string", "default_language", "style", "version",
     "allow_choice_duplicates", "public_key", "submission_url", "instance_name"}
)  # fmt: skip
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_GUARDED = re.compile(r"'+\s*[=+\-@]")


@dataclass(frozen=True)
class Line:
    """One row of a sheet: `number` as spreadsheets count, and the cells that are not empty."""

    number: int
    cells: Mapping[Column, str]

    def get(self, *column: str) -> str:
        """What stands in a column; empty where nothing does."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns in order, and its rows without the empty ones."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A form as it was read. `formulas`: cells whose last computed value was taken. `others`: sheets left unread."""

    survey: Sheet
    choices: Sheet = Sheet()
    settings: Sheet = Sheet()
    formulas: int = 0
    others: tuple[str, ...] = field(default=())

    def setting(self, *column: str) -> str:
        """One setting of the form; empty where it has none."""
        return self.settings.lines[0].get(*column) if self.settings.lines else ""


def is_installed() -> bool:
    """Whether the extra `xlsform` is there."""
    return find_spec("pyxform") is not None


def read_workbook(body: bytes) -> Workbook:
    """The form in an .xlsx or .csv file. Raises BadFile with plain words for anything else, or anything too large."""
    check_size(body)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(_("This is an old .xls file, or one with a password. Save it as .xlsx without one."))
    formulas = 0
    if body.startswith(b"PK"):
        formulas = check_xlsx(body)
        found = _from_pyxform("xlsx_to_dict", body)
    else:
        found = _from_pyxform("csv_to_dict", _checked_csv(body))
    if "survey" not in found:
        raise BadFile(_("The file has no sheet called “survey”. An XLSForm has one, and mostly one called “choices”."))
    sheets = {name: _sheet(name, found) for name in SHEETS}
    others = tuple(name for name in found.get("sheet_names", ()) if name.strip().lower() not in SHEETS)
    return Workbook(**sheets, formulas=formulas, others=others)


def _from_pyxform(reader: str, body: bytes) -> dict[str, Any]:
    from pyxform import xls2json_backends  # noqa: PLC0415 - the extra may be missing
    from pyxform.errors import PyXFormError  # noqa: PLC0415

    try:
        return dict(getattr(xls2json_backends, reader)(io.BytesIO(body)))
    except PyXFormError as problem:
        twice = re.search(r"Duplicate column header: (.{1,60})", str(problem))
        if twice:
            raise BadFile(_("Two columns are called “%(name)s”. Keep one of them.") % {"name": twice[1]}) from None
        raise BadFile(_not_a_form()) from None
    except Exception:  # a library that reads strangers' files: whatever it stumbles over, the file is at fault
        raise BadFile(_not_a_form()) from None


def _not_a_form() -> str:
    return _("This cannot be read as an XLSForm. Save it as .xlsx (or CSV in UTF-8) and try once more.")


def _checked_csv(body: bytes) -> bytes:
    """A CSV file of bearable size, without its byte-order mark. Raises BadFile."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_not_a_form()) from None
    if "\x00" in text or text.lstrip().startswith(("<", "%PDF", "{")):
        raise BadFile(_not_a_form())
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            if number > 2 * MOST_ROWS:
                raise BadFile(_("A sheet has more than %(number)s rows.") % {"number": f"{MOST_ROWS:,}"})
            if len(row) > MOST_COLUMNS:
                raise BadFile(_("A sheet has more than %(number)s columns.") % {"number": MOST_COLUMNS})
    except csv.Error:
        raise BadFile(_not_a_form()) from None
    return text.encode()


def _sheet(name: str, found: Mapping[str, Any]) -> Sheet:
    headings = [str(one) for one in next(iter(found.get(f"{name}_header") or ()), {})]
    columns = _columns(name, headings)
    lines = []
    for number, row in enumerate(found.get(name) or (), start=2):
        cells = {
            columns[heading]: _clean(value, columns[heading]) for heading, value in row.items() if heading in columns
        }
        cells = {column: value for column, value in cells.items() if value}
        if cells:
            lines.append(Line(number, cells))
    if len(lines) > MOST_ROWS:
        raise BadFile(_("A sheet has more than %(number)s rows.") % {"number": f"{MOST_ROWS:,}"})
    return Sheet(tuple(dict.fromkeys(columns.values())), tuple(lines))


def _columns(sheet: str, headings: list[str]) -> dict[str, Column]:
    """Headings in their usual names. Raises BadFile where two of them mean the same."""
    from pyxform import aliases  # noqa: PLC0415 - the extra may be missing
    from pyxform.parsing.sheet_headers import process_header  # noqa: PLC0415

    other_names: dict[str, Any] = {
        "survey": aliases.survey_header, "choices": aliases.list_header, "settings": aliases.settings_header
    }[sheet]  # fmt: skip
    double = any("::" in heading for heading in headings)
    found: dict[str, Column] = {}
    for heading in headings:
        if not heading.strip():
            continue
        column = tuple(process_header(heading, double, other_names, KNOWN)[1])
        if column in found.values():
            raise BadFile(_("Two columns mean the same as “%(name)s”. Keep one of them.") % {"name": heading[:60]})
        found[heading] = column
    return found


def _clean(value: object, column: Column) -> str:
    """A cell without characters that no text has; the apostrophe that keeps words from being a formula is taken off.

    A rule may begin with a quoted text: there the apostrophe is ours only where it has no partner.
    """
    text = _REFUSED.sub("", str(value)).strip()
    if len(text) > LONGEST_CELL:
        raise BadFile(
            _("A cell holds more than %(number)s letters, which is more than Excel allows.")
            % {"number": f"{LONGEST_CELL:,}"}
        )
    ours = _GUARDED.match(text) and (column[0] != "bind" or text.count("'") % 2)
    return text[1:].strip() if ours else text
