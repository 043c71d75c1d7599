"""What everything in a survey has, and what every question has."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

CODE = r"^[A-Za-z_][A-Za-z0-9_]{0,31}$"
_FIRST = ("label", "help")
_SELDOM = ("easy", "spoken", "picture", "alt", "need", "code")
"""What few questions have. The picture of a choice, and the need of a signpost, are no part of these."""


def choice_list(**options: Any) -> blocks.ListBlock:
    """A list of choices in words, with two lines to begin with. `options`: of the list block, such as `max_num`."""
    made = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=150), **{"min_num": 2, "max_num": 40, **options}
    )
    made.meta.default = ["", ""]  # one alone would be marked as too few before anything is typed
    return made


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
        regex=CODE,
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
