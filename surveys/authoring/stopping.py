"""Questions that may not be published: their editor is told, and led to what changes, whichever way it was tried."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from surveys.compiling import BrokenDefinition


def _told(request: HttpRequest, survey_id: int, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("survey_changes", survey_id)


class Stopped:
    """Middleware that answers BrokenDefinition in `/cms/`, from approvals and reverts among them: all was undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """What changes, of the survey that may not be published."""
        mine = isinstance(problem, BrokenDefinition) and problem.survey_id and request.path.startswith("/cms/")
        return _told(request, problem.survey_id, str(problem)) if mine else None  # type: ignore[attr-defined]
