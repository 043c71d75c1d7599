"""What people see when something goes wrong: always a way on, always the help lines."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, override

from core.pages.addresses import address_map
from support.oruk.answers import is_api, problem


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 without the database: a request that we could not read."""
    if is_api(request):
        return problem(400, "This request cannot be read.")
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this account."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, in the language asked for; where that is not English, with a link to the same page in English."""
    if is_api(request):
        return problem(404, "There is nothing here.")
    return render(request, "errors/404.html", {"english": english_twin(request.path)}, status=404)


def english_twin(path: str) -> str:
    """The English address of `path` (which has another language's prefix), or "" where there is none to offer.

    A CMS page is offered only when it is live and public, so that the link tells nothing about private ones.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if not path.startswith(f"/{language}/"):
        return ""
    # Two slashes at the front would be an address on another host.
    english = "/" + path.removeprefix(f"/{language}/").lstrip("/\\")
    with override(settings.LANGUAGE_CODE):
        try:
            is_page = resolve(english).url_name == "wagtail_serve"
        except Resolver404:
            return ""
    twin = address_map().by_path.get((settings.LANGUAGE_CODE, english.lstrip("/")))
    return english if not is_page or (twin is not None and not twin.private) else ""


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without the database, the session or the context that may have failed."""
    if is_api(request):
        return problem(500, "Something went wrong here. Try again later.")
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token was missing or old, with what to do; `reason` is for developers and is not shown."""
    if is_api(request):
        return problem(405, "This data can only be read.")
    return render(request, "errors/csrf.html", status=403)
