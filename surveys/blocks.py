"""What an editor can put into a survey. Each block's own random id becomes the question's id."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.question_blocks.order import ConsentBlock, ContentNoteBlock, InformationBlock, SectionBlock, SignpostBlock
from surveys.question_blocks.picking import MultipleBlock, PictureBlock, PlaceBlock, SingleBlock, YesNoBlock
from surveys.question_blocks.rating import (
    AgreementBlock,
    EmojiBlock,
    GridBlock,
    PointsBlock,
    RankingBlock,
    ScaleBlock,
    StatementsBlock,
)
from surveys.question_blocks.writing import DateBlock, MonthBlock, NumberBlock, ShortBlock, TextBlock
from surveys.standard import StandardBlock


class QuestionsBlock(blocks.StreamBlock):
    """All of a survey, in order. The names are those of `QuestionKind`, and `section` and `standard`."""

    section = SectionBlock(group=_("Order"))
    single = SingleBlock(group=_("Pick"))
    multiple = MultipleBlock(group=_("Pick"))
    yes_no = YesNoBlock(group=_("Pick"))
    picture = PictureBlock(group=_("Pick"))
    place = PlaceBlock(group=_("Pick"))
    scale = ScaleBlock(group=_("Rate"))
    agreement = AgreementBlock(group=_("Rate"))
    emoji = EmojiBlock(group=_("Rate"))
    statements = StatementsBlock(group=_("Rate"))
    grid = GridBlock(group=_("Rate"))
    ranking = RankingBlock(group=_("Rate"))
    points = PointsBlock(group=_("Rate"))
    text = TextBlock(group=_("Write"))
    short = ShortBlock(group=_("Write"))
    number = NumberBlock(group=_("Write"))
    month = MonthBlock(group=_("Write"))
    date = DateBlock(group=_("Write"))
    standard = StandardBlock(group=_("About people"))
    consent = ConsentBlock(group=_("Order"))
    information = InformationBlock(group=_("Order"))
    content_note = ContentNoteBlock(group=_("Order"))
    signpost = SignpostBlock(group=_("Order"))

    class Meta:
        collapsed = True  # 150 of them open would be a page that nobody scrolls


class StepBlock(blocks.StructBlock):
    """One thing that happens next, and when."""

    title = blocks.CharBlock(label=_("What happens"), max_length=80)
    by = blocks.DateBlock(label=_("By"), required=False)
    text = blocks.CharBlock(label=_("In a sentence"), max_length=250, required=False)


class StepsBlock(blocks.StreamBlock):
    """What happens next, step by step."""

    step = StepBlock()
