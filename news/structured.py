"""What search engines and people's apps read about an article: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from core.areas.queries import partnership
from core.pages.addresses import path_of
from core.pages.frame import small_value
from core.pages.pictures import shown

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

    from news.models import NewsPage


def json_ld(request: HttpRequest, page: NewsPage, picture: AbstractImage | None) -> dict[str, object]:
    """`page` as NewsArticle. No query when the frame is warm."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "datePublished": page.published_on.isoformat(),
        "dateModified": (page.updated_on or page.published_on).isoformat(),
        "mainEntityOfPage": request.build_absolute_uri(path_of(page.pk) or request.path),
        "publisher": {"@type": "Organization", "name": small_value("partnership", partnership).name},
    }
    if picture is not None:
        data["image"] = request.build_absolute_uri(shown(picture, "").src)
    return data
