"""Security headers: strict on every public page, wider under `/cms/`, whose pages bring inline scripts of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
CMS: dict[str, list[str]] = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# A preview is the public page itself, shown in a frame of /cms/; Wagtail's checks in it bring styles of their own.
PREVIEW: dict[str, list[str]] = {"style-src": [SELF, UNSAFE_INLINE], "frame-ancestors": [SELF]}


class Policy(CSPMiddleware):
    """The policy of every page, written out once: building it from the settings cost more than all other middleware.

    No view of ours changes it for itself; `policies` does so for `/cms/`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Give `response` the policy where it brought none."""
        response.setdefault(HEADER, self.policy)
        return response


def policies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost: a preview runs the whole middleware inside `/cms/`, and the outer answer must win."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if settings.DEMO:
            response["X-Robots-Tag"] = "noindex, nofollow"
        if request.path.startswith("/cms/"):
            _cms(request, response)
        return response

    return middleware


def _cms(request: HttpRequest, response: HttpResponse) -> None:
    replace: Any = PREVIEW if request.method == "GET" and "/preview" in request.path else CMS
    response["Content-Security-Policy"] = build_policy(replace=replace)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response.setdefault("Cache-Control", "no-store, private")
