"""What happened and what comes, in order."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, TextBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FIGURES, link_page, link_url, several


class MomentBlock(StructBlock):
    """One moment."""

    when = CharBlock(max_length=60, label=_("When"), help_text=_("Such as “May 2026” or “By next spring”."))
    title = CharBlock(max_length=120, label=_("What"), help_text=_("It becomes the link, where there is one."))
    text = TextBlock(max_length=400, required=False, label=_("More about it"), help_text=_("A sentence or two."))
    done = BooleanBlock(required=False, label=_("This has happened"), help_text=_("Shows “Done” beside it."))
    page = link_page()
    url = link_url()

    class Meta:
        label = _("Moment")


class TimelineBlock(PageBlock):
    """Moments in order."""

    entries = several(MomentBlock(), _("Moments"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = FIGURES
        template = "components/blocks/timeline.html"
        preview_value = {
            "entries": [
                {"when": "May 2026", "title": "You told us that the path is dark", "done": True},
                {"when": "September 2026", "title": "Six new lights", "text": "On College Road.", "done": True},
                {"when": "Spring 2027", "title": "We ask again"},
            ]
        }
        description = _("What happened and what comes next, in order.")
