"""Pages of `/cms/` for what cannot wait: correcting a service now, and taking help down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.pages.reason_form import ReasonForm
from support import urgent
from support.models import Need, Service, UrgentChange
from support.rights import may_edit
from support.rules import can_look_at
from support.urgent_forms import Correction

if TYPE_CHECKING:
    from core.people.models import User

MODELS: dict[str, Any] = {"service": Service, "need": Need}


def _own(request: HttpRequest, kind: str, pk: str) -> Service | Need:
    """The live thing that this person may change at once. Raises Http404 and PermissionDenied."""
    thing: Any = get_object_or_404(MODELS[kind], pk=pk, live=True)
    if not may_edit(request.user, thing):
        raise PermissionDenied
    return cast("Service | Need", thing)


def _edit(thing: Service | Need) -> str:
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct a live service: what is sent is public at once."""
    user = cast("User", request.user)
    service = cast("Service", _own(request, "service", pk))
    correction = Correction(service, user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and correction.is_valid():
        reason = correction.form.cleaned_data["reason"]
        urgent.correct(by=user, service=service, parts=correction.parts(), alert=correction.alert, reason=reason)
        messages.success(request, _("Corrected. Readers see it now; somebody looks at it the next working day."))
        return redirect(service.snippet_viewset.get_url_name("edit"), service.pk)
    problems = correction.problems()
    context = {"service": service, "correction": correction, "problems": problems, "edit": _edit(service)}
    return render(request, "support/staff/correct.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Take a live service or need off the site."""
    thing = _own(request, kind, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        urgent.take_down(by=cast("User", request.user), thing=thing, reason=form.cleaned_data["reason"])
        messages.success(request, _("Taken down. Somebody looks at it the next working day."))
        return redirect(thing.snippet_viewset.get_url_name("list"))
    context = {"thing": thing, "form": form, "edit": _edit(thing)}
    return render(request, "support/staff/take_down.html", context, status=422 if form.is_bound else 200)


@require_POST
def look_at(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that an urgent change was looked at."""
    change = get_object_or_404(UrgentChange.objects.select_related("service", "need"), pk=pk)
    if not can_look_at(cast("User", request.user), change):
        raise PermissionDenied
    urgent.look_at(by=cast("User", request.user), change=change)
    messages.success(request, _("Noted: you have looked at it."))
    return redirect("help_due")
