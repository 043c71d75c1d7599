"""What these pages share: writing, the way to the page, and the words that search reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from core.pages.blocks import BODY_BLOCKS
from core.pages.body import read_body, words_of
from core.pages.models import BasePage

ABOUT_PARENTS = ["home.HomePage", "home.StandardPage", "partnership.SectionPage"]
LOCAL_PARENTS = [*ABOUT_PARENTS, "home.AreaHubPage"]


class WrittenPage(BasePage):
    """A page with a body of blocks. `own_words` and `own_context` add what a kind of page has besides."""

    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("page"))

    class Meta:
        abstract = True

    def own_words(self) -> list[str]:
        """What search reads besides the body."""
        return []

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the template shows besides the body and the way to the page."""
        return {}

    def prose(self) -> str:
        """The words of the page without marks."""
        return " ".join([*filter(None, self.own_words()), words_of(self.body.raw_data)])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with everything that it shows."""
        from home.crumbs import crumbs  # noqa: PLC0415 - it reads pages of every kind

        picture = getattr(self, "lead_image_id", None)
        body = self.once("body", lambda: read_body(self.body.raw_data, images=[picture]))
        return {
            **super().get_context(request, *args, **kwargs),
            "body": body,
            "picture": body.images.get(picture) if picture else None,
            "crumbs": crumbs(self),
            **self.own_context(request),
        }
