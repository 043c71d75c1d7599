"""What `/cms/` is sent and no database can take: answered 400, whichever of Wagtail's many listings and forms it meets.
A form with a NUL is shown to its sender again, without it, to be sent by one press: its page could not be gone back to.

PostgreSQL refuses a NUL in any text, and both databases refuse numbers beyond their columns; Wagtail passes on both.
What counts and orders the parts of a StreamField is written by the editor's script, and Wagtail reads it with `int()`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views.generic.chooser import CreateViewMixin, CreationFormMixin

READING = ("GET", "HEAD", "OPTIONS")
PLACES = re.compile(r".*-(count|order)")
NO_NUMBER = "expected a number but got"
"""How Django says that a key which was sent (of a picture, a page) is none."""
NUMBER = re.compile(r"[0-9]{1,4}", re.ASCII)


class CMSInput:
    """Middleware, behind the one that reads forms for their token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers 400 for a NUL in a form, with all of it to be sent again. Raises BadRequest (a 400) for one in the
        address, the query or a JSON body, and for parts of a StreamField that are counted by no number, or by more than
        four digits."""
        if request.path.startswith("/cms/"):
            if _holds_nul(request):
                raise BadRequest("NUL")
            if _in(request.POST):
                return _once_more(request)
            if any(PLACES.fullmatch(name) and not NUMBER.fullmatch(str(value)) for name, value in request.POST.items()):
                raise BadRequest("no number")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises Http404 where a chooser is sent something to make and has no form for it: Wagtail fails on that."""
        chooser = getattr(view, "view_class", None)
        if request.method != "POST" or not (isinstance(chooser, type) and issubclass(chooser, CreateViewMixin)):
            return
        made_by = getattr(chooser, "get_creation_form_class", None)
        if made_by is not CreationFormMixin.get_creation_form_class:
            return  # files and pictures have forms of their own
        if not made_by(chooser(**getattr(view, "view_initkwargs", {}))):
            raise Http404

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        """Raises BadRequest where reading met a value that the database cannot hold, and where a form came without
        parts that its own page always sends, or with words for a number; all else goes its way."""
        if not request.path.startswith("/cms/"):
            return
        if isinstance(problem, MultiValueDictKeyError) or NO_NUMBER in str(problem):
            raise BadRequest("not as its page sends it") from problem
        too_large = isinstance(problem, DataError | OverflowError)
        if too_large and request.method in READING:
            raise BadRequest("out of range") from problem


def _holds_nul(request: HttpRequest) -> bool:
    if "\x00" in request.path or _in(request.GET):
        return True
    return request.content_type == "application/json" and any(nul in request.body for nul in (b"\x00", b"\\u0000"))


def _in(fields: QueryDict) -> bool:
    return any("\x00" in text for name, values in fields.lists() for text in (name, *map(str, values)))


def _once_more(request: HttpRequest) -> HttpResponse:
    """The page on which what was typed, without NULs, is sent again by one press. Passwords are not written into it."""
    typed = [(name.replace("\x00", ""), str(value)) for name, values in request.POST.lists() for value in values]
    kept = [(name, value.replace("\x00", "")) for name, value in typed if "password" not in name.casefold()]
    context = {
        "action": request.get_full_path(),
        "fields": kept,
        "has_files": bool(request.FILES),
        "has_password": len(kept) < len(typed),
    }
    return HttpResponse(render_to_string("errors/cms_nul.html", context), status=400)
