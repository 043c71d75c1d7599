"""The other ways to publish: many pages at once, and copies. They too wait for a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.publishing.gatekeeping import standing_problems


def not_many_at_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Answer `before_bulk_action`: nobody but an administrator publishes pages from a list, and they only what the gate
    lets through."""
    if action_type != "publish" or not any(isinstance(each, Page) for each in objects):
        return None
    if not request.user.is_superuser:
        messages.error(request, _("Nothing was published. Send each page for approval: a second person puts it up."))
        return redirect(action.next_url)
    pages = [page.get_latest_revision_as_object() for page in objects]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below.get_latest_revision_as_object() for page in objects for below in page.get_descendants()]
    stopped = [page.title for page in pages if standing_problems(page)]
    if not stopped:
        return None
    words = _("Nothing was published. The publishing checks found something in: %(titles)s.")
    messages.error(request, words % {"titles": ", ".join(stopped[:10])})
    return redirect(action.next_url)


def copies_are_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer `before_copy_page`: a copy is a draft, and waits for a second person as everything does."""
    asked = request.POST.get("publish_copies") or request.POST.get("alias")
    if request.method != "POST" or not asked or request.user.is_superuser:
        return None
    messages.error(request, _("Nothing was copied. A copy begins as a draft: leave “publish” and “alias” empty."))
    return redirect("wagtailadmin_pages:copy", page.pk)
