"""The place where editors practise."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TitleFieldPanel
from wagtail.models import Page


class PracticePage(Page):
    """The practice area: beside the site, not in it, so that nothing below it has an address."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "news.NewsPage"]
    max_count = 1
    content_panels = [TitleFieldPanel("title")]
    page_description = _("A place to try things out. Nothing here is ever published.")

    class Meta:
        verbose_name = _("practice area")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody reads it. Raises Http404."""
        raise Http404
