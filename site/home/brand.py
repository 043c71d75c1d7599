"""`/brand/<version>.css`: the house's stylesheet with the partnership's own colours; `…/tokens.css`: those alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.areas.queries import partnership
from core.ui import brand


@require_safe
def brand_css(request: HttpRequest, version: str) -> HttpResponse:
    """The whole stylesheet. Kept a year under the address of its `version`; an older address gives today's, unkept.

    Raises Http404 where the partnership has no colours of its own.
    """
    tokens = partnership().brand
    return _styles(brand.whole(tokens), version == brand.version(tokens))


@require_safe
def brand_tokens(request: HttpRequest, version: str) -> HttpResponse:
    """The colours alone, for `/emergency/`, which has a small stylesheet of its own. As `brand_css` otherwise."""
    tokens = partnership().brand
    return _styles(brand.stylesheet(tokens), version == brand.version(tokens))


def _styles(css: str, is_current: bool) -> HttpResponse:
    if not css:
        raise Http404
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return response
