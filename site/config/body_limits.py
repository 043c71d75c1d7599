"""How much a request may carry: what public forms need and little more, so that nobody can make the site read lists of
a million fields. Staff under `/cms/` send long forms (a survey of 150 questions has 8,000 fields) and files; so do
those who write down hands or type in a paper: a whole survey on one page. For them the limits of the settings hold.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

FIELDS = 200
BYTES = 256 * 1024
WIDER = ("/cms/", "/desk/groups/", "/desk/paper/", "/anymail/")
"""Staff, and what mail services report in batches."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class BodyLimits:
    """Middleware, in front of the first that reads a form (the one that checks its token)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers 413 for more than 256 kB, and raises TooManyFieldsSent (a 400) for more than 200 fields and files.

        Nothing of a body that is too long is read. A field that is sent twice counts twice.
        """
        if request.method in ("GET", "HEAD", "OPTIONS") or request.path.startswith(WIDER):
            return self.get_response(request)
        if _length(request) > BYTES:
            return HttpResponse(render_to_string("errors/400.html"), status=413)
        if request.content_type in FORMS and _fields(request) > FIELDS:
            raise TooManyFieldsSent("more fields than any form here has")
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """The length that the request announces; servers read no more than that. Raises BadRequest for what is none."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdecimal()):
        raise BadRequest("no length")
    return int(announced)


def _fields(request: HttpRequest) -> int:
    """How many fields and files a form holds; 0 where the line broke off while it came in."""
    try:
        return sum(len(values) for part in (request.POST, request.FILES) for _name, values in part.lists())
    except UnreadablePostError:
        return 0
