"""Addresses for machines: health, the service worker, and uploads where no web server in front serves them."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.static import serve

from home.emergency import worker
from home.health import healthz, readyz
from home.publishing.preview_view import preview

# Only sizes of pictures, whose names nobody can guess. Documents go through core.pages.media.views, which asks who may
# have them; originals of pictures and uploads that nobody finished are for no reader.
PUBLIC = "images/"


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size of a picture. Every other folder answers 404, however the way to it is written."""
    plain = posixpath.normpath(name.replace("\\", "/")).lstrip("/")  # as Django's own view reads it
    if not plain.startswith(PUBLIC) or "\x00" in name:
        raise Http404
    response = serve(request, plain, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns: list[URLPattern] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("preview/<str:token>/", preview, name="page_preview"),
    path("worker.js", worker, name="worker"),
]

if not settings.STORAGES["default"]["BACKEND"].startswith("storages."):
    urlpatterns.append(re_path(r"^media/(?P<name>.*)$", media))
