"""A table of an old post, cell by cell."""

from __future__ import annotations

from typing import Any

from core.text.plain import one_line

LONGEST_CELL, MOST_COLUMNS, MOST_ROWS = 300, 12, 300


class Table:
    """Collects the cells of one table as plain words."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.caption = ""
        self._heads: list[bool] = []
        self._text: list[str] = []

    def start(self, tag: str) -> None:
        """An opening tag inside the table."""
        if tag == "tr":
            self.rows.append([])
            self._heads.append(True)
        elif tag in ("td", "th", "caption"):
            self._text = []
        else:
            self._text.append(" ")

    def write(self, words: str) -> None:
        """Words of the cell that is open."""
        self._text.append(words)

    def end(self, tag: str) -> None:
        """A closing tag inside the table."""
        words = one_line("".join(self._text))
        if tag == "caption":
            self.caption = words[:250]
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(words)
            self._heads[-1] = self._heads[-1] and tag == "th"
        else:
            self._text.append(" ")
            return
        self._text = []

    def block(self) -> dict[str, Any] | None:
        """The table as our block; None where ours cannot hold it: one column, or too many, or too long."""
        kept = [(row, head) for row, head in zip(self.rows, self._heads, strict=True) if row]
        width = max((len(row) for row, _head in kept), default=0)
        fits = 2 <= width <= MOST_COLUMNS and len(kept) <= MOST_ROWS
        if not fits or any(len(cell) > LONGEST_CELL for row, _head in kept for cell in row):
            return None
        wide = [row + [""] * (width - len(row)) for row, _head in kept]
        headings = wide.pop(0) if kept[0][1] else [""] * width
        columns = [{"type": "words", "heading": heading} for heading in headings]
        table = {"columns": columns, "rows": [{"values": row} for row in wide], "caption": self.caption}
        return {"type": "table", "value": {"table": table, "row_headings": False}}
