"""The tablet that goes round: a start screen for each person, *sent*, clearing, and the worker's way to end it.

No sign-in is read here. The cookie of the session opens these pages and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.pages.kept_forms import kept_form
from surveys import attempts
from surveys.drafts import delete_drafts
from surveys.groups import actions, codes, rules, shared, tries
from surveys.groups.addresses import answering_address
from surveys.groups.forms import PeopleForm, PinForm
from surveys.groups.presenting import first_screen
from surveys.groups.queries import tablet_of
from surveys.models import Draft, GroupMode, GroupSession, GroupTablet

View = Callable[..., HttpResponse]


def on_tablet(view: View) -> View:
    """Give `view` its GroupTablet. Any other browser is led to the page where a code is typed."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        tablet = tablet_of(request.COOKIES[shared.COOKIE]) if shared.COOKIE in request.COOKIES else None
        if tablet is None:
            response: HttpResponse = redirect("group_join")
            response.delete_cookie(shared.COOKIE, path="/", samesite="Lax")
            return response
        shared.watch(request, tablet, idle=False)
        response = view(request, tablet)
        response["Cache-Control"] = "no-store, private"
        return response

    return never_cache(guarded)


@kept_form
@on_tablet
def start(request: HttpRequest, tablet: GroupTablet) -> HttpResponse:
    """A screen for the next person. POST begins their answers; what somebody left unsent is deleted first."""
    held = Draft.objects.filter(pk__in=attempts.hashes(request), session=tablet.session_id)
    if request.method != "POST":
        if rules.is_idle(tablet, timezone.now()) and held.exists():
            return shared.cleared(request, tablet, "late")
        return _start_screen(request, tablet, half_way=held.exists())
    if "go_on" in request.POST and held.exists():
        actions.note_touch(tablet=tablet)
        return redirect(answering_address(tablet.session.survey))
    form = PeopleForm(request.POST) if tablet.session.mode == GroupMode.TOGETHER else None
    if form is not None and not form.is_valid():
        return _start_screen(request, tablet, form=form)
    return _begun(request, tablet, form.cleaned_data["people"] if form else 1)


def _begun(request: HttpRequest, tablet: GroupTablet, people: int) -> HttpResponse:
    """The first question of the next person, under a key of their own that replaces whatever was there."""
    delete_drafts(hashes=attempts.hashes(request))
    try:
        key = actions.begin(session=tablet.session, language=get_language() or "en", people=people)
    except actions.NotNow:
        return _start_screen(request, tablet)
    actions.note_touch(tablet=tablet)
    response = redirect(answering_address(tablet.session.survey))
    request.COOKIES.pop(attempts.COOKIE, None)
    attempts.remember(request, response, tablet.session.survey_id, key)
    response.cookies[attempts.COOKIE]["max-age"] = shared.ANSWER_KEPT_SECONDS
    return response


def _start_screen(
    request: HttpRequest, tablet: GroupTablet, *, half_way: bool = False, form: PeopleForm | None = None
) -> HttpResponse:
    together = tablet.session.mode == GroupMode.TOGETHER
    shared.watch(request, tablet, idle=half_way)
    context = {
        **first_screen(tablet.session),
        "form": form or (PeopleForm() if together else None),
        "is_over": not rules.can_start(tablet.session, timezone.now()),
        "half_way": half_way,
        "late": "late" in request.GET,
    }
    return render(request, "surveys/groups/tablet.html", context)


@require_safe
@on_tablet
def done(request: HttpRequest, tablet: GroupTablet) -> HttpResponse:
    """Their answers are sent and nothing of them is left here. The next person presses on."""
    return render(request, "surveys/groups/done.html", {"session": tablet.session})


@kept_form
@require_POST
@on_tablet
def clear(request: HttpRequest, tablet: GroupTablet) -> HttpResponse:
    """Delete what is unsent and show the start screen: by a person, or by the page when nobody touched it."""
    return shared.cleared(request, tablet, "late" if "idle" in request.POST else "")


@kept_form
@require_POST
@on_tablet
def here(request: HttpRequest, tablet: GroupTablet) -> HttpResponse:
    """*I am still here*, said by the page while somebody writes. Nothing is in the answer."""
    actions.note_touch(tablet=tablet)
    return HttpResponse(status=204)


@kept_form
@on_tablet
def end(request: HttpRequest, tablet: GroupTablet) -> HttpResponse:
    """The worker ends the session with the PIN. Five wrong tries in ten minutes, then wait."""
    form = PinForm(request.POST) if request.method == "POST" else PinForm()
    if form.is_bound and form.is_valid() and is_right(tablet.session, form):
        actions.end_session(session=tablet.session, by=None)
        actions.take_back(tablet=tablet, hashes=attempts.hashes(request))
        return _ended(request)
    context: dict[str, Any] = {"form": form, "session": tablet.session}
    return render(request, "surveys/groups/end.html", context, status=422 if form.errors else 200)


def is_right(session: GroupSession, form: PinForm) -> bool:
    """Whether the PIN is right; else what is wrong is on the form. The tries count for the session, not the address."""
    if tries.pin_is_shut(session.pk):
        form.add_error("pin", _("Too many tries. Wait ten minutes, or end the session from your own page."))
    elif not codes.is_pin(session.uuid, form.cleaned_data["pin"]):
        tries.wrong_pin(session.pk)
        form.add_error("pin", _("That is not the PIN. It is on your own page of this session."))
    return not form.errors


def _ended(request: HttpRequest) -> HttpResponse:
    response = shared.gone(request, render(request, "surveys/groups/ended.html"))
    response.delete_cookie(shared.COOKIE, path="/", samesite="Lax")
    return response
