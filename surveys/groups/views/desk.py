"""The worker's own pages: their sessions, opening one, one session, the screen for the room, hands, handing over."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from surveys.groups import actions, queries, rules
from surveys.groups.forms import HandsForm, OpenForm
from surveys.groups.presenting import asked_in, worker_screen
from surveys.groups.views.joining import handed_over
from surveys.models import GroupMode, GroupSession

if TYPE_CHECKING:
    from core.people.models import User

View = Callable[..., HttpResponse]


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def for_workers(view: View) -> View:
    """Guests sign in first; for everybody who is no youth worker there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not rules.can_run(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def own_session(request: HttpRequest, uuid: UUID) -> GroupSession:
    """The session, where the person who asks opened it. Raises Http404."""
    return get_object_or_404(queries.visible_to(_me(request)), uuid=uuid)


@require_safe
@for_workers
def sessions(request: HttpRequest) -> HttpResponse:
    """Those that run, and those of the last month."""
    now = timezone.now()
    found = queries.recent_of(_me(request), now)
    context = {
        "running": [one for one in found if rules.is_running(one, now)],
        "over": [one for one in found if not rules.is_running(one, now)],
    }
    return render(request, "surveys/groups/staff/list.html", context)


@for_workers
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a session."""
    form = OpenForm(_me(request), request.POST if request.method == "POST" else None, initial=_asked_for(request))
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        meeting = actions.Meeting(chosen["area"], chosen["place"], chosen["phone"], chosen["minutes"])
        try:
            made = actions.open_session(
                by=_me(request), survey=chosen["survey"], mode=GroupMode(chosen["mode"]), meeting=meeting
            )
        except actions.NotNow:
            words = _("This consultation is not open any more, or as many answered as it takes. Choose another one.")
            form.add_error("survey", words)
        else:
            return redirect("group_session", made.uuid)
    return render(request, "surveys/groups/staff/open.html", {"form": form}, status=422 if form.errors else 200)


def _asked_for(request: HttpRequest) -> dict[str, object]:
    asked = request.GET.get("survey", "")
    return {"survey": int(asked)} if asked.isascii() and asked.isdecimal() and len(asked) < 10 else {}


@require_safe
@for_workers
def session(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One session: how people get in, how many there were, and its end."""
    return render(request, "surveys/groups/staff/session.html", worker_screen(request, own_session(request, uuid)))


@require_safe
@for_workers
def room(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A large screen for the room: the code and its QR, or one question after the other for hands."""
    found = own_session(request, uuid)
    questions = HandsForm(asked_in(found)).questions if found.mode == GroupMode.HANDS else []
    asked = request.GET.get("question", "1")
    place = min(int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1, len(questions)) or 1
    context = {
        **worker_screen(request, found),
        "question": questions[place - 1] if questions else None,
        "place": place,
        "of": len(questions),
        "before": place - 1,
        "after": place + 1 if place < len(questions) else 0,
    }
    return render(request, "surveys/groups/staff/room.html", context)


@require_POST
@for_workers
def hand_over(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sign the worker out on this device and make it the tablet that goes round."""
    found = own_session(request, uuid)
    if found.mode not in rules.ON_TABLET or not rules.is_running(found, timezone.now()):
        messages.warning(request, _("This session is over, so there is nothing to hand over."))
        return redirect("group_session", uuid)
    logout(request)
    return handed_over(request, found)


@require_POST
@for_workers
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the session now."""
    actions.end_session(session=own_session(request, uuid), by=_me(request))
    messages.success(request, _("The session has ended. Whoever is in the middle can still send."))
    return redirect("group_session", uuid)


@for_workers
def hands(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down how many hands went up, for every question on one page."""
    found = own_session(request, uuid)
    if found.mode != GroupMode.HANDS or found.survey.version is None:
        raise Http404
    counted = {row.qid: row.counts for row in found.hands.all()}
    form = HandsForm(asked_in(found), request.POST if request.method == "POST" else None, counted=counted)
    if form.is_bound and form.is_valid():
        actions.count_hands(session=found, version=found.survey.version, counts=form.counts(), by=_me(request))
        messages.success(request, _("Saved."))
        return redirect("group_hands", uuid)
    context = {"session": found, "form": form, "has_errors": bool(form.errors)}
    return render(request, "surveys/groups/staff/hands.html", context, status=422 if form.errors else 200)
