"""Several things to open, such as questions and answers."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING, several, writing


class FoldBlock(StructBlock):
    """A line to open, and what is under it."""

    title = CharBlock(max_length=120, label=_("Line to open"), help_text=_("Say what is inside, such as a question."))
    body = writing(_("What is inside"), help_text=_("Paragraphs, lists and links."))

    class Meta:
        label = _("Part")


class AccordionBlock(PageBlock):
    """A list of lines; each opens by itself and any number may be open. Works without scripts."""

    entries = several(FoldBlock(), _("Parts"))

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        group = WRITING
        template = "components/blocks/accordion.html"
        preview_value = {
            "entries": [
                {"title": "Do I have to give my name?", "body": "<p>No. You never have to.</p>"},
                {"title": "Who reads it?", "body": "<p>Two people in our team.</p>"},
            ]
        }
        description = _("Several lines to open. Not for anything that everybody must read.")
