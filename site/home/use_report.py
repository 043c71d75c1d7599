"""*How pages do* in `/cms/`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.text.cells import csv_file
from home.usefulness import every_row, how_pages_do

SHOWN = 50


@require_safe
def pages_do(request: HttpRequest) -> HttpResponseBase:
    """Reads and answers of the last 28 days, the most read first; 50 a `page`; `as=csv` downloads all."""
    if not request.user.has_perm("home.view_pagefeedback"):
        raise PermissionDenied
    heads = [_("Address"), _("Read"), _("Useful"), _("Not useful")]
    if request.GET.get("as") == "csv":
        return csv_file("how-pages-do", every_row(heads))
    text = request.GET.get("page", "")
    page = max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    rows = how_pages_do((page - 1) * SHOWN, page * SHOWN + 1)
    context = {"heads": heads, "rows": rows[:SHOWN], "page": page, "more": len(rows) > SHOWN}
    return render(request, "home/pages_do.html", context)
