"""Somebody's words."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, TextBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING, PortraitBlock


class QuoteBlock(PageBlock):
    """A quote and whose it is. Never age and area of a young person together."""

    text = TextBlock(max_length=600, label=_("Their words"), help_text=_("Without quotation marks."))
    name = CharBlock(max_length=80, required=False, label=_("Name"), help_text=_("Only with their agreement."))
    role = CharBlock(
        max_length=80,
        required=False,
        label=_("Role"),
        help_text=_("For a young person, an age group or a place, not both."),
    )
    organisation = CharBlock(
        max_length=120, required=False, label=_("Organisation"), help_text=_("Where they work, if that matters.")
    )
    photo = PortraitBlock(required=False, label=_("Photo"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = WRITING
        template = "components/blocks/quote.html"
        preview_value = {
            "text": "We drew the times on a pizza box. Now they are on the bus stop.",
            "name": "",
            "role": "A member of the youth board",
            "organisation": "",
        }
        description = _("Somebody's own words.")
