"""Two ceilings to compare with: a bare WSGI function, and a bare Django view ("hello")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"<!doctype html><title>Hello</title><p>Hello" + b" " * 60


def bare(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application that does nothing else."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]


def django_hello() -> Callable[..., Iterable[bytes]]:
    """Django with no middleware and one view."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def hello(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(BODY)

    settings.configure(ALLOWED_HOSTS=["*"], SECRET_KEY="bench", ROOT_URLCONF=type("Urls", (), {}))
    settings.ROOT_URLCONF.urlpatterns = [path("", hello)]
    return get_wsgi_application()
