"""The view of *What is due*."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.areas.queries import active_areas
from core.text.cells import csv_file
from support.due_report import SECTIONS, SHOWN, Chosen, teams
from support.rules import can_look_at

if TYPE_CHECKING:
    from core.people.models import User


@require_safe
def help_due(request: HttpRequest) -> HttpResponseBase:
    """One section (`show`), narrowed to an `area` and a `team`, 50 rows a `page`; `as=csv` downloads all of it."""
    if not request.user.has_perm("support.view_service"):
        raise PermissionDenied
    section = SECTIONS.get(request.GET.get("show", "")) or SECTIONS["reviews"]
    areas, all_teams = active_areas(), teams()
    wanted = {"area": request.GET.get("area", ""), "team": request.GET.get("team", "")}
    chosen = Chosen(
        wanted["area"] if wanted["area"] in {area.slug for area in areas} else "",
        wanted["team"] if wanted["team"] in all_teams else "",
    )
    if request.GET.get("as") == "csv":
        return csv_file(f"due-{section.key}", section.every_row(chosen))
    return _page(request, section.key, chosen, {"areas": areas, "teams": all_teams})


def _page(request: HttpRequest, key: str, chosen: Chosen, lists: dict[str, list]) -> HttpResponse:
    text = request.GET.get("page", "")
    page = int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 5 else 1
    start = (max(page, 1) - 1) * SHOWN
    rows = SECTIONS[key].read(chosen, start, start + SHOWN + 1)
    user = cast("User", request.user)

    def address(**more: object) -> str:
        asked = {"show": key, "area": chosen.area, "team": chosen.team, **more}
        return f"{reverse('help_due')}?{urlencode({name: value for name, value in asked.items() if value})}"

    context = {
        "section": SECTIONS[key],
        "sections": [(one, address(show=one.key), one.key == key) for one in SECTIONS.values()],
        "rows": [(row, row.change and can_look_at(user, row.change)) for row in rows[:SHOWN]],
        "chosen": chosen,
        "csv": address(**{"as": "csv"}),
        "previous": address(page=page - 1) if page > 1 else "",
        "next": address(page=page + 1) if len(rows) > SHOWN else "",
        **lists,
    }
    return render(request, "support/staff/due.html", context)
