"""Several files to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FILES, FileBlock, dated, several


class AttachmentsBlock(PageBlock):
    """A titled list of files, each with its kind, size, pages and date."""

    title = CharBlock(max_length=120, required=False, label=_("Title"), help_text=_("Such as “Papers of the meeting”."))
    entries = several(FileBlock(), _("Files"), most=50)

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """Without the files that were deleted; None when none is left."""
        left = [dated(item) for item in value.get("entries") or [] if item.get("document")]
        return {**value, "entries": left} if left else None

    class Meta:
        icon = "folder-open-inverse"
        label = _("Files to download")
        group = FILES
        template = "components/blocks/attachments.html"
        preview_value = {
            "title": "Papers of the meeting",
            "entries": [{"title": "Agenda"}, {"title": "Minutes of the meeting before"}],
        }
        description = _("Several files, each with its kind, size, pages and date.")
