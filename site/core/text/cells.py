"""Cells of files that a spreadsheet opens: words stay words."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """`value` as text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA[:4]) else text


class _Line:
    """What the writer of csv writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """`rows` as lines of a CSV file with safe cells, one by one."""
    writer = csv.writer(_Line())
    yield "\ufeff"  # so that spreadsheets read UTF-8
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def csv_file(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """A download `name`.csv of `rows`, made while it is sent."""
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store, private"
    return response
