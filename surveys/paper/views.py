"""Typing in paper: the list of what takes it, and one long page for each paper, several in a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from surveys.enums import AnonymityLevel, Channel
from surveys.groups.queries import visible_to as sessions_of
from surveys.models import GroupSession, Survey, SurveyVersion
from surveys.paper import rules
from surveys.paper.actions import Entered, Slip, enter
from surveys.paper.forms import PaperSheet, SlipForm
from surveys.piping import piped
from surveys.queries import definition_of

View = Callable[..., HttpResponse]


def for_typists(view: View) -> View:
    """Guests sign in first; for everybody who may not type in paper there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if "uuid" not in kwargs and not rules.can_enter(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@require_safe
@for_typists
def choose(request: HttpRequest) -> HttpResponse:
    """The consultations that take paper now, with the versions that may be in people's hands."""
    now = timezone.now()
    surveys = Survey.objects.filter(
        live=True, anonymity=AnonymityLevel.NOBODY, opens_at__lte=now, closes_at__gt=now - rules.AFTER_CLOSING
    )
    versions = (
        SurveyVersion.objects.filter(survey__in=surveys, withdrawn=None).select_related("survey").defer("definition")
    )
    found = versions.defer("definition", "survey__questions").order_by("survey__closes_at", "survey_id", "-number")
    return render(request, "surveys/paper/choose.html", {"versions": found})


@for_typists
def enter_one(request: HttpRequest, version: int) -> HttpResponse:
    """Type in one paper of a version; then the next."""
    versions = SurveyVersion.objects.select_related("survey")
    found = get_object_or_404(versions, pk=version, withdrawn=None)
    return _enter(request, found, None)


@for_typists
def enter_for_session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Type in one paper of one's own group session; then the next."""
    session = get_object_or_404(sessions_of(request.user), uuid=uuid)
    if not rules.can_enter_for(request.user, session) or session.survey.version is None:
        raise Http404
    return _enter(request, session.survey.version, session)


def _enter(request: HttpRequest, version: SurveyVersion, session: GroupSession | None) -> HttpResponse:
    if not rules.takes_paper(version.survey, timezone.now()):
        raise Http404
    asked = piped(definition_of(version), {})
    data = request.POST if request.method == "POST" else None
    slip = SlipForm(data, languages=asked.languages, for_session=session is not None, initial=_next(request))
    sheet = PaperSheet(asked, data)
    if data is not None and all([slip.is_valid(), sheet.is_valid()]) and _stored(version, slip, sheet, session):
        messages.success(request, _("Paper %(number)s is stored. Here is the next.") % {"number": _number(slip)})
        return redirect(f"{request.path}?{urlencode(_following(slip))}")
    wrong = data is not None and bool(slip.errors or sheet.errors)
    context = {"version": version, "survey": version.survey, "session": session, "slip": slip, "sheet": sheet,
               "has_errors": wrong, "back": _back(session)}  # fmt: skip
    return render(request, "surveys/paper/enter.html", context, status=422 if wrong else 200)


def _stored(version: SurveyVersion, form: SlipForm, sheet: PaperSheet, session: GroupSession | None) -> bool:
    """Store it; where it cannot be, what is wrong is on the form."""
    given = form.cleaned_data
    slip = Slip(
        pile=str(session.uuid) if session else given["pile"],
        number=given["number"],
        channel=Channel(given.get("channel") or Channel.PAPER),
        language=given.get("language") or "en",
    )
    entered = enter(version=version, document=sheet.to_store(), slip=slip, session=session)
    words = {
        Entered.BEFORE: _("This number of this pile was typed in before. Check the paper in your hand."),
        Entered.CLOSED: _("This consultation takes no more paper."),
        Entered.NO_CONSENT: _("This person did not agree to take part, so nothing of it may be stored."),
        Entered.EMPTY: _("Nothing is answered on this page. Leave the paper out if it is empty."),
    }
    if entered != Entered.YES:
        form.add_error("number", words[entered])
    return entered == Entered.YES


def _number(form: SlipForm) -> int:
    return int(form.cleaned_data["number"])


def _following(form: SlipForm) -> dict[str, str]:
    """What the next page is filled with: the same pile and the next number. Never an answer."""
    given = form.cleaned_data
    kept = {name: str(given[name]) for name in ("channel", "pile", "language") if given.get(name)}
    return {**kept, "number": str(min(_number(form) + 1, 99_999))}


def _next(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "")[:60] for name in ("channel", "pile", "language", "number")}
    return {"channel": Channel.PAPER, **{name: value for name, value in asked.items() if value.isprintable() and value}}


def _back(session: GroupSession | None) -> str:
    return reverse("group_session", args=[session.uuid]) if session else reverse("paper")
