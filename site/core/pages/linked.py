"""What search engines read about any page in the words of schema.org: the way to it, and who runs this site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from core.areas.models import Partnership
from core.text.plain import one_line

SCHEMA = "https://schema.org"


def breadcrumbs(request: HttpRequest, crumbs: Iterable[tuple[object, str]], title: str) -> dict[str, Any]:
    """The way to the page of `request`: `crumbs` as (words, path), nearest last, and the page's own `title`."""
    way = [*crumbs, (title, request.path)]
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one_line(words), "item": request.build_absolute_uri(path)}
            for place, (words, path) in enumerate(way, start=1)
        ],
    }


def organisation(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """Who runs this site."""
    record = {
        "@type": "GovernmentOrganization",
        "name": one_line(partnership.name),
        "alternateName": one_line(partnership.short_name),
        "areaServed": one_line(partnership.place),
        "url": request.build_absolute_uri("/"),
    }
    return {"@context": SCHEMA, **{name: value for name, value in record.items() if value}}
