"""`/cms/`: running a survey. Approvers pause it, guard it and make codes; whoever may write it may try it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from surveys import attempts, onlyonce, rules, running
from surveys.code_forms import CodesForm, PauseForm
from surveys.compiling import BrokenDefinition
from surveys.models import ConsultationPage, Survey

if TYPE_CHECKING:
    from core.people.models import User

PLACE = "wagtailsnippets_surveys_survey:running"


def _survey(request: HttpRequest, pk: int, may: Callable[[User], bool]) -> Survey:
    if not may(cast("User", request.user)):
        raise PermissionDenied
    return get_object_or_404(Survey, pk=pk)


def _page(request: HttpRequest, survey: Survey, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "survey": survey,
        "page": ConsultationPage.objects.filter(survey=survey).first(),
        "can_run": rules.can_run(cast("User", request.user)),
        "pause_form": forms.get("pause") or PauseForm(),
        "codes_form": forms.get("codes") or CodesForm(initial={"number": 30}),
        "guarantee": onlyonce.guarantee(survey.once_only, survey.anonymity),
        "paused_days": attempts.PAUSED_HOURS // 24,
    }
    return render(request, "surveys/staff/running.html", context, status=status)


@never_cache
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How the survey is running, and what can be done."""
    return _page(request, _survey(request, pk, rules.can_try))


@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause it, with words to the public."""
    survey, form = _survey(request, pk, rules.can_run), PauseForm(request.POST)
    if not form.is_valid():
        return _page(request, survey, pause=form, status=422)
    running.pause(survey=survey, why=form.cleaned_data["why"], by=cast("User", request.user))
    messages.success(request, _("It is paused. Everybody reads your words."))
    return redirect(PLACE, pk)


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go on, where its questions are not withdrawn."""
    survey = _survey(request, pk, rules.can_run)
    running.go_on(survey=survey, by=cast("User", request.user))
    survey.refresh_from_db(fields=["paused_at"])
    if rules.is_paused(survey):
        messages.error(request, _("It stays paused: its questions were withdrawn. Publish other questions first."))
    else:
        messages.success(request, _("It goes on."))
    return redirect(PLACE, pk)


@require_POST
def guard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a check before starting (`on=1`), or no longer."""
    survey, on = _survey(request, pk, rules.can_run), request.POST.get("on") == "1"
    running.guard(survey=survey, on=on, by=cast("User", request.user))
    messages.success(request, _("People are checked before they start.") if on else _("People start without a check."))
    return redirect(PLACE, pk)


@never_cache
@require_POST
def make_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make invitation codes: a file, or a page to print. They are shown in this answer and never again."""
    survey, form = _survey(request, pk, rules.can_run), CodesForm(request.POST)
    if not form.is_valid():
        return _page(request, survey, codes=form, status=422)
    made = onlyonce.make_codes(survey=survey, by=cast("User", request.user), **form.cleaned_data)
    page = ConsultationPage.objects.filter(survey=survey).first()
    address = request.build_absolute_uri(reverse("consultation", args=[page.slug])) if page else ""
    if request.POST.get("as") == "print":
        context = {"survey": survey, "codes": made, "address": address}
        return render(request, "surveys/staff/codes.html", context)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="codes-{survey.pk}.csv"'
    writer = csv.writer(response)
    writer.writerows([["code", "address"], *([code, address] for code in made)])
    return response


@require_POST
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the newest draft as a test, on the pages that the public will see."""
    survey = _survey(request, pk, rules.can_try)
    page = ConsultationPage.objects.filter(survey=survey).first()
    if page is None:
        messages.error(request, _("Make its page first: people answer there."))
        return redirect(PLACE, pk)
    try:
        key = running.start_trial(survey=survey, by=cast("User", request.user))
    except BrokenDefinition as problem:
        messages.error(request, str(problem))
        return redirect(PLACE, pk)
    response = redirect("consultation_answer", slug=page.slug)
    attempts.remember(request, response, survey.pk, key)
    return response
