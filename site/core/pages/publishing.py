"""What happens when a page goes live: its pictures are made in every size that readers are sent."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from core.pages.media.references import pictures_of
from core.pages.models import BasePage
from core.pages.pictures import make_renditions
from core.pages.version import raise_version


def prepare_pictures(page: BasePage) -> None:
    """Make the sizes of every picture of `page` that are missing, and raise the version of public content.

    Writes files and rows; takes about a second a new picture.
    """
    ids = pictures_of(page)
    if ids and make_renditions(get_image_model().objects.filter(pk__in=ids)):
        raise_version()


def note_references(page: BasePage) -> None:
    """Write down at once what a live page refers to: its files can be downloaded from the same moment, and those that
    it no longer shows cannot. (Wagtail does it too, but when the worker comes to it.)"""
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(page)


def page_was_saved(sender: type[Any], instance: Any, update_fields: Any = None, raw: bool = False, **_kw: Any) -> None:
    """Answer `post_save`. A whole save of a live page writes what readers see; drafts are saved in part."""
    if isinstance(instance, BasePage) and instance.live and update_fields is None and not raw:
        note_references(instance)


def page_went_live(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """Answer Wagtail's `page_published`."""
    if isinstance(instance, BasePage):
        prepare_pictures(instance)
        note_references(instance)
