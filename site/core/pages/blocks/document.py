"""A file to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FILES, FileBlock, dated


class DocumentBlock(FileBlock, PageBlock):
    """One file, shown with its kind, size, pages and date."""

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """Nothing when the file was deleted."""
        return dated(value) if value.get("document") else None

    class Meta:
        icon = "doc-full"
        label = _("File to download")
        group = FILES
        template = "components/blocks/document.html"
        preview_value = {"title": "Our plan for 2026 to 2029", "description": "What we will do, and how we will know."}
        description = _("A file, shown with its kind and size.")
