"""The area that a visitor chose: one first-party cookie, set only when they choose and read only where it matters."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.areas.queries import area_by_slug

COOKIE = "sayso_area"
ONE_YEAR = 365 * 24 * 3600


def area_slug(request: HttpRequest) -> str:
    """The slug that the visitor chose, or "": all of the place. Shaped like a slug, though its area may have gone."""
    slug = request.COOKIES.get(COOKIE, "")
    return slug if re.fullmatch(r"[a-z0-9-]{1,50}", slug) else ""


def _safe_local(request: HttpRequest, address: str) -> str:
    """`address` where it is a path of this site, else the home page."""
    fine = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if fine else "/"


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the chosen area (`area`: a slug; empty for all of the place) and go to `next`, a local path.

    Reads no session and no user. Whoever mounts it wraps it in `core.pages.kept_forms.kept_form`, as the form that
    posts here stands on kept pages. One query; an unknown area counts as all of the place.
    """
    response = HttpResponseRedirect(_safe_local(request, request.POST.get("next", "/")), status=303)
    area = area_by_slug(request.POST.get("area", "")[:50].replace("\x00", ""))
    if area is None:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, area.slug, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    response["Cache-Control"] = "no-store"
    return response
