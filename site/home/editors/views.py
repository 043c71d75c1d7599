"""Monthly figures and guides in `/cms/`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.text.cells import csv_file
from home.editors.figures import every_row, figures, month_of
from home.editors.guides import GUIDES
from home.editors.models import PracticePage

MONTHS_OFFERED = 24


@require_safe
def monthly_figures(request: HttpRequest) -> HttpResponseBase:
    """The figures of `month` (YYYY-MM; this month without it); `as=csv` downloads them."""
    if not request.user.has_perm("home.view_pagefeedback"):
        raise PermissionDenied
    found = figures(month_of(request.GET.get("month", "")))
    if request.GET.get("as") == "csv":
        return csv_file(f"figures-{found.month.code}", every_row(found))
    months = [month_of("").back(ago) for ago in range(MONTHS_OFFERED)]
    return render(request, "home/editors/figures.html", {"found": found, "months": months})


@require_safe
def guides(request: HttpRequest) -> HttpResponseBase:
    """The list of guides, and the way to the practice area."""
    practice = PracticePage._default_manager.only("pk").first()
    return render(request, "home/editors/guides.html", {"guides": GUIDES, "practice": practice})


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One guide. Raises Http404 for another name."""
    place = next((place for place, each in enumerate(GUIDES) if each.slug == slug), None)
    if place is None:
        raise Http404
    following = GUIDES[place + 1] if place + 1 < len(GUIDES) else None
    return render(request, "home/editors/guide.html", {"guide": GUIDES[place], "next": following})
