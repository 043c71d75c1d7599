"""Answers stay whatever happens to pages: deleting and copying in `/cms/` say so in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from surveys.models import ConsultationPage, PendingResponse, Response, SpentKey, Survey


def has_answers(survey_id: int) -> bool:
    """Whether anybody has sent answers to the survey `survey_id`. At most three queries."""
    return (
        SpentKey.objects.filter(survey_id=survey_id).exists()
        or Response.objects.filter(survey_id=survey_id).exists()
        or PendingResponse.objects.filter(version__survey_id=survey_id).exists()
    )


def _answered_below(pages: Iterable[Page]) -> ConsultationPage | None:
    """A consultation with answers that is one of `pages` or below one."""
    for page in pages:
        for found in ConsultationPage.objects.descendant_of(page, inclusive=True):
            if has_answers(found.survey_id):
                return found
    return None


def _words(page: ConsultationPage) -> str:
    words = _(
        "Nothing was deleted. People have answered “%(title)s”, and were told that they can read here what came of "
        "it. Take the page down instead."
    )
    return words % {"title": page.title}


def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer `before_delete_page`: a page that people answered is not deleted, nor is one above it."""
    found = _answered_below([page])
    if found is None:
        return None
    messages.error(request, _words(found))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_deleting_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Answer `before_bulk_action`: the same for pages that were ticked in a list, and no survey at all."""
    if action_type != "delete":
        return None
    if any(isinstance(each, Survey) for each in objects):
        messages.error(request, _kept())
        return redirect(action.next_url)
    found = _answered_below([each for each in objects if isinstance(each, Page)])
    if found is None:
        return None
    messages.error(request, _words(found))
    return redirect(action.next_url)


def _kept() -> str:
    return _("Nothing was deleted. A survey is never deleted: answers and what came of them stand on it.")


def refuse_deleting_surveys(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Answer `before_delete_snippet`: no survey is deleted."""
    if not any(isinstance(each, Survey) for each in instances):
        return None
    messages.error(request, _kept())
    return redirect(Survey.snippet_viewset.get_url_name("list"))


def refuse_copying(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer `before_copy_page`: a copy would show the same questions twice."""
    if not ConsultationPage.objects.descendant_of(page, inclusive=True).exists():
        return None
    messages.error(request, _("Nothing was copied. Two pages cannot share their questions: begin a new consultation."))
    return redirect("wagtailadmin_pages:edit", page.pk)
