"""What every block of a page is: fields whose stored value is made ready to show in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StructBlock

from core.pages.references import everything


class PageBlock(StructBlock):
    """A block of a page. Its template gets what `ready` gives, on the page and in the chooser's preview alike.

    Keys have one meaning in every block, however deep (core.pages.stored): `image` and `poster` hold a picture,
    `document` and `captions_file` a file, `page` a page, `body` and `transcript` formatted writing, `url` and
    `source_url` an address elsewhere.
    """

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """What the template shows of `value`, in which pictures, files and links are filled in; None for nothing."""
        return value

    def get_context(self, value: Any, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The value as pages show it; `example` in the chooser, where a picture of ours stands for any other."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        stored = self.get_prep_value(value)
        filled = everything([stored]).filled(stored)
        shown = self.ready(filled) or filled
        context["value"] = {**shown, "example": "block_def" in (parent_context or {})}
        return context

    class Meta:
        preview_template = "components/blocks/preview.html"
