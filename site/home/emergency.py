"""`/emergency/`: the numbers on one light page, which a phone keeps when its owner chooses so, and `/worker.js`."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.areas.queries import partnership
from core.pages.cache import never_count
from core.pages.frame import small_value
from core.pages.languages import every_language
from core.ui import brand


@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers, on a page that no editor can unpublish, of about 6 kB with its style and scripts."""
    worker = reverse("worker") if settings.KEEP_NUMBERS else ""
    context = {"page_languages": every_language(request), "worker": worker, "tokens": _tokens()}
    return render(request, "home/emergency.html", context)


def kept_files() -> list[str]:
    """The addresses that a phone keeps beside the page itself."""
    files = [static("home/emergency.css"), static("home/emergency.js"), static("ui/js/frame.js")]
    tokens = _tokens()
    return [*files, tokens] if tokens else files


def _tokens() -> str:
    """The address of the partnership's own colours; "" where it has none."""
    version = brand.version(small_value("partnership", partnership).brand or {})
    return reverse("brand_tokens", args=[version]) if version else ""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its version is a hash of itself and of the names (with hashes) of what it keeps.

    With KEEP_NUMBERS off it is one that removes itself and everything kept, which browsers fetch on the next visit.
    """
    never_count(request)
    context = {"keeping": settings.KEEP_NUMBERS, "files": json.dumps(kept_files()), "version": ""}
    context["version"] = hashlib.sha256(render_to_string("home/worker.js", context).encode()).hexdigest()[:12]
    response = HttpResponse(render_to_string("home/worker.js", context), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response
