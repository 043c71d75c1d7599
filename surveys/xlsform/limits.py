"""How large a file may be, and how it is refused. All of it is checked before any of it is understood."""

from __future__ import annotations

MOST_BYTES = 2 * 1024 * 1024
MOST_UNZIPPED = 20 * 1024 * 1024
MOST_PARTS = 200
"""Files inside one .xlsx; a workbook with pictures has some dozens."""
MOST_ELEMENTS = 300_000
"""XML elements in all parts together; 300 questions in two languages have about 40,000."""
DEEPEST_XML = 64
MOST_ROWS = 5_000
"""Rows of one sheet."""
MOST_COLUMNS = 200
MOST_SHEETS = 30
LONGEST_CELL = 32_767
"""Letters in one cell; Excel has no longer ones."""
MOST_QUESTIONS = 300
MOST_CHOICES = {"ranking": 10, "picture": 12, "grid": 7, "points": 12}
"""By kind, as the editor has it; 40 for the others."""
DEEPEST_GROUPS = 8
LONGEST_NAME = 32
LONGEST_CHOICE_NAME = 64


class BadFile(Exception):
    """Why a file cannot be read at all, in plain words."""
