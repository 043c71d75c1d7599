"""What search engines and people's apps read about an article: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import get_language

from core.areas.queries import partnership
from core.pages.addresses import path_of
from core.pages.frame import small_value
from core.pages.linked import SCHEMA
from core.pages.pictures import card_file
from core.text.plain import one_line

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

    from news.models import NewsPage


def json_ld(request: HttpRequest, page: NewsPage, picture: AbstractImage | None) -> dict[str, object]:
    """`page` as NewsArticle. No query when the frame is warm."""
    house = {
        "@type": "Organization",
        "name": one_line(small_value("partnership", partnership).name),
        "url": request.build_absolute_uri("/"),
    }
    data: dict[str, object] = {
        "@context": SCHEMA,
        "@type": "NewsArticle",
        "headline": one_line(page.title),
        "description": one_line(page.summary),
        "datePublished": page.published_on.isoformat(),
        "dateModified": (page.updated_on or page.published_on).isoformat(),
        "inLanguage": get_language(),
        "mainEntityOfPage": request.build_absolute_uri(path_of(page.pk) or request.path),
        "author": {"@type": "Person", "name": one_line(page.byline)} if page.byline else house,
        "publisher": house,
    }
    if picture is not None:
        url, width, height = card_file(picture)
        data["image"] = {
            "@type": "ImageObject", "url": request.build_absolute_uri(url), "width": width, "height": height
        }  # fmt: skip
    if page.correction:
        data["correction"] = one_line(page.correction)
    return data
