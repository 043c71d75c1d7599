"""What publishing would change, the reason that a change of meaning needs, the versions, and withdrawing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from surveys import versioning, withdrawing
from surveys.authoring.access import can_withdraw, readable, roles_of, writable
from surveys.authoring.change_words import groups, reuse_words
from surveys.code_forms import Words
from surveys.compiling import BrokenDefinition
from surveys.definition import parse
from surveys.models import Survey, SurveyVersion
from surveys.queries import definition_of, definitions_of, reasons_of

if TYPE_CHECKING:
    from core.people.models import User


class SameMeaningForm(forms.Form):
    """Why answers before and after can be counted together."""

    reason = Words(
        label=lazy("Its meaning is the same because"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Readers see this beside the results. No names of people."),
        error_messages={"required": lazy("Say in a sentence why old and new answers can be counted together.")},
    )


class WithdrawForm(forms.Form):
    """Why a version is withdrawn."""

    why = Words(
        label=lazy("What is wrong with it?"),
        max_length=300,
        help_text=lazy("For colleagues. No names of people, and nothing that somebody answered."),
        error_messages={"required": lazy("Say in a few words what is wrong with it.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, pk: str) -> HttpResponse:
    """What publishing the draft would change. POST signs why a change of meaning is none."""
    survey = writable(request, pk) if request.method == "POST" else readable(request, pk)
    draft = cast("Survey", survey.get_latest_revision_as_object())
    try:
        plan = versioning.plan_for(draft)
    except BrokenDefinition as problem:
        return render(request, "surveys/staff/changes.html", {**_shown(request, survey), "broken": str(problem)})
    form = SameMeaningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and plan.meaning and form.is_valid():
        user = cast("User", request.user)
        versioning.sign(survey=survey, plan=plan, reason=form.cleaned_data["reason"], by=user.opaque_id)
        messages.success(request, _("Signed. Change a meaning again and it needs a new reason."))
        return redirect("survey_changes", survey.pk)
    context = {**_shown(request, survey), **_plan_context(survey, plan), "form": form}
    return render(request, "surveys/staff/changes.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    return {"survey": survey, "writes": request.user.has_perm("surveys.change_survey")}


def _plan_context(survey: Survey, plan: versioning.Plan) -> dict[str, Any]:
    definitions = [parse(plan.definition)]
    if survey.version is not None:
        definitions.append(definition_of(survey.version))
    return {
        "plan": plan,
        "groups": groups([change.stored() for change in plan.changes], definitions),
        "reuses": [reuse_words(reuse) for reuse in plan.reuses],
    }


@require_safe
def versions(request: HttpRequest, pk: str) -> HttpResponse:
    """Every version of a survey, the newest first: what changed, who by (a role), why, and whether it is intact."""
    survey = readable(request, pk)
    rows = list(survey.versions.select_related("withdrawn").order_by("-number"))
    roles = roles_of({version.made_by for version in rows if version.made_by})
    known = definitions_of(survey.pk)
    reasons = {number: reason for number, _day, reason in reasons_of(survey.pk)}
    before = {version.number: known[version.pk] for version in rows}
    shown = [
        {
            "version": version,
            "role": roles.get(version.made_by, "") if version.made_by else "",
            "intact": version.is_intact(),
            "groups": groups(
                version.changes, [one for one in (known[version.pk], before.get(version.number - 1)) if one]
            ),
            "withdrawn": getattr(version, "withdrawn", None),
            "reason": version.reason or reasons.get(version.number, ""),
            "tried": survey.version is None or version.number > survey.version.number,
        }
        for version in rows
    ]
    context = {**_shown(request, survey), "rows": shown, "may_withdraw": can_withdraw(request.user)}
    return render(request, "surveys/staff/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Withdraw one version for safety."""
    if not can_withdraw(request.user):
        raise PermissionDenied
    version = get_object_or_404(SurveyVersion.objects.select_related("survey"), survey_id=pk, number=number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdrawing.withdraw(version=version, by=cast("User", request.user), why=form.cleaned_data["why"])
        messages.success(request, _("Withdrawn. Whoever was answering it is told at their next page."))
        return redirect("survey_versions", pk)
    context = {"version": version, "survey": version.survey, "form": form}
    return render(request, "surveys/staff/withdraw.html", context, status=422 if form.errors else 200)
