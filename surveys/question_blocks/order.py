"""What gives a survey its order: sections, agreeing to take part, and what is only read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from surveys.question_blocks.base import CODE, ShownBlock


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
    code = blocks.RegexBlock(regex=CODE, label=_("Short name"), required=False)

    class Meta:
        icon = "bars"
        label = _("Section")
        label_format = "{title}"


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
