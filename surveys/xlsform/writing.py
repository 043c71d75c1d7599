"""Sheets of an XLSForm as an .xlsx file. openpyxl is there for Wagtail, so giving out needs no extra."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.text.cells import safe_cell
from surveys.xlsform.exporting import Form, Row

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RULES = frozenset({"relevant", "constraint"})
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GUARDED = re.compile(r"'+\s*[=+\-@]")


def xlsx(form: Form) -> bytes:
    """The file. Every cell is a text, and none begins as a formula does: what is written there stays words."""
    book = Workbook(write_only=True)
    for name in ("survey", "choices", "settings"):
        rows: list[Row] = getattr(form, name)
        columns = _columns(rows)
        sheet = book.create_sheet(name)
        sheet.append([_cell(sheet, "", column) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, column, row.get(column, "")) for column in columns])
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _columns(rows: Iterable[Row]) -> list[str]:
    """The columns in which anything stands, those of XLSForm before our own; a language stands beside the others."""
    used = dict.fromkeys(column for row in rows for column, value in row.items() if value)
    return sorted(used, key=lambda column: (column.startswith("sayso_"), _FIRST.get(column.partition("::")[0], 99)))


_FIRST = {
    name: place
    for place, name in enumerate(
        ("list_name", "type", "name", "label", "hint", "relevant", "required", "constraint", "appearance", "parameters")
    )
}


def _cell(sheet: object, column: str, value: str) -> WriteOnlyCell | None:
    if not value:
        return None
    cell = WriteOnlyCell(sheet, _guarded(column, _REFUSED.sub("", value)))
    cell.data_type = "s"
    return cell


def _guarded(column: str, text: str) -> str:
    """`text` as the house writes cells (core.text.cells); words that begin with our own apostrophe get another."""
    safe = safe_cell(text)
    return f"'{text}" if safe == text and column not in RULES and _GUARDED.match(text) else safe
