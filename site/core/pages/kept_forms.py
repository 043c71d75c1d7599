"""Forms on kept pages post without a token: a kept page is the same for everybody and can hold none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
LARGEST_BODY = 256 * 1024
MOST_FIELDS = 200

kept_form_views: list[str] = []
"""The dotted names of every view that takes a post without a token; a test lists them."""


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that this post came from a page of this site.

    `Sec-Fetch-Site` decides where it is sent; else our own `Origin`; else our own `Referer`. Old browsers that send
    none of them are answered with a page to confirm.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == ours
    referer = urlsplit(request.headers.get("Referer", ""))
    return f"{referer.scheme}://{referer.netloc}" == ours


def kept_form(view: View) -> View:
    """Guard `view` (which reads no session and no user) against posts from elsewhere, without a token.

    A post that cannot be shown to be ours gets, with 403, a page that holds a token and the same fields to confirm;
    nothing typed is lost. Bodies over 256 kB or 200 fields are refused with 413.
    """
    kept_form_views.append(f"{view.__module__}.{view.__qualname__}")

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if _body_size(request) > LARGEST_BODY or len(request.POST) > MOST_FIELDS:
            return HttpResponse(_("That is more than this form can take."), status=413, content_type="text/plain")
        if "csrfmiddlewaretoken" in request.POST:
            refusal = CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(request, _needs_token, (), {})
            return refusal or view(request, *args, **kwargs)
        if from_our_own_page(request):
            return view(request, *args, **kwargs)
        return confirm_page(request)

    return guarded


def _body_size(request: HttpRequest) -> int:
    size = request.META.get("CONTENT_LENGTH") or "0"
    return int(size) if str(size).isdecimal() else LARGEST_BODY + 1


def _needs_token(request: HttpRequest) -> HttpResponse:
    """Stands for a view that is not exempt, so that Django's own check runs."""
    return HttpResponse()


def confirm_page(request: HttpRequest) -> HttpResponse:
    """The fields of a post again, behind a token, for the person to send once more."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return render(request, "layouts/confirm.html", {"fields": fields}, status=403)
