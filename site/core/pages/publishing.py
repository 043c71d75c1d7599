"""What happens when a page goes live: its pictures are made in every size that readers are sent."""

from __future__ import annotations

from typing import Any

from wagtail.images import get_image_model

from core.pages.models import BasePage
from core.pages.pictures import make_renditions
from core.pages.version import raise_version


def prepare_pictures(page: BasePage) -> None:
    """Make the sizes of every picture of `page` that are missing, and raise the version of public content.

    Writes files and rows; takes about a second a new picture.
    """
    body = getattr(page, "body", None)
    ids = {block["value"].get("image") for block in (body.raw_data if body else ()) if block["type"] == "image"}
    ids.add(getattr(page, "lead_image_id", None))
    images = list(get_image_model().objects.filter(pk__in=ids - {None}))
    if images:
        make_renditions(images)
        raise_version()


def page_went_live(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """Answer Wagtail's `page_published`."""
    if isinstance(instance, BasePage):
        prepare_pictures(instance)
