"""What the editor says after saving: when it happens, in words, and which addresses will change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from core.pages.authors import wrote_some_of
from core.pages.models import embargo_of
from core.pages.moments import said, twice_words
from core.pages.redirects import addresses_below

NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken"})


def _is_autosave(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def say_times(request: HttpRequest, page: Page) -> None:
    """Answer `after_edit_page` and `after_create_page`: say the moments that are set, so that nobody has to guess."""
    if _is_autosave(request):
        return
    page = page.specific.get_latest_revision_as_object()
    now = timezone.now()
    moments: list[tuple[Any, str]] = [
        (page.go_live_at, _("Once approved, it goes up on %(moment)s.")),
        (page.expire_at, _("It comes down on %(moment)s.")),
        (embargo_of(page), _("Under embargo until %(moment)s.")),
    ]
    for moment, words in moments:
        if moment and moment > now:
            messages.info(request, " ".join(filter(None, [words % {"moment": said(moment)}, twice_words(moment)])))


def say_who_approves(request: HttpRequest, page: Page) -> None:
    """Answer `after_edit_page`: where somebody changed a page as they approved it, say that somebody else must."""
    asked = request.POST.get("workflow-action-name") == "approve" and request.POST.get("action-workflow-action")
    if asked and not request.user.is_superuser and page.workflow_in_progress and wrote_some_of(page, request.user):
        messages.warning(request, _("Your changes are kept. You wrote some of this, so somebody else approves it."))


def _changes(count: int) -> str:
    words = ngettext(
        "%(count)s public address will change. The old one will lead to the new one.",
        "%(count)s public addresses will change. Each old one will lead to its new one.",
        count,
    )
    return words % {"count": count}


def count_before_moving(request: HttpRequest, page: Page, destination: Page) -> None:
    """Answer `before_move_page`: on the page that asks, say how many addresses change."""
    stays = page.get_parent() == destination
    if request.method == "GET" and not stays and (count := addresses_below(page)):
        messages.warning(request, _changes(count))


def count_before_moving_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Answer `before_bulk_action`: ask once more, with the count, before many pages move."""
    if action_type != "move" or "count_was_seen" in request.POST:
        return None
    count = sum(addresses_below(page) for page in objects if isinstance(page, Page))
    if not count:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_SENT_AGAIN]
    context = {"words": _changes(count), "fields": fields, "back": action.next_url}
    return render(request, "home/confirm_move.html", context)


def count_before_renaming(request: HttpRequest, page: Page) -> None:
    """Answer `before_edit_page`: while a draft changes the last part of a public address, say how many change when it
    goes up."""
    if request.method != "GET":
        return
    public = Page.objects.filter(pk=page.pk, live=True).first()
    if public is not None and page.slug != public.slug:
        messages.warning(request, _("When this goes up: %(words)s") % {"words": _changes(addresses_below(public))})
