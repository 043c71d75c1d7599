"""Something that must not be missed."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, TextBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING


class CalloutBlock(PageBlock):
    """A short boxed note: information, good news or something to act on."""

    kind = ChoiceBlock(
        choices=[("b", _("Information")), ("c", _("Help")), ("a", _("Please act"))],
        default="b",
        label=_("Kind"),
        help_text=_("Chooses the colour. The title must say the same in words."),
    )
    title = CharBlock(max_length=80, label=_("Title"), help_text=_("What it is about, in a few words."))
    text = TextBlock(max_length=400, label=_("Text"), help_text=_("No more than three sentences."))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        group = WRITING
        template = "components/blocks/callout.html"
        preview_value = {
            "kind": "c",
            "title": "Need to talk?",
            "text": "Childline is free on 0800 1111, day and night.",
        }
        description = _("A short boxed note.")
