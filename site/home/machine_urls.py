"""Addresses for machines: health, the service worker, and uploads where no web server in front serves them."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.static import serve

from home.emergency import worker
from home.health import healthz, readyz

# Documents go through Wagtail's own view, which asks who may have them; originals of images are larger than any page.
PRIVATE = ("documents/", "original_images/")


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One uploaded file (a rendition of an image). Private folders answer 404, however the way to them is written."""
    plain = posixpath.normpath(name.replace("\\", "/")).lstrip("/")  # as Django's own view reads it
    if plain.casefold().startswith(PRIVATE) or "\x00" in name:
        raise Http404
    response = serve(request, plain, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns: list[URLPattern] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("worker.js", worker, name="worker"),
]

if not settings.STORAGES["default"]["BACKEND"].startswith("storages."):
    urlpatterns.append(re_path(r"^media/(?P<name>.*)$", media))
