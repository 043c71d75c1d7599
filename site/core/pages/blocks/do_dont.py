"""What helps and what does not."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import WRITING


class DoDontBlock(PageBlock):
    """Two short lists side by side."""

    do = ListBlock(
        CharBlock(max_length=160, label=_("Do"), help_text=_("Such as “listen first”.")), label=_("Do"), max_num=10
    )
    dont = ListBlock(
        CharBlock(max_length=160, label=_("Do not"), help_text=_("Such as “ask for every detail”.")),
        label=_("Do not"),
        max_num=10,
        help_text=_("The words “Do not” stand above the list: write “promise to keep it secret”."),
    )

    class Meta:
        icon = "tasks"
        label = _("Do and do not")
        group = WRITING
        template = "components/blocks/do_dont.html"
        preview_value = {
            "do": ["listen first", "say that you are glad they told you"],
            "dont": ["promise to keep it secret", "ask for every detail"],
        }
        description = _("Two short lists: what helps, and what does not.")
