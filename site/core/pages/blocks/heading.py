"""A heading inside a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING


class HeadingBlock(PageBlock):
    """A heading of level 2, or of level 3 under one of level 2. It gets an address of its own inside the page."""

    text = CharBlock(max_length=120, label=_("Heading"), help_text=_("Say what the part gives, in a few words."))
    level = ChoiceBlock(
        choices=[("2", _("Main heading")), ("3", _("Smaller heading, under a main one"))],
        default="2",
        label=_("Size"),
        help_text=_("A smaller one needs a main one above it."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = WRITING
        template = "components/blocks/heading.html"
        preview_value = {"text": "What is new", "level": "2"}
        description = _("Splits a long page into parts that people can scan.")
