"""CSV in and out. A cell that a spreadsheet would run as a formula gets an apostrophe in front, and loses it again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from support.exchange.cells import COLUMNS, Row

MOST_ROWS = 1000
MOST_BYTES = 20 * 1024 * 1024
LONGEST_CELL = 20_000
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


class BadFile(Exception):
    """Why a file or feed cannot be read at all, in one plain sentence."""


def write_csv(rows: Iterable[Row]) -> str:
    """`rows` as CSV text with a byte-order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: f"'{cell}" if FORMULA.match(cell) else cell for name, cell in row.items()})
    return "\ufeff" + out.getvalue()


def decoded(body: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises BadFile."""
    if len(body) > MOST_BYTES:
        raise BadFile("The file is larger than 20 MB. Split it into smaller ones.")
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = body.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("The file is not UTF-8 text. Save it again as “CSV UTF-8”.") from None
    if "\x00" in text:
        raise BadFile("The file holds characters that no text has (NUL). Save it again as “CSV UTF-8”.")
    return text


def read_csv(body: bytes) -> list[Row]:
    """The rows of a CSV file, with the columns that it has. Raises BadFile."""
    text = decoded(body)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        columns = _columns(next(lines, []))
        rows = []
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) == MOST_ROWS:
                raise BadFile(f"The file has more than {MOST_ROWS:,} rows. Split it into smaller ones.")
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise BadFile(f"Line {lines.line_num} has more cells than the first line has columns.")
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise BadFile(f"Line {lines.line_num} has a cell of more than {LONGEST_CELL:,} letters.")
            rows.append({name: _plain(cell) for name, cell in zip(columns, cells, strict=False)})
    except csv.Error:
        raise BadFile("The file is not CSV: a quotation mark is not closed, or a cell is far too long.") from None
    if not rows:
        raise BadFile("The file has no rows under its first line.")
    return rows


def _columns(head: list[str]) -> list[str]:
    columns = [name.strip().lower() for name in head]
    while columns and not columns[-1]:
        columns.pop()
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        known = ", ".join(COLUMNS)
        raise BadFile(f"The first line must name the columns; “{unknown[0][:40]}” is none. They are: {known}.")
    twice = {name for name in columns if columns.count(name) > 1}
    if twice or not {"name", "uuid", "external_id"} & set(columns):
        raise BadFile("The first line must name each column once, and name, uuid or external_id among them.")
    return columns


def _plain(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
