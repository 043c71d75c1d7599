"""How one thing is meant to lead to the next."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import FIGURES, several


class LogicRowBlock(StructBlock):
    """One line of reasoning, from the need to the difference."""

    need = TextBlock(max_length=300, label=_("Why"), help_text=_("The need, and how you know of it."))
    inputs = TextBlock(max_length=300, required=False, label=_("What goes in"), help_text=_("Money, people, places."))
    activities = TextBlock(
        max_length=300, label=_("What we do"), help_text=_("The work itself, such as a bus on six nights.")
    )
    outputs = TextBlock(
        max_length=300, required=False, label=_("What we count"), help_text=_("Such as “240 places a year”.")
    )
    outcomes = TextBlock(max_length=300, label=_("What changes"), help_text=_("For people, in a year or two."))
    impact = TextBlock(
        max_length=300, required=False, label=_("In the long run"), help_text=_("The difference to the whole area.")
    )

    class Meta:
        label = _("Row")


class LogicModelBlock(PageBlock):
    """A logic model or theory of change: each row reads from why to what changes."""

    title = CharBlock(max_length=120, label=_("Title"), help_text=_("Such as “How late buses make it safer”."))
    entries = several(LogicRowBlock(), _("Rows"), most=12)
    assumptions = TextBlock(
        max_length=600, required=False, label=_("What must be true"), help_text=_("What the reasoning rests on.")
    )

    class Meta:
        icon = "resubmit"
        label = _("Theory of change")
        group = FIGURES
        template = "components/blocks/logic_model.html"
        preview_value = {
            "title": "How late buses make it safer",
            "entries": [
                {
                    "need": "Young people walk home through a dark lane after ten.",
                    "inputs": "£12,000 and one bus",
                    "activities": "A bus at 22:15 on six nights",
                    "outputs": "240 journeys a month",
                    "outcomes": "Fewer people walk alone at night",
                    "impact": "Fewer people are hurt",
                }
            ],
            "assumptions": "People know of the bus and feel safe on it.",
        }
        description = _("A logic model: why, what goes in, what we do, what changes.")
