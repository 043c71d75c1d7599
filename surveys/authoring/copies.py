"""Copying a survey in `/cms/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surveys.authoring.access import readable
from surveys.authoring.rights import can_begin
from surveys.copying import copied
from surveys.models import ConsultationPage, Survey

if TYPE_CHECKING:
    from core.people.models import User

KEPT = (
    "opens_at",
    "closes_at",
    "anonymity",
    "link_role",
    "paging",
    "once_only",
    "quota",
    "kept_hours",
    "keep_months",
    "resume_cards",
    "group_sessions",
)
PAGE_KEPT = ("summary", "artwork", "why", "can_change", "cannot_change", "who_decides")


def copy_survey(*, survey: Survey, by: User) -> ConsultationPage | None:
    """A draft that asks what the draft of `survey` asks, under ids of its own: no answer can ever belong to both.

    Writes the survey, its page (None where the first has none), and a version of each. Dates that readers were promised
    are not copied. Nobody sees it before it is approved.
    """
    draft = cast("Survey", survey.get_latest_revision_as_object())
    fresh = copied(draft.questions.get_prep_value(), draft.codes, draft.translations)
    title = Truncator(_("Copy of %(title)s") % {"title": draft.title}).chars(120)
    fields = {name: getattr(draft, name) for name in KEPT}
    made = Survey(title=title, live=False, codes=fresh.codes, translations=fresh.translations, **fields)
    made.questions = fresh.blocks
    with transaction.atomic():
        made.save()
        made.save_revision(user=by, log_action=True, clean=False)
        return _copy_page(survey, made, by)


def _copy_page(survey: Survey, made: Survey, by: User) -> ConsultationPage | None:
    page = survey.consultation
    if page is None:
        return None
    draft = page.get_latest_revision_as_object()
    words = {name: getattr(draft, name) for name in PAGE_KEPT}
    copy = ConsultationPage(title=made.title, survey=made, live=False, owner=by, **words)
    page.get_parent().add_child(instance=copy)
    copy.save_revision(user=by, clean=False)
    return copy


@require_http_methods(["GET", "HEAD", "POST"])
def copy_it(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what a copy is. POST makes it and opens it."""
    survey = readable(request, pk)
    if not can_begin(cast("User", request.user)):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "surveys/staff/copy.html", {"survey": survey})
    made = copy_survey(survey=survey, by=cast("User", request.user))
    messages.success(request, _("Copied as a draft. Check its title and dates."))
    if made is None:
        return redirect(Survey.snippet_viewset.get_url_name("list"))
    return redirect("consultation_checklist", made.pk)
