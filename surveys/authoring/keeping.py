"""Answers stay whatever happens to pages: deleting, copying and moving them in `/cms/` say so in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.pages.gate import GateClosed
from surveys.models import ConsultationPage, Draft, PendingResponse, Response, SpentKey, Survey


def has_answers(survey_id: int) -> bool:
    """Whether anybody has sent answers to the survey `survey_id`. At most three queries."""
    return (
        SpentKey.objects.filter(survey_id=survey_id).exists()
        or Response.objects.filter(survey_id=survey_id).exists()
        or PendingResponse.objects.filter(version__survey_id=survey_id).exists()
    )


def is_being_answered(survey_id: int) -> bool:
    """Whether somebody has answers to the survey `survey_id` that are not sent yet. Tests of staff do not count."""
    drafts = Draft.objects.filter(version__survey_id=survey_id, is_test=False, expires_at__gt=timezone.now())
    return drafts.exists()


def refuse_new_address(page: ConsultationPage, revision: Revision) -> None:
    """Raises GateClosed where `revision` would take `page` away from the address at which people are answering now:
    what they press next would go nowhere."""
    slug = ConsultationPage.objects.filter(pk=page.pk).values_list("slug", flat=True).first()
    if revision.content["slug"] == slug or not is_being_answered(page.survey_id):
        return
    words = _("People are answering at its address now, and would lose what they typed. Change the address later.")
    raise GateClosed(page.pk, page.title, [words])


def _answered_below(pages: Iterable[Page]) -> ConsultationPage | None:
    """A consultation with answers, sent or not, that is one of `pages` or below one."""
    for page in pages:
        for found in ConsultationPage.objects.descendant_of(page, inclusive=True):
            if has_answers(found.survey_id) or is_being_answered(found.survey_id):
                return found
    return None


def _words(page: ConsultationPage) -> str:
    if not has_answers(page.survey_id):
        words = _("Nothing was deleted. People are answering “%(title)s” now. Take the page down instead.")
        return words % {"title": page.title}
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
