"""A picture in a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock


class PictureBlock(ImageBlock):
    """A picture, with words for people who cannot see it or the choice that it is only decoration."""

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/blocks/image.html"
        description = _("A picture. Say what it shows, or mark it as decoration.")
