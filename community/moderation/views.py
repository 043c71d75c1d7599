"""The desk: the queue, one case, and what a moderator does about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.moderation import actions, masking, queries, registry, rules
from community.moderation.enums import CaseState, Outcome
from community.moderation.forms import DecisionForm
from community.moderation.models import Case
from community.moderation.states import MoveNotAllowed
from core.audit.actions import record
from core.safeguarding import rules as safeguarding

if TYPE_CHECKING:
    from core.people.models import User

View = Callable[..., HttpResponse]


def me(request: HttpRequest) -> User:
    """The moderator, behind `at_the_desk`."""
    return cast("User", request.user)


def at_the_desk(view: View) -> View:
    """Guests sign in first; for everybody who does not moderate the desk does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not rules.can_use_desk(me(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)


@at_the_desk
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, most urgent first."""
    return render(request, "desk/queue.html", _queue_context(request))


def _queue_context(request: HttpRequest) -> dict[str, Any]:
    tab = request.GET.get("tab", "")
    page = queries.queue(me(request), tab=tab, after=request.GET.get("after", ""))
    words = masking.excerpts([item.words if item else "" for _case, item in page.rows])
    rows = [(case, item, line) for (case, item), line in zip(page.rows, words, strict=True)]
    return {
        "tab": tab if tab in queries.TABS or tab == "done" else "",
        "rows": rows,
        "after": page.after,
        "waiting": queries.waiting(me(request)),
        "counted_to": queries.COUNTED_TO,
        "now": timezone.now(),
        "is_lead": safeguarding.can_use(me(request)),
    }


@at_the_desk
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case; opening it holds it for whoever opened it."""
    return _case_page(request, _case(request, pk))


@at_the_desk
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The same case with nothing masked; the audit remembers who looked."""
    found = _case(request, pk)
    record("case.revealed", actor=me(request).opaque_id, target=f"case:{found.pk}")
    return _case_page(request, found, masked=False)


@at_the_desk
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case out of a colleague's hands."""
    actions.claim(case=_case(request, pk), by=me(request), take_over=True)
    return redirect("desk_case", pk)


@at_the_desk
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a case go without a decision."""
    actions.release(case=_case(request, pk), by=me(request))
    return redirect("desk")


@at_the_desk
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a case. Whoever comes second reads what was decided, and keeps what they typed."""
    found, form = _case(request, pk), DecisionForm(request.POST)
    item = queries.item_of(found)
    if item is None or not form.is_valid():
        return _case_page(request, found, form=form)
    if not rules.can_decide(me(request), found, item.author.pk if item.author else None):
        raise Http404
    try:
        actions.decide(case=found, by=me(request), **form.cleaned_data)
    except (actions.Overtaken, actions.HeldByAnother, registry.MovedOn, MoveNotAllowed) as problem:
        return _too_late(request, found, form, problem)
    return redirect("desk")


def _too_late(request: HttpRequest, case: Case, form: DecisionForm, problem: Exception) -> HttpResponse:
    context = {
        "case": case,
        "note": form.cleaned_data["note_to_writer"],
        "decision": getattr(problem, "decision", None),
        "held": isinstance(problem, actions.HeldByAnother),
        "changed": isinstance(problem, registry.MovedOn),
    }
    return render(request, "desk/too_late.html", context, status=409)


def _case(request: HttpRequest, pk: int) -> Case:
    """The case where this moderator handles it. Raises Http404, the same for one that does not exist."""
    cases = queries.visible_to(me(request)).select_related("area", "claimed_by__profile", "decision__by__profile")
    found = cases.filter(pk=pk).first() if pk < 2**62 else None
    if found is None:
        raise Http404
    return found


def _case_page(
    request: HttpRequest, case: Case, *, form: DecisionForm | None = None, masked: bool = True
) -> HttpResponse:
    item = queries.item_of(case)
    is_open = case.state == CaseState.OPEN
    mine = is_open and item is not None and rules.can_decide(
        me(request), case, item.author.pk if item.author else None
    )  # fmt: skip
    holds = bool(mine) and actions.claim(case=case, by=me(request))
    context = _queue_context(request) | {
        "case": case,
        "item": item,
        "is_open": is_open,
        "mine": mine,
        "holds": holds,
        "masked": masked,
        "pieces": masking.pieces(item.words, masked=masked) if item else [],
        "before": masking.excerpts([item.before_words], 300)[0] if item else "",
        "flags": queries.flags_of(case),
        "history": registry.of_kind(case.target_kind).history(item.author) if item and item.author else "",
        "decision": getattr(case, "decision", None),
        "form": form or _fresh_form(case, item),
        "outcomes": Outcome,
    }
    return render(request, "desk/case.html", context, status=422 if form else 200)


def _fresh_form(case: Case, item: registry.Item | None) -> DecisionForm:
    return DecisionForm(initial={"version": case.version, "revision": item.revision if item else 1})
