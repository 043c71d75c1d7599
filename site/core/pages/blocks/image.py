"""A picture in a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock
from wagtail.images.blocks import ImageChooserBlock

from core.pages.blocks.base import PageBlock
from core.pages.blocks.parts import MEDIA, alt_text, decorative


class PictureBlock(PageBlock):
    """A picture, with words for people who cannot see it or the choice that it is only decoration.

    The words start empty and belong to this use: neither a file's name nor another page's words stand in for them.
    """

    image = ImageChooserBlock(label=_("Picture"), help_text=_("A photo of a person needs their consent."))
    alt_text = alt_text()
    decorative = decorative()
    caption = CharBlock(max_length=250, required=False, label=_("Words under it"), help_text=_("Everybody sees these."))
    credit = CharBlock(max_length=120, required=False, label=_("Whose picture it is"), help_text=_("Such as a name."))

    def ready(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """Nothing when the picture was deleted."""
        return value if value.get("image") else None

    class Meta:
        icon = "image"
        label = _("Picture")
        group = MEDIA
        template = "components/blocks/image.html"
        preview_value = {"decorative": True, "caption": "The new path by the river", "credit": "Brackenshire"}
        description = _("A picture. Say what it shows, or mark it as decoration.")
