"""Reading pages: the list, one consultation, its results. No cookie, no session and no user is read."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages.cache import keep_until
from surveys.models import ConsultationPage
from surveys.presenting import consultation_context, results_context
from surveys.queries import closed_consultations, current_consultations, next_change_of, visible_to

MOST_CLOSED = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/consultations/`: what is open, what opens soon, what closed and what came of it."""
    now = timezone.now()
    open_now, coming = current_consultations(now)
    _keep(request, [*open_now, *coming], now)
    context = {"open": open_now, "coming": coming, "closed": closed_consultations(MOST_CLOSED, now), "now": now}
    return render(request, "surveys/index.html", context)


@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: why we ask, who sees the answers, what happens next."""
    now = timezone.now()
    page = get_object_or_404(visible_to(None), slug=slug)
    _keep(request, [page], now)
    return render(request, "surveys/consultation.html", consultation_context(page, now))


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures that may be shown, or that there are none yet."""
    now = timezone.now()
    page = get_object_or_404(visible_to(None), slug=slug)
    _keep(request, [page], now)
    return render(request, "surveys/results.html", results_context(page, now))


def _keep(request: HttpRequest, pages: list[ConsultationPage], now: datetime) -> None:
    instant = next_change_of(pages, now)
    if instant is not None:
        keep_until(request, instant)
