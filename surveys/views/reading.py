"""Reading single answers at the desk, where the level of a survey links them to members, and looking one person up.

Answers that nobody can link are not read here. Whoever may not read a survey's answers finds no such page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surveys import linking, rules, showing
from surveys.code_forms import LookUpForm, ShowForm
from surveys.enums import AnonymityLevel
from surveys.models import PublicAnswer, Response, Survey
from surveys.queries import definition_of
from surveys.wording import wording_of

if TYPE_CHECKING:
    from core.people.models import User

View = Callable[..., HttpResponse]
SHOWN = 10


def signed_in(view: View) -> View:
    """Guests sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _linked() -> Any:
    return Survey.objects.exclude(anonymity=AnonymityLevel.NOBODY).filter(version__isnull=False).defer("questions")


def _survey(request: HttpRequest, pk: int) -> Survey:
    """The survey `pk` for somebody who may read its answers. Raises Http404."""
    survey: Survey = get_object_or_404(_linked(), pk=pk)
    if not rules.can_read(_me(request), survey):
        raise Http404
    return survey


@require_safe
@signed_in
def surveys(request: HttpRequest) -> HttpResponse:
    """The consultations whose single answers whoever asks may read."""
    found = [survey for survey in _linked() if rules.can_read(_me(request), survey)]
    if not found and not rules.can_read_answers(_me(request)):
        raise Http404
    return render(request, "surveys/staff/reading.html", {"surveys": found})


@require_safe
@signed_in
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Counted answers in the order of their random ids: nothing tells who came when."""
    survey = _survey(request, pk)
    found = Response.objects.filter(survey=survey).select_related("version").order_by("pk")
    try:
        found = found.filter(pk__gt=UUID(request.GET["after"])) if "after" in request.GET else found
    except ValueError:
        raise Http404 from None
    rows = list(found[: SHOWN + 1])
    public = showing.public_of(rows) if survey.is_public else {}
    context = {
        "survey": survey,
        "answers": [(row, _words(row), public.get(row.pk)) for row in rows[:SHOWN]],
        "after": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        "may_link": rules.can_link(_me(request), survey),
    }
    return render(request, "surveys/staff/answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """One person's answers. POST, by the role that the survey named, with a reason: who wrote them. The name stands in
    that one page, and under no address."""
    survey = _survey(request, pk)
    found = _response(survey, response)
    if request.method != "POST":
        return _one(request, found)
    if not rules.can_link(_me(request), survey):
        raise PermissionDenied
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _one(request, found, status=422, look_up=form)
    person = linking.look_up(response=found, by=_me(request), why=form.cleaned_data["why"])
    return _one(request, found, looked=True, person=person)


@require_POST
@signed_in
def show(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """Let it be shown with its name, or not, with a reason."""
    survey = _survey(request, pk)
    found = _response(survey, response)
    if not survey.is_public or not rules.can_read_answers(_me(request)):
        raise PermissionDenied
    form = ShowForm(request.POST)
    if not form.is_valid():
        return _one(request, found, status=422, show=form)
    given = form.cleaned_data
    try:
        showing.decide(
            response=found, by=_me(request), show=given["show"] == "yes", why=given["why"], looked=given["looked"]
        )
    except showing.Held:
        form.add_error("show", _("It cannot be shown as it stands. Look at what is marked."))
        return _one(request, found, status=422, show=form)
    return redirect("reading_one", pk, response)


def _response(survey: Survey, response: UUID) -> Response:
    return get_object_or_404(Response.objects.select_related("version", "survey"), pk=response, survey=survey)


def _one(request: HttpRequest, found: Response, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one answer; forms in `more` keep what was typed."""
    public = showing.public_of([found]).get(found.pk) if found.survey.is_public else None
    context = {
        "survey": found.survey,
        "answer": found,
        "words": _words(found),
        "may_link": rules.can_link(_me(request), found.survey),
        "look_up": LookUpForm(),
        "show": ShowForm(),
        "public": public,
        "may_show": public is not None and rules.can_read_answers(_me(request)),
        "marks": sorted(mark.label for mark in _marks(public, found)),
        "has_errors": status != 200,
        **more,
    }
    return render(request, "surveys/staff/one_answer.html", context, status=status)


def _marks(public: PublicAnswer | None, response: Response) -> Any:
    return showing.marks_of(public, response) if public else ()


def _words(response: Response) -> list[tuple[str, list[str]]]:
    """Each question that was answered, and the answer, in words."""
    asked = definition_of(response.version)
    said = ((one.label, wording_of(one, response.document.get(one.qid))) for one in asked.questions if one.asks)
    return [(label, words) for label, words in said if words]
