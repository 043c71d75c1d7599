"""Going on after the questions changed for safety."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from surveys import attempts, withdrawing
from surveys.queries import held_draft


@never_cache
@require_POST
def go_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Put this browser's draft on the current questions, then on to the first one that it has not seen."""
    draft = held_draft(attempts.hashes(request), slug)
    if draft is not None:
        withdrawing.move_on(draft=draft)
    return redirect("consultation_answer", slug=slug)
