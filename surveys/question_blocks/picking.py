"""Something is picked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from surveys.question_blocks.base import QuestionBlock, choice_list


class SingleBlock(QuestionBlock):
    """One choice out of several."""

    choices = choice_list()

    class Meta:
        icon = "radio-full"
        label = _("Pick one")


class MultipleBlock(QuestionBlock):
    """Several choices, with limits and a choice that stands alone."""

    choices = choice_list()
    least = blocks.IntegerBlock(label=_("Fewest to pick"), min_value=0, max_value=40, default=0)
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
        icon = "tasks"
        label = _("Pick several")


class YesNoBlock(QuestionBlock):
    """Yes, no, or don't know."""

    class Meta:
        icon = "help"
        label = _("Yes, no, don’t know")


class PictureChoiceBlock(blocks.StructBlock):
    """One picture to pick, and its words."""

    label = blocks.CharBlock(label=_("Words"), max_length=150)
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("What the picture shows"), max_length=200, required=False)


class PictureBlock(QuestionBlock):
    """One picture out of several."""

    choices = blocks.ListBlock(PictureChoiceBlock(), min_num=2, max_num=12, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Pick a picture")


class PlaceBlock(QuestionBlock):
    """One of the partnership's areas, or a square of the map: never a pin."""

    squares = blocks.BooleanBlock(
        label=_("Offer squares of the map in place of areas"),
        required=False,
        help_text=_(
            "Squares of 5 km, named by the first halves of postcodes in them. People pick one, or type the first half "
            "of their postcode, which is turned into a square and forgotten."
        ),
    )

    class Meta:
        icon = "site"
        label = _("Area")
