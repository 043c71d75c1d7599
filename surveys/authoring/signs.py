"""`/cms/`: answers that may not be real. Approvers leave those with one flag out of the figures, and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from surveys import leaving_out, quality, rules
from surveys.code_forms import Words
from surveys.enums import Flag
from surveys.models import Survey

if TYPE_CHECKING:
    from core.people.models import User


class ReasonForm(forms.Form):
    """Why answers with one flag are left out."""

    reason = Words(
        max_length=300,
        label=lazy("Left out because"),
        help_text=lazy("Everybody reads this beside the figures. No names, and nothing that somebody answered."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": lazy("Say in a sentence why these answers are not counted.")},
    )


def _survey(request: HttpRequest, pk: int) -> Survey:
    if not rules.can_run(cast("User", request.user)):
        raise PermissionDenied
    return get_object_or_404(Survey, pk=pk)


@never_cache
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Each flag: how many answers have it, whether they are left out, and the form that changes that."""
    return _page(request, _survey(request, pk))


@require_POST
def decide(request: HttpRequest, pk: int, flag: str) -> HttpResponse:
    """Leave the answers with one flag out, or take them in again (`in=1`)."""
    survey, user = _survey(request, pk), cast("User", request.user)
    if flag not in Flag.values:
        raise Http404
    if request.POST.get("in") == "1":
        changed = leaving_out.take_in(survey=survey, flag=Flag(flag), by=user)
    else:
        form = ReasonForm(request.POST, prefix=flag)
        if not form.is_valid():
            return _page(request, survey, {flag: form}, status=422)
        changed = leaving_out.leave_out(survey=survey, flag=Flag(flag), reason=form.cleaned_data["reason"], by=user)
    if changed:
        messages.success(request, _("Noted. The figures were counted again and are out."))
    else:
        messages.success(
            request,
            _(
                "Noted. The figures that are out stay as they are for now: a change would show fewer than 10 people. "
                "It is in the next figures."
            ),
        )
    return redirect("wagtailsnippets_surveys_survey:signs", pk)


def _page(
    request: HttpRequest, survey: Survey, forms_of: dict[str, ReasonForm] | None = None, *, status: int = 200
) -> HttpResponse:
    decided = {one.flag: one for one in survey.left_out.all()}
    said = {row["flag"]: row for row in quality.statement(survey) or []}
    rows = [
        {
            "flag": flag.value,
            "label": flag.label,
            "said": said.get(flag.value),
            "decided": decided.get(flag.value),
            "waits": bool(decided.get(flag.value)) != bool(said.get(flag.value, {}).get("why")),
            "form": (forms_of or {}).get(flag.value)
            or ReasonForm(prefix=flag.value, initial={"reason": decided[flag].reason if flag in decided else ""}),
        }
        for flag in Flag
    ]
    return render(request, "surveys/staff/signs.html", {"survey": survey, "rows": rows}, status=status)
