"""The view of *Due for a check*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission

from core.areas.queries import active_areas
from core.text.cells import csv_file
from home.publishing.due_report import due_pages, file_rows, teams

if TYPE_CHECKING:
    from core.people.models import User

SHOWN = 50


@require_safe
def pages_due(request: HttpRequest) -> HttpResponseBase:
    """Pages that are due, narrowed to an `area` and a `team`, 50 a `page`; `as=csv` downloads all of them."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    areas, all_teams = active_areas(), teams()
    area, team = request.GET.get("area", ""), request.GET.get("team", "")
    chosen = {
        "area": area if area in {one.slug for one in areas} else "",
        "team": team if team in all_teams else "",
    }
    if request.GET.get("as") == "csv":
        due = due_pages(cast("User", request.user), area=chosen["area"], team=chosen["team"])
        return csv_file("pages-due", file_rows(due))
    return _page(request, chosen, {"areas": areas, "teams": all_teams})


def _page(request: HttpRequest, chosen: dict[str, str], lists: dict[str, list[Any]]) -> HttpResponse:
    text = request.GET.get("page", "")
    page = max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    user, area, team = cast("User", request.user), chosen["area"], chosen["team"]
    rows = due_pages(user, area=area, team=team, most=page * SHOWN + 1)[(page - 1) * SHOWN :]

    def address(**more: object) -> str:
        asked = {name: value for name, value in {**chosen, **more}.items() if value}
        return f"{reverse('pages_due')}?{urlencode(asked)}"

    context = {
        "rows": rows[:SHOWN],
        "chosen": chosen,
        "sees_help": request.user.has_perm("support.view_service"),
        "csv": address(**{"as": "csv"}),
        "previous": address(page=page - 1) if page > 1 else "",
        "next": address(page=page + 1) if len(rows) > SHOWN else "",
        **lists,
    }
    return render(request, "home/publishing/due.html", context)
