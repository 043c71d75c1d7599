"""What somebody with a preview link sees: the page as it will be, and whose eyes it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from core.pages.addresses import address_map, language_roots, path_inside
from core.pages.cache import never_count, never_keep
from core.pages.models import embargo_of
from core.pages.moments import said
from home.publishing.models import PreviewLink
from home.publishing.previews import count_opening, link_of

LONGEST_TOKEN = 100
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class PreviewNote:
    """What the note above the page says: for whom, until when the link works, and the end of an embargo or ""."""

    name: str
    ends: str
    embargo: str


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a preview link: its scheduled version, else its latest draft. 404 for every link that does not work,
    whyever. Writes that it was opened; kept, counted and indexed by nobody."""
    never_keep(request)
    never_count(request)
    link = link_of(token) if len(token) <= LONGEST_TOKEN else None
    response = render(request, "home/publishing/ended.html", status=404) if link is None else _page(request, link)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def _page(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    page: Any = link.page.specific
    page = page.get_scheduled_revision_as_object() or page.get_latest_revision_as_object()
    if page.expire_at is not None and page.expire_at <= timezone.now():
        page.expire_at = None  # the last end has passed; the draft is what they were asked to read
    ends = embargo_of(page)
    site = address_map().site
    request._wagtail_site = site  # type: ignore[attr-defined]
    # What the page says of its own address (for cards, for search engines) must not be the secret one.
    request.path = request.path_info = (path_inside(page.url_path, language_roots(site)) if site else None) or "/"
    note = PreviewNote(link.for_name, said(link.expires_at), said(ends) if ends else "")
    request.preview_note = note  # type: ignore[attr-defined]
    with translation.override(page.locale.language_code):
        response: HttpResponse = page.serve(request)
        if hasattr(response, "render"):
            response.render()
    if request.method == "GET":
        count_opening(link)
    return response
