"""Something is written: words, a number, a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.question_blocks.base import QuestionBlock


class TextBlock(QuestionBlock):
    """The person's own words. They are never shown on the site."""

    max_length = blocks.IntegerBlock(label=_("Longest answer (letters)"), min_value=50, max_value=4000, default=1000)

    class Meta:
        icon = "pilcrow"
        label = _("Your own words")


class ShortBlock(QuestionBlock):
    """A few words on one line."""

    max_length = blocks.IntegerBlock(label=_("Longest answer (letters)"), min_value=1, max_value=200, default=100)

    class Meta:
        icon = "edit"
        label = _("A few words")


class NumberBlock(QuestionBlock):
    """A number between two bounds."""

    minimum = blocks.FloatBlock(label=_("Smallest"), required=False)
    maximum = blocks.FloatBlock(label=_("Largest"), required=False)
    fractions = blocks.BooleanBlock(label=_("Fractions such as 1.5 are allowed"), required=False)
    unit = blocks.CharBlock(label=_("Unit"), max_length=20, required=False, help_text=_("Such as minutes."))

    class Meta:
        icon = "order"
        label = _("Number")


class MonthBlock(QuestionBlock):
    """A month of a year."""

    class Meta:
        icon = "date"
        label = _("Month")


class DateBlock(QuestionBlock):
    """A day. Never a date of birth: ask for an age group."""

    class Meta:
        icon = "date"
        label = _("Date")
