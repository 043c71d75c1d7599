"""One thing to open."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING, writing


class DetailsBlock(PageBlock):
    """A line to open, for what only some readers need."""

    title = CharBlock(max_length=120, label=_("Line to open"), help_text=_("Say what is inside."))
    body = writing(_("What is inside"), help_text=_("Paragraphs, lists and links."))

    class Meta:
        icon = "collapse-down"
        label = _("More, folded away")
        group = WRITING
        template = "components/blocks/details.html"
        preview_value = {
            "title": "What counts as serious violence?",
            "body": "<p>Being hurt, or threatened, with or without a weapon.</p>",
        }
        description = _("A line that opens, for what only some readers need.")
