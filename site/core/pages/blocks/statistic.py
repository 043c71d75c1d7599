"""A number, never without its context."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, URLBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FIGURES


class StatisticBlock(PageBlock):
    """One figure with its period, what it compares with and where it is from: all required."""

    value = CharBlock(max_length=20, label=_("Figure"), help_text=_("Such as “4 in 10” or “240”."))
    label = CharBlock(max_length=120, label=_("What it counts"), help_text=_("In words that anybody knows."))
    period = CharBlock(max_length=80, label=_("When"), help_text=_("Such as “April to June 2026”."))
    comparator = CharBlock(max_length=120, label=_("Compared with"), help_text=_("Such as “3 in 10 a year before”."))
    source = CharBlock(
        max_length=160, label=_("Where the figure is from"), help_text=_("Who counted, such as “Our summer survey”.")
    )
    source_url = URLBlock(
        required=False, max_length=500, label=_("Address of the source"), help_text=_("Where people can check it.")
    )

    class Meta:
        icon = "order"
        label = _("Figure")
        group = FIGURES
        template = "components/blocks/statistic.html"
        preview_value = {
            "value": "4 in 10",
            "label": "people who answered said better lights would help most",
            "period": "Summer 2026",
            "comparator": "3 in 10 the summer before",
            "source": "Our summer survey",
        }
        description = _("A figure with its period, comparison and source.")
