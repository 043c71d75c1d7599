"""The screens of one consultation in `/cms/`: its checklist, and sending it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import WorkflowState

from surveys import onlyonce, rules
from surveys.authoring import approving
from surveys.authoring.checklist import State, rows
from surveys.authoring.rights import may_change, own_consultation
from surveys.enums import Phase
from surveys.models import ConsultationPage, SentIn, Survey
from surveys.seeing import who_sees_of

if TYPE_CHECKING:
    from core.people.models import User


def _drafts(page: ConsultationPage) -> tuple[ConsultationPage, Survey]:
    """Page and survey as last saved, public or not."""
    return page.get_latest_revision_as_object(), page.survey.get_latest_revision_as_object()


@require_safe
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """What the consultation still needs, how its approval stands, and what the public will read about who sees."""
    page = own_consultation(request, pk)
    draft, survey = _drafts(page)
    listed = rows(draft, survey)
    left = sum(row.state == State.TODO for row in listed)
    context = {
        "page": draft,
        "survey": survey,
        "rows": listed,
        "left": left,
        "approval": standing(page),
        "may_send": may_change(request, page),
        "seers": who_sees_of(survey).whole,
        "guarantee": onlyonce.guarantee(survey.once_only, survey.anonymity),
    }
    return render(request, "surveys/authoring/checklist.html", context)


def standing(page: ConsultationPage) -> dict[str, Any]:
    """How the approval of `page` stands: `code` (draft, waiting, stale, changes, approved, new), `words`, and whether
    sending in is what comes next."""
    state = page.current_workflow_state
    sent = SentIn.objects.filter(state=state).first() if state else None
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        if sent is None or sent.revision_id != page.survey.latest_revision_id:
            return {"code": "stale", "words": approving.stale_words(), "send": True}
        return {
            "code": "waiting",
            "words": _("It waits for a second person, who approves page and questions."),
            "send": False,
        }
    if state is not None:
        return {"code": "changes", "words": _("The approver asks for changes. Then send it in again."), "send": True}
    if page.live and page.survey.live:
        if page.has_unpublished_changes or approving.has_new_questions(page.survey):
            words = _("It is public. There are changes that nobody has approved.")
            return {"code": "new", "words": words, "send": True}
        return {"code": "approved", "words": _phase_words(page.survey), "send": False}
    return {
        "code": "draft",
        "words": _("Only staff see it. A second person approves page and questions at once."),
        "send": True,
    }


def _phase_words(survey: Survey) -> str:
    return {
        Phase.COMING: _("Approved. It opens by itself at its time."),
        Phase.OPEN: _("Approved, and open now."),
        Phase.CLOSED: _("It has closed."),
    }.get(rules.phase(survey, timezone.now()), "")


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send page and questions in for approval; what is missing is said by the gate. Raises PermissionDenied."""
    page = own_consultation(request, pk)
    if not may_change(request, page):
        raise PermissionDenied
    approving.send_in(page=page, user=cast("User", request.user))
    return redirect("consultation_checklist", page.pk)
