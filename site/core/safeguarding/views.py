"""The safeguarding desk: the list, one concern, and what a lead does about it. Every reading is audited."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.audit.actions import record
from core.safeguarding import actions, queries, registry, rules
from core.safeguarding.enums import Outcome
from core.safeguarding.forms import CloseForm, NoteForm
from core.safeguarding.models import Concern

if TYPE_CHECKING:
    from core.people.models import User

SHOWN = 100
View = Callable[..., HttpResponse]


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def for_leads(view: View) -> View:
    """Guests sign in first; for everybody who is no safeguarding lead there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not rules.can_use(_me(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def _concern(request: HttpRequest, pk: int) -> Concern:
    return get_object_or_404(queries.visible_to(_me(request)).select_related("area", "raised_by__profile"), pk=pk)


def _show(request: HttpRequest, concern: Concern, *, status: int = 200, **forms: Form) -> HttpResponse:
    """The page of one concern; `forms` keep what was typed."""
    context = {
        "concern": concern,
        "place": registry.place_of(concern.target),
        "duty": registry.duty_of(concern.target),
        "author": registry.author_of(concern.target),
        "target_note": registry.note_of(concern.target),
        "notes": concern.notes.select_related("by__profile"),
        "note_form": forms.get("note") or NoteForm(prefix="note"),
        "close_form": forms.get("close") or CloseForm(prefix="close"),
        "has_errors": status != 200,
    }
    return render(request, "safeguarding/concern.html", context, status=status)


@for_leads
def concerns(request: HttpRequest) -> HttpResponse:
    """Open concerns, or with `?closed=1` the closed ones."""
    closed = request.GET.get("closed") == "1"
    found = queries.listed_for(_me(request), closed=closed)[:SHOWN]
    return render(request, "safeguarding/list.html", {"concerns": found, "closed": closed})


@for_leads
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """One concern and its chronology."""
    found = _concern(request, pk)
    record("concern.read", actor=_me(request).opaque_id, target=f"concern:{found.pk}")
    return _show(request, found)


def _moved(request: HttpRequest, move: Callable[[], None], said: str) -> None:
    try:
        move()
    except actions.AlreadyMoved:
        messages.warning(request, _("Someone else was quicker. This is how it stands now."))
    else:
        messages.success(request, said)


@for_leads
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a new concern on."""
    found = _concern(request, pk)
    _moved(request, lambda: actions.acknowledge(concern=found, by=_me(request)), _("You are looking at this now."))
    return redirect("concern", pk)


@for_leads
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the chronology."""
    found = _concern(request, pk)
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return _show(request, found, status=422, note=form)
    actions.add_note(concern=found, by=_me(request), words=form.cleaned_data["words"])
    messages.success(request, _("Note added."))
    return redirect("concern", pk)


@for_leads
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a concern with an outcome."""
    found = _concern(request, pk)
    form = CloseForm(request.POST, prefix="close")
    if not form.is_valid():
        return _show(request, found, status=422, close=form)
    outcome, words = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["words"]
    _moved(request, lambda: actions.close(concern=found, by=_me(request), outcome=outcome, words=words), _("Closed."))
    return redirect("concern", pk)
