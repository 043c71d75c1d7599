"""The library of monitoring questions in `/cms/`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from surveys.standard.library import items


@require_safe
def monitoring(request: HttpRequest) -> HttpResponse:
    """Every question of the library: its words, where they come from, and how far they were checked."""
    if not request.user.has_perm("surveys.view_survey"):
        raise PermissionDenied
    return render(request, "surveys/staff/monitoring.html", {"items": items().values()})
