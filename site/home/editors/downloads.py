"""Downloads are counted where files are given out: by file and day, never by person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.pages import views_count

PREFIX = "/documents/"


def count_download(sender: type[Any], instance: Any, request: HttpRequest, **_kwargs: Any) -> None:
    """Answer Wagtail's `document_served`: one more download of the file `instance` today, unless staff opened it."""
    if request.method == "GET" and not getattr(request.user, "is_team", False):
        views_count.count(f"{PREFIX}{instance.pk}/", request.headers.get("User-Agent", ""))
