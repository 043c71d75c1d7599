"""Deleting and taking down events for which people signed up: nobody travels for nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from news.events.queries import not_told_yet, still_coming


def told_before_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer `before_delete_page`: no event goes while people think that it happens, as their addresses go with it."""
    if not not_told_yet(page).exists():
        return None
    _say_why(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


def many_told_before_deleted(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Answer `before_bulk_action`: the same for many pages at once."""
    if action_type != "delete":
        return None
    stopped = [each for each in objects if isinstance(each, Page) and not_told_yet(each).exists()]
    if not stopped:
        return None
    _say_why(request, stopped[0])
    return redirect(action.next_url)


def say_who_is_told(request: HttpRequest, page: Page) -> None:
    """Answer `before_unpublish_page`, which comes when the button was pressed: say how many people hear of it."""
    if words := who_is_told(page):
        messages.warning(request, words)


def who_is_told(page: Page) -> str:
    """How many people get a letter when `page` and all below it are taken down; empty where nobody does."""
    number = still_coming(page).count()
    words = ngettext(
        "%(number)d person who signed up gets a letter that says so.",
        "%(number)d people who signed up get a letter that says so.",
        number,
    )
    return words % {"number": number} if number else ""


def _say_why(request: HttpRequest, page: Page) -> None:
    words = _(
        "“%(title)s” was not deleted: people signed up, and nobody would tell them. Publish the event as cancelled, or "
        "take it down. Once their letters have left, it can be deleted."
    )
    messages.error(request, words % {"title": Truncator(page.title).chars(60)})
