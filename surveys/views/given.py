"""`/account/answers/`: what a member answered with a link to their account, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surveys import linking

if TYPE_CHECKING:
    from core.people.models import User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: HttpRequest) -> HttpResponse:
    """The list. POST (`survey`: its id): those answers are deleted for good."""
    user = cast("User", request.user)
    if request.method != "POST":
        return render(request, "surveys/levels/given.html", {"given": linking.given_by(user)})
    asked = request.POST.get("survey", "")
    survey = linking.withdraw(user=user, survey_id=int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if survey is None:
        messages.warning(request, _("There is nothing of yours to take back there. Perhaps you did already."))
    else:
        messages.success(
            request, _("Your answers to “%(title)s” are deleted, and no longer counted.") % {"title": survey.title}
        )
    return redirect("given_answers")
