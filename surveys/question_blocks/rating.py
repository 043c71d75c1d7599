"""Something is rated, put in order or shared out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.question_blocks.base import QuestionBlock, choice_list


class ScaleBlock(QuestionBlock):
    """Steps from 1, with words at both ends."""

    steps = blocks.ChoiceBlock(label=_("Steps"), choices=[("5", "5"), ("7", "7"), ("10", "10")], default="5")
    low = blocks.CharBlock(label=_("What 1 means"), max_length=60)
    high = blocks.CharBlock(label=_("What the last step means"), max_length=60)

    class Meta:
        icon = "minus"
        label = _("Scale")


class AgreementBlock(QuestionBlock):
    """Five steps from strongly agree to strongly disagree."""

    class Meta:
        icon = "thumbtack"
        label = _("How much do you agree?")


class EmojiBlock(QuestionBlock):
    """Five faces, each with its word."""

    class Meta:
        icon = "user"
        label = _("Faces with words")


class StatementsBlock(QuestionBlock):
    """Statements to agree with, disagree with, or pass."""

    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Statement"), max_length=250), min_num=1, max_num=40, label=_("Statements")
    )

    class Meta:
        icon = "comment"
        label = _("Agree, disagree, pass")


class GridBlock(QuestionBlock):
    """The same choices for several things, shown one thing after the other."""

    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Thing"), max_length=150), min_num=1, max_num=20, label=_("Things")
    )
    choices = choice_list(max_num=7)

    class Meta:
        icon = "table"
        label = _("Same question, several things")


class RankingBlock(QuestionBlock):
    """Choices to put in order."""

    choices = choice_list(max_num=10)
    limit = blocks.IntegerBlock(
        label=_("How many places"), min_value=0, max_value=10, default=0, help_text=_("0 means all of them.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Put in order")


class PointsBlock(QuestionBlock):
    """Points to share out between choices."""

    choices = choice_list(max_num=12)
    total = blocks.IntegerBlock(label=_("Points to share out"), min_value=2, max_value=100, default=10)

    class Meta:
        icon = "plus-inverse"
        label = _("Share out points")
