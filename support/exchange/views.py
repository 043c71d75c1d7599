"""Import and export in /cms/, for those who may write services. A dry run first; then all or nothing, as drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.people.models import User
from support.exchange.actions import NotAsShown, hold_rows, take_in
from support.exchange.cells import COLUMNS, row_of
from support.exchange.csv_files import write_csv
from support.exchange.forms import SourceForm
from support.exchange.planning import Plan, State, latest, plan_import
from support.models import Service, ServiceImport
from support.oruk.answers import written
from support.oruk.queries import FULL, feed_for
from support.oruk.records import full_service
from support.rules import can_exchange

View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    """Decorator: refuse everybody who may not write services."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_exchange(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file or an address; what it holds is then shown row by row."""
    posted = request.method == "POST"
    form = SourceForm(request.POST, request.FILES) if posted else SourceForm()
    if posted and form.is_valid():
        held = hold_rows(user=_user(request), rows=form.rows, is_feed=form.is_feed)
        return redirect("support_import_confirm", held.token)
    context = {"form": form, "columns": COLUMNS, **_page(_("Import and export services"))}
    return render(request, "support/cms/import.html", context)


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: UUID) -> HttpResponse:
    """The dry run of what was read, and the button that takes it in."""
    held = get_object_or_404(ServiceImport, token=token, made_by=_user(request))
    if request.method == "POST":
        try:
            plan = take_in(held=held, user=_user(request), digest=request.POST.get("digest", ""))
        except NotAsShown:
            messages.warning(request, _("Something changed since you looked. This is how it stands now."))
            return redirect("support_import_confirm", token)
        messages.success(request, _taken(plan))
        return redirect(Service.snippet_viewset.get_url_name("list"))
    plan = plan_import(held.rows, _user(request), is_feed=held.is_feed)
    counts = [(state, plan.count(state)) for state in State]
    context = {"plan": plan, "counts": counts, "token": token, **_page(_("What would happen"))}
    return render(request, "support/cms/dry_run.html", context)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # for_writers has let nobody else in


def _taken(plan: Plan) -> str:
    number = plan.count(State.NEW) + plan.count(State.CHANGED)
    words = "%(number)s service is a draft now. Check it and send it for approval."
    many = "%(number)s services are drafts now. Check them and send them for approval."
    return ngettext(words, many, number) % {"number": number}


def _page(title: str) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "download"}


@for_writers
@require_safe
def export_csv(request: HttpRequest) -> HttpResponse:
    """Every service as its last draft has it, in CSV. Secret places are not in it."""
    body = write_csv(row_of(service) for service in _everything())
    return _file(body.encode(), "text/csv; charset=utf-8", f"services-{date.today()}.csv")


@for_writers
@require_safe
def export_json(request: HttpRequest) -> HttpResponse:
    """Every service as its last draft has it, as Open Referral UK. Secret places are not in it."""
    feed = feed_for(request.build_absolute_uri("/")[:-1], timezone.now())
    contents = [full_service(service, feed) for service in _everything()]
    return _file(written({"contents": contents}), "application/json", f"services-{date.today()}.json")


def _everything() -> list[Service]:
    rows = Service.objects.select_related("organisation", "latest_revision").prefetch_related(*FULL).order_by("pk")
    return [latest(service) for service in rows]


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
