"""Blocks of the partnership's pages: who sits where, meetings, papers and measures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    DecimalBlock,
    PageChooserBlock,
    StructBlock,
    StructBlockValidationError,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core.pages.blocks.document import DocumentBlock

LARGEST = Decimal(10**12)


class MemberBlock(StructBlock):
    """A partner and what it does here."""

    organisation = SnippetChooserBlock("partnership.PartnerOrganisation", label=_("Partner"))
    role = CharBlock(max_length=120, required=False, label=_("Role here"), help_text=_("Such as “Deputy chair”."))

    class Meta:
        icon = "group"
        label = _("Partner")
        description = _("A partner of the register, with its role here.")


class MeetingBlock(StructBlock):
    """One meeting, with its page or papers where there are any."""

    day = DateBlock(label=_("Day"))
    words = CharBlock(max_length=120, required=False, label=_("Where or how"), help_text=_("Such as “Online”."))
    page = PageChooserBlock(required=False, label=_("Page about it"), help_text=_("An event or its papers."))
    document = DocumentChooserBlock(required=False, label=_("Agenda or notes"))

    class Meta:
        icon = "calendar"
        label = _("Meeting")
        description = _("A day on which the group meets or met.")


class OutsideLinkBlock(StructBlock):
    """A paper on another site."""

    words = CharBlock(max_length=120, label=_("Words"), help_text=_("Say what it is, such as “Evaluation, 2026”."))
    url = URLBlock(max_length=500, label=_("Address"))

    class Meta:
        icon = "link-external"
        label = _("Link to another site")
        description = _("A paper that another body publishes.")


PAPERS = [
    ("page", PageChooserBlock(label=_("Publication or page of this site"), icon="doc-empty-inverse")),
    ("document", DocumentBlock()),
    ("link", OutsideLinkBlock()),
]


class MeasureBlock(StructBlock):
    """One thing that is measured: where it began, where it should get to, and where it is. Never without a source."""

    name = CharBlock(max_length=120, label=_("What is measured"))
    unit = CharBlock(max_length=60, required=False, label=_("Counted in"), help_text=_("Such as “visits a year”."))
    better = ChoiceBlock(
        choices=[("lower", _("A lower number")), ("higher", _("A higher number"))],
        default="lower",
        label=_("What is better"),
    )
    baseline = DecimalBlock(min_value=0, max_value=LARGEST, max_digits=16, decimal_places=2, label=_("At the start"))
    baseline_when = CharBlock(max_length=60, label=_("When that was"), help_text=_("Such as “2025 to 2026”."))
    target = DecimalBlock(min_value=0, max_value=LARGEST, max_digits=16, decimal_places=2, label=_("What we aim for"))
    target_when = CharBlock(max_length=60, label=_("By when"))
    actual = DecimalBlock(
        min_value=0,
        max_value=LARGEST,
        max_digits=16,
        decimal_places=2,
        required=False,
        label=_("Now"),
        help_text=_("Empty: nothing measured yet. Leave out a number under 10 that could point to somebody."),
    )
    actual_when = CharBlock(max_length=60, required=False, label=_("When that was"))
    source = CharBlock(max_length=160, label=_("Where the figures are from"))

    class Meta:
        icon = "order"
        label = _("Measure")
        description = _("A number at the start, the aim, and now.")
        preview_value = {
            "name": "Young people in hospital after an assault",
            "unit": "people a year",
            "better": "lower",
            "baseline": Decimal(240),
            "baseline_when": "2025",
            "target": Decimal(180),
            "target_when": "2028",
            "actual": Decimal(210),
            "actual_when": "2026",
            "source": "Hospital records",
        }

    def clean(self, value: Mapping[str, Any]) -> Any:
        """Refuse a figure of now without its time. Raises StructBlockValidationError."""
        cleaned = super().clean(value)
        if cleaned.get("actual") is not None and not cleaned.get("actual_when"):
            raise StructBlockValidationError({"actual_when": ValidationError(_now("Say when that was."))})
        return cleaned
