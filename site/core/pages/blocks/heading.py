"""A heading inside a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock


class HeadingBlock(StructBlock):
    """A heading of level 2, or of level 3 under one of level 2."""

    text = CharBlock(max_length=120, label=_("Heading"))
    level = ChoiceBlock(
        choices=[("2", _("Main heading")), ("3", _("Smaller heading, under a main one"))], default="2", label=_("Size")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"
        preview_value = {"text": "What is new", "level": "2"}
        description = _("Splits a long page into parts that people can scan.")
