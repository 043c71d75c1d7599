"""What to do, one thing after the other."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING, link_page, link_url, several, writing


class StepBlock(StructBlock):
    """One thing to do."""

    title = CharBlock(max_length=120, label=_("What to do"), help_text=_("Begin with a verb. It becomes the link."))
    body = writing(_("More about it"), required=False, help_text=_("How, where or how long. It may stay empty."))
    page = link_page()
    url = link_url()

    class Meta:
        label = _("Step")


class StepsBlock(PageBlock):
    """Numbered steps."""

    entries = several(StepBlock(), _("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = WRITING
        template = "components/blocks/steps.html"
        preview_value = {
            "entries": [
                {"title": "Tell us what you saw", "body": "<p>It takes two minutes.</p>"},
                {"title": "We look into it", "body": "<p>Within a week.</p>"},
            ]
        }
        description = _("Numbered steps, in the order in which people take them.")
