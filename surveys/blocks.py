"""The questions that an editor can write. Each block's own random id becomes the question's id."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    """What every question has. Every question can be skipped, so there is no "required"."""

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help = blocks.CharBlock(label=_("Help under the question"), max_length=300, required=False)
    about_you = blocks.BooleanBlock(
        label=_("This is about the person"),
        required=False,
        help_text=_("Such as age group or area. Put these last; the page says why we ask."),
    )


class SingleBlock(QuestionBlock):
    """One choice out of several."""

    choices = blocks.ListBlock(blocks.CharBlock(label=_("Choice"), max_length=150), min_num=2, max_num=40)

    class Meta:
        icon = "radio-full"
        label = _("Pick one")


class MultipleBlock(QuestionBlock):
    """Several choices, with a limit and a choice that stands alone."""

    choices = blocks.ListBlock(blocks.CharBlock(label=_("Choice"), max_length=150), min_num=2, max_num=40)
    limit = blocks.IntegerBlock(
        label=_("Most that can be picked"), min_value=0, max_value=40, default=0, help_text=_("0 means no limit.")
    )
    none_of_these = blocks.CharBlock(
        label=_("“None of these”"),
        max_length=150,
        required=False,
        help_text=_("Words for a choice that cannot be picked with others. Leave empty for none."),
    )

    class Meta:
        icon = "tick"
        label = _("Pick several")


class TextBlock(QuestionBlock):
    """The person's own words. They are never shown on the site."""

    max_length = blocks.IntegerBlock(label=_("Longest answer (letters)"), min_value=50, max_value=4000, default=1000)

    class Meta:
        icon = "pilcrow"
        label = _("Your own words")


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a survey, in order. The names are those of `QuestionKind`."""

    single = SingleBlock()
    multiple = MultipleBlock()
    text = TextBlock()


class StepBlock(blocks.StructBlock):
    """One thing that happens next, and when."""

    title = blocks.CharBlock(label=_("What happens"), max_length=80)
    by = blocks.DateBlock(label=_("By"), required=False)
    text = blocks.CharBlock(label=_("In a sentence"), max_length=250, required=False)


class StepsBlock(blocks.StreamBlock):
    """What happens next, step by step."""

    step = StepBlock()
