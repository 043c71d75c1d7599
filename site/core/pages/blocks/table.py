"""A table that can be read aloud."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FIGURES


class TableBlock(PageBlock):
    """Rows and columns of words or figures, with a caption and a heading over every column."""

    table = TypedTableBlock(
        [
            ("words", CharBlock(required=False, max_length=300, label=_("Words"))),
            ("figure", CharBlock(required=False, max_length=30, label=_("Figures"))),
        ],
        label=_("Table"),
        help_text=_("The caption says what the table shows. Give each column a heading."),
    )
    row_headings = BooleanBlock(
        required=False,
        default=True,
        label=_("The first column names each row"),
        help_text=_("Screen readers then say that name with every cell."),
    )

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """Its `caption`, `columns` of (heading, is a figure), and `rows` of (words, is a figure); None without rows."""
        table = value.get("table")
        if not isinstance(table, Mapping) or not table.get("columns"):
            return None
        figures = [column.get("type") == "figure" for column in table["columns"]]
        return {
            "caption": table.get("caption") or "",
            "columns": [(column.get("heading") or "", n) for column, n in zip(table["columns"], figures, strict=True)],
            "rows": [list(zip(row["values"], figures, strict=False)) for row in table.get("rows", [])],
            "row_headings": value.get("row_headings"),
        }

    class Meta:
        icon = "table"
        label = _("Table")
        group = FIGURES
        template = "components/blocks/table.html"
        preview_value = {
            "row_headings": True,
            "table": {
                "caption": "What the fund paid for",
                "columns": [{"type": "words", "heading": "Project"}, {"type": "figure", "heading": "Pounds"}],
                "rows": [{"values": ["Late buses", "12,000"]}, {"values": ["Open gym nights", "8,500"]}],
            },
        }
        description = _("Rows and columns, with a caption and headings.")
