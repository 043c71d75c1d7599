"""`/brand.css`: the partnership's own colours, as a stylesheet of a few bytes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.areas.queries import partnership
from core.ui import brand


@require_safe
def brand_css(request: HttpRequest) -> HttpResponse:
    """The tokens that differ from Sayso's own. Kept a year under the address of this version, else not at all."""
    tokens = partnership().brand
    response = HttpResponse(brand.stylesheet(tokens), content_type="text/css; charset=utf-8")
    current = request.GET.get("v", "") == brand.version(tokens)
    response["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
    return response
