"""Joining by a code, on one's own phone; a tablet that goes round joins with the worker's PIN besides.

The page where a code is typed is kept and sets no cookie. The others are not: what they show ends with the session.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.pages.kept_forms import kept_form
from surveys import attempts
from surveys.enums import OnceOnly
from surveys.groups import actions, rules, shared, tries
from surveys.groups.addresses import answering_address, shown_page
from surveys.groups.forms import CodeForm, PeopleForm, PinForm
from surveys.groups.presenting import first_screen
from surveys.groups.queries import by_code
from surveys.groups.views.tablet import is_right
from surveys.models import Draft, GroupMode, GroupSession
from surveys.queries import has_sent


@kept_form
def join(request: HttpRequest) -> HttpResponse:
    """Type the code. A right one leads to the first screen of its session."""
    if request.method != "POST":
        return render(request, "surveys/groups/join.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if form.is_valid() and _found(request, form.cleaned_data["code"]):
        return redirect("group_first", code=form.cleaned_data["code"])
    return _wrong(request, form)


def _found(request: HttpRequest, code: str) -> GroupSession | None:
    """The running session of `code`; None for everybody from where codes are guessed by the hundred."""
    return None if tries.guesses(request) else by_code(code)


def _wrong(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """The page again with what is wrong; too many wrong codes from one place wait."""
    shut = tries.wrong_code(request)
    if form.is_valid():
        words = _("That code opens nothing now. Check it on the screen, or ask your youth worker.")
        form.add_error("code", _("Too many wrong codes came from here. Wait ten minutes.") if shut else words)
    return render(request, "surveys/groups/join.html", {"form": form}, status=429 if shut else 422)


@never_cache
@kept_form
def first(request: HttpRequest, code: str) -> HttpResponse:
    """The first screen of a session. POST begins answering on this phone; on a tablet it asks for the PIN."""
    session = _found(request, code)
    if session is None:
        return _wrong(request, CodeForm({"code": code}))
    if session.mode == GroupMode.ONE_TABLET:
        return _tablet(request, session)
    form = PeopleForm(request.POST or None) if session.mode == GroupMode.TOGETHER else None
    if request.method == "POST" and session.mode in rules.BY_CODE and (form is None or form.is_valid()):
        return _begun(request, session, form.cleaned_data["people"] if form else 1)
    context = {
        **first_screen(session),
        "form": form,
        "is_over": session.mode not in rules.BY_CODE or not rules.can_start(session, timezone.now()),
    }
    return render(request, "surveys/groups/first.html", context, status=422 if form and form.errors else 200)


def _begun(request: HttpRequest, session: GroupSession, people: int) -> HttpResponse:
    """The first question. What this phone has begun already goes on in the session; what it sent counts once."""
    survey = session.survey
    held = attempts.hashes(request)
    if Draft.objects.filter(pk__in=held, version__survey=survey, expires_at__gt=timezone.now()).exists():
        actions.take_in(session=session, hashes=held, language=get_language() or "en", people=people)
        return redirect(answering_address(survey))
    if survey.once_only == OnceOnly.DEVICE and has_sent(held, slug := shown_page(survey).slug):
        return redirect("consultation_receipt", slug=slug)
    try:
        key = actions.begin(session=session, language=get_language() or "en", people=people)
    except actions.NotNow:
        return redirect(request.path)  # it says why
    response = redirect(answering_address(survey))
    attempts.remember(request, response, survey.pk, key)
    return response


def _tablet(request: HttpRequest, session: GroupSession) -> HttpResponse:
    """Make this browser a tablet of the session, once the PIN is right."""
    form = PinForm(request.POST) if request.method == "POST" else PinForm()
    if form.is_bound and form.is_valid() and is_right(session, form):
        return handed_over(request, session)
    return render(
        request, "surveys/groups/pin.html", {"form": form, "session": session}, status=422 if form.errors else 200
    )


def handed_over(request: HttpRequest, session: GroupSession) -> HttpResponse:
    """The start screen, on a browser that holds the cookie of the session and nothing else."""
    token = actions.hand_over(session=session)
    response = shared.cleared(request, None)
    shared.set_cookie(response, token, shared.seconds_left(session))
    return response
