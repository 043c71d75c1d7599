"""What an editor can put into a survey. Each block's own random id becomes the question's id."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from surveys.standard import StandardBlock

_CODE = r"^[A-Za-z_][A-Za-z0-9_]{0,31}$"


def _choices(**options: Any) -> blocks.ListBlock:
    made = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=150), **{"min_num": 2, "max_num": 40, **options}
    )
    made.meta.default = ["", ""]  # one alone would be marked as too few before anything is typed
    return made


_FIRST = ("label", "help")
_SELDOM = ("easy", "spoken", "picture", "alt", "need", "code")
"""What few questions have. The picture of a choice, and the need of a signpost, are no part of these."""


class ShownBlock(blocks.StructBlock):
    """What everything in a survey has: its words, and when it is shown. `always`: fields that are never folded away."""

    always: tuple[str, ...] = ()
    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help = blocks.CharBlock(label=_("Help under the question"), max_length=300, required=False)
    easy = blocks.CharBlock(label=_("The same in easy words"), max_length=300, required=False)
    spoken = blocks.CharBlock(
        label=_("Read aloud"),
        max_length=300,
        required=False,
        help_text=_("Only where the question’s words would not do."),
    )
    picture = ImageChooserBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(label=_("What the picture shows"), max_length=200, required=False)
    when = blocks.CharBlock(
        label=_("Show it only when"),
        max_length=2000,
        required=False,
        help_text=_("Leave empty to show it to everybody."),
    )
    code = blocks.RegexBlock(
        regex=_CODE,
        label=_("Short name for rules"),
        required=False,
        help_text=_(
            "Letters, digits and _ such as way_home. Rules call the question ${way_home}; "
            "in the words of a later question that puts its answer in."
        ),
        error_messages={"invalid": _("Begin with a letter; then only letters, digits and _, 32 at most.")},
    )

    child_blocks: OrderedDict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The layout only says how the editor looks: what is stored, and so the migrations, keep the declared order.
        self.child_blocks = OrderedDict((name, self.child_blocks[name]) for name in self.base_blocks)

    def get_form_layout(self) -> blocks.BlockGroup:
        """The question with its answers first, then who is asked it, then folded away what few questions have."""
        names = list(self.child_blocks)
        seldom = [name for name in names if name in _SELDOM and name not in self.always]
        about = [name for name in ("prefer_not", "about_you", "when") if name in names]
        own = [name for name in names if name not in (*_FIRST, *about, *seldom)]
        more = blocks.BlockGroup(
            seldom, heading=_("More: easy words, a picture, help beside it"), classname="collapsed", label_format=""
        )
        return blocks.BlockGroup([*_FIRST, *own, *about, more])

    class Meta:
        label_format = "{label}"


class QuestionBlock(ShownBlock):
    """What every question has. Every question can be skipped, so there is no "required"."""

    prefer_not = blocks.BooleanBlock(label=_("Offer “I would rather not say”"), required=False)
    about_you = blocks.BooleanBlock(
        label=_("This is about the person"),
        required=False,
        help_text=_("Such as age group or area. Put these last; the page says why we ask."),
    )
    need = blocks.CharBlock(
        label=_("Help beside it"),
        max_length=60,
        required=False,
        help_text=_(
            "For a hard question: the need whose help stands there. Pick it from the list, or type its short name, "
            "such as bullying."
        ),
    )


class SingleBlock(QuestionBlock):
    """One choice out of several."""

    choices = _choices()

    class Meta:
        icon = "radio-full"
        label = _("Pick one")


class MultipleBlock(QuestionBlock):
    """Several choices, with limits and a choice that stands alone."""

    choices = _choices()
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


class RankingBlock(QuestionBlock):
    """Choices to put in order."""

    choices = _choices(max_num=10)
    limit = blocks.IntegerBlock(
        label=_("How many places"), min_value=0, max_value=10, default=0, help_text=_("0 means all of them.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Put in order")


class GridBlock(QuestionBlock):
    """The same choices for several things, shown one thing after the other."""

    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Thing"), max_length=150), min_num=1, max_num=20, label=_("Things")
    )
    choices = _choices(max_num=7)

    class Meta:
        icon = "table"
        label = _("Same question, several things")


class StatementsBlock(QuestionBlock):
    """Statements to agree with, disagree with, or pass."""

    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Statement"), max_length=250), min_num=1, max_num=40, label=_("Statements")
    )

    class Meta:
        icon = "comment"
        label = _("Agree, disagree, pass")


class PointsBlock(QuestionBlock):
    """Points to share out between choices."""

    choices = _choices(max_num=12)
    total = blocks.IntegerBlock(label=_("Points to share out"), min_value=2, max_value=100, default=10)

    class Meta:
        icon = "plus-inverse"
        label = _("Share out points")


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


class ConsentBlock(ShownBlock):
    """Agreeing to take part: the one thing that cannot be skipped."""

    class Meta:
        icon = "check"
        label = _("Agreeing to take part")


class InformationBlock(ShownBlock):
    """Something to read."""

    class Meta:
        icon = "info-circle"
        label = _("Something to read")


class ContentNoteBlock(ShownBlock):
    """Says what the next part is about, and that it can be left."""

    class Meta:
        icon = "warning"
        label = _("Note before a hard part")


class SignpostBlock(ShownBlock):
    """Help for one need, in the middle of a survey."""

    always = ("need",)
    need = blocks.CharBlock(
        label=_("Need"), max_length=60, help_text=_("Pick it from the list, or type its short name, such as bullying.")
    )

    class Meta:
        icon = "link"
        label = _("Where to find help")


class SectionBlock(blocks.StructBlock):
    """Begins a section: the questions under it belong to it until the next one."""

    title = blocks.CharBlock(label=_("Title of the section"), max_length=120, required=False)
    intro = blocks.CharBlock(label=_("Under the title"), max_length=500, required=False)
    when = blocks.CharBlock(
        label=_("Show the whole section only when"),
        max_length=2000,
        required=False,
        help_text=_("Leave empty to show it to everybody."),
    )
    code = blocks.RegexBlock(regex=_CODE, label=_("Short name"), required=False)

    class Meta:
        icon = "bars"
        label = _("Section")
        label_format = "{title}"


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
