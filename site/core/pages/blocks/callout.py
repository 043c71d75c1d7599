"""Something that must not be missed."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock


class CalloutBlock(StructBlock):
    """A short boxed note: information, good news or something to act on."""

    kind = ChoiceBlock(
        choices=[("b", _("Information")), ("c", _("Help")), ("a", _("Please act"))], default="b", label=_("Kind")
    )
    title = CharBlock(max_length=80, label=_("Title"))
    text = TextBlock(max_length=400, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "components/blocks/callout.html"
        preview_value = {
            "kind": "c",
            "title": "Need to talk?",
            "text": "Childline is free on 0800 1111, day and night.",
        }
        description = _("A short boxed note.")
