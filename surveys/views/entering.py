"""What comes before the first question, where a survey asks for it: a code, an account, or a sign of patience.

The user of the request is read only where a survey is answered once for each account.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.people.session_user import signed_in
from surveys import attempts, bots, onlyonce, rules
from surveys.bots import Proof
from surveys.code_forms import InvitationForm
from surveys.enums import OnceOnly
from surveys.models import ConsultationPage, Draft, Survey
from surveys.presenting import consultation_context
from surveys.queries import held_draft, is_full

if TYPE_CHECKING:
    from core.people.models import User


def before(request: HttpRequest, page: ConsultationPage) -> HttpResponse | None:
    """The page that somebody new must see instead of starting; None: they may start.

    A POST that starts is counted for its place; a code and a challenge in it are looked at, the challenge used up.
    """
    survey = page.survey
    if is_full(survey):
        return stopped(request, page, "full")
    if request.method == "POST" and bots.starts_too_often(request, survey):
        return render(request, "429.html", status=429)
    if survey.once_only not in (OnceOnly.CODE, OnceOnly.ACCOUNT) and not survey.under_attack:
        return None
    return _asked_for(request, page)


def code_hash(request: HttpRequest, survey: Survey) -> str:
    """The hash of the invitation code that a start, which `before` let through, will spend; "" in other modes."""
    if survey.once_only != OnceOnly.CODE:
        return ""
    return onlyonce.invitation_hash(survey.pk, request.POST.get("code", ""))


def account_of(request: HttpRequest) -> Callable[[int], str]:
    """What the signed-in member spends for a survey (its id), "" for nobody; the user is read when it is called."""

    def spends(survey_id: int) -> str:
        user = signed_in(request)
        return onlyonce.account_hash(survey_id, user) if user else ""

    return spends


def member_of(request: HttpRequest) -> Callable[[], User | None]:
    """Gives the member who is signed in, None for nobody; the user is read when it is called."""
    return lambda: request.user if request.user.is_authenticated else None


def stopped(request: HttpRequest, page: ConsultationPage, why: str) -> HttpResponse:
    """Why nobody, or not this person, can start: "full", "account" or "age"."""
    return render(request, "surveys/keys/stopped.html", {**consultation_context(page), "why": why})


def paused(request: HttpRequest, slug: str, draft: Draft) -> HttpResponse:
    """What was begun waits while staff have paused the survey. This browser keeps its key as long as the answers."""
    survey = draft.version.survey
    context = {"slug": slug, "survey": survey, "why": "paused", "draft": draft}
    response = render(request, "surveys/keys/stopped.html", context)
    attempts.renew(request, response, {survey.pk: attempts.PAUSED_HOURS})
    return response


def _asked_for(request: HttpRequest, page: ConsultationPage) -> HttpResponse | None:
    survey, form = page.survey, None
    if survey.once_only == OnceOnly.ACCOUNT:
        spends = account_of(request)(survey.pk)
        if spends and onlyonce.is_spent(spends):
            return stopped(request, page, "account")
        if not spends:
            return _ask(request, page, needs_account=True)
        if survey.is_public and not rules.can_answer_publicly(request.user):
            return stopped(request, page, "age")
    if survey.once_only == OnceOnly.CODE:
        if "code" in request.POST and bots.is_too_often(request, bots.INVITATION):
            return render(request, "429.html", status=429)
        form = checked_code(request, survey)
        if not form.is_bound or not form.is_valid():
            return _ask(request, page, form=form)
    if request.method != "POST":
        return _ask(request, page, form=form)
    return _patience(request, page, form) if survey.under_attack else None


def checked_code(request: HttpRequest, survey: Survey) -> InvitationForm:
    """The form of an invitation code with what was posted; it is valid where the code is ours and not spent."""
    form = InvitationForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        found = onlyonce.invitation_hash(survey.pk, form.cleaned_data["code"])
        if not onlyonce.is_invitation(survey.pk, found):
            form.add_error("code", _("We do not know this code. Look at each letter again."))
        elif onlyonce.is_spent(found):
            form.add_error("code", _("This code has already sent answers. Each code sends once."))
    return form


def _patience(request: HttpRequest, page: ConsultationPage, form: InvitationForm | None) -> HttpResponse | None:
    """None where work or waiting was done; else the page that asks for it."""
    token = request.POST.get("challenge", "")
    proof = bots.check(page.survey_id, token, request.POST.get("proof", ""))
    if proof == Proof.GOOD:
        return None
    left = bots.seconds_left(token) if proof == Proof.EARLY else 0
    return _ask(request, page, form=form, token=token if left else "", seconds_left=left)


def _ask(request: HttpRequest, page: ConsultationPage, *, token: str = "", **more: Any) -> HttpResponse:
    survey = page.survey
    context = consultation_context(page) | {"needs_account": False, "seconds_left": 0, **more}
    if survey.under_attack and not context["needs_account"]:
        context |= {"challenge": token or bots.challenge(survey.pk), "bits": bots.BITS}
    if survey.once_only == OnceOnly.CODE and not context.get("form"):
        context["form"] = InvitationForm()
    context["has_errors"] = bool(context.get("form") and context["form"].errors)
    return render(request, "surveys/keys/enter.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def missing_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers are ready and cannot be sent: their code or account was spent by others, or is missing. They are kept."""
    draft = held_draft(attempts.hashes(request), slug)
    if draft is None:
        return redirect("consultation_answer", slug=slug)
    survey, form = draft.version.survey, None
    if survey.once_only == OnceOnly.CODE:
        if request.method == "POST" and bots.is_too_often(request, bots.INVITATION):
            return render(request, "429.html", status=429)
        form = checked_code(request, survey)
        if form.is_bound and form.is_valid():
            onlyonce.give_code(draft=draft, typed=form.cleaned_data["code"])
            return redirect("consultation_check", slug=slug)
    signed_in = survey.once_only == OnceOnly.ACCOUNT and request.user.is_authenticated
    context = {"slug": slug, "survey": survey, "form": form, "is_signed_in": signed_in, "draft": draft}
    context["is_too_young"] = signed_in and survey.is_public and not rules.can_answer_publicly(request.user)
    context["has_errors"] = bool(form and form.errors)
    return render(request, "surveys/keys/missing.html", context)
