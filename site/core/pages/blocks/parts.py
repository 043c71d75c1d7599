"""Fields that several blocks share, and the groups of the chooser."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StructBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

WRITING = _("Writing")
FIGURES = _("Figures and plans")
MEDIA = _("Pictures and sound")
FILES = _("Files and links")
PEOPLE = _("People and help")

Words = str | Promise
LIMITED_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def alt_text() -> CharBlock:
    """Words for people who cannot see a picture."""
    return CharBlock(
        max_length=250,
        required=False,
        label=_("What it shows"),
        help_text=_("For people who cannot see it. Say what matters here, in a sentence."),
    )


def decorative() -> BooleanBlock:
    """The other choice: the picture says nothing."""
    return BooleanBlock(
        required=False, label=_("It is decoration"), help_text=_("Tick when nothing is lost without the picture.")
    )


class PortraitBlock(StructBlock):
    """A picture beside somebody's words or name."""

    image = ImageChooserBlock(
        required=False, label=_("Photo"), help_text=_("Only of somebody who agreed to be shown here.")
    )
    alt_text = alt_text()
    decorative = decorative()

    class Meta:
        icon = "image"
        label = _("Photo")


class FileBlock(StructBlock):
    """A file with its kind, size and date, so that nobody spends data by surprise."""

    document = DocumentChooserBlock(label=_("File"), help_text=_("Its kind, size and pages are shown."))
    title = CharBlock(max_length=120, required=False, label=_("Title"), help_text=_("Empty: the file's own title."))
    description = CharBlock(
        max_length=300,
        required=False,
        label=_("What is in it"),
        help_text=_("One or two sentences, for people who cannot open the file."),
    )
    date = DateBlock(required=False, label=_("Date of the file"), help_text=_("When it was written or agreed."))

    class Meta:
        icon = "doc-full"
        label = _("File")


def dated(value: dict[str, Any]) -> dict[str, Any]:
    """The stored `value` of a FileBlock with `day`, its date; None where it has none."""
    day = value.get("date")
    if isinstance(day, str):
        with contextlib.suppress(ValueError):
            day = datetime.date.fromisoformat(day)
    return {**value, "day": day if isinstance(day, datetime.date) else None}


def wrong_kind(value: Mapping[str, Any], key: str, endings: frozenset[str], words: Words) -> None:
    """Raises StructBlockValidationError with `words` at `key` where the file there has none of `endings`."""
    file = value.get(key)
    if file and file.file_extension.lower() not in endings:
        raise StructBlockValidationError(block_errors={key: ValidationError(str(words))})


def writing(label: Words = "", *, required: bool = True, help_text: Words = "") -> RichTextBlock:
    """Paragraphs, lists, bold, italic and links."""
    return RichTextBlock(features=LIMITED_FEATURES, required=required, label=label or _("Text"), help_text=help_text)


def link_page(*, help_text: Words = "") -> PageChooserBlock:
    """A page of this site."""
    return PageChooserBlock(
        required=False, label=_("Page of this site"), help_text=help_text or _("The link follows the page if it moves.")
    )


def link_url() -> URLBlock:
    """An address elsewhere."""
    return URLBlock(
        required=False,
        max_length=500,
        label=_("Or an address elsewhere"),
        help_text=_("Begins with https://. Leave it empty when you chose a page."),
    )


def transcript(kind: Words) -> RichTextBlock:
    """Everything that is said, for people who cannot or would rather not listen."""
    return writing(_("Transcript"), required=False, help_text=kind)


def several(child: StructBlock, label: Words, *, most: int = 30) -> ListBlock:
    """At least one of `child`, at most `most`."""
    return ListBlock(child, min_num=1, max_num=most, label=label)
