"""Plain writing."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

from core.pages.blocks.parts import LIMITED_FEATURES, WRITING


class ParagraphBlock(RichTextBlock):
    """Paragraphs and lists, with bold, italic and links; headings and files have their own blocks."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": LIMITED_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Writing")
        group = WRITING
        template = "components/blocks/paragraph.html"
        preview_template = "components/blocks/preview.html"
        preview_value = "<p>Six new lights went up on College Road. <b>You asked for them</b> in May.</p>"
        description = _("Paragraphs, lists and links.")
