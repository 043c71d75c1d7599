"""One approval for a consultation: its page and its questions go up together, or neither does.

The page carries the approval (core.pages.models.SecondPersonTask). Sending it in notes which version of the questions
goes with it; approving puts up exactly that version, and is refused where the questions changed meanwhile. Nothing else
that a person does puts questions up. A correction of a page that is public leaves its questions as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from core.pages.declined import SCHEDULED
from core.pages.gate import GateClosed
from surveys.authoring.checklist import must_mend
from surveys.models import ConsultationPage, SentIn, Survey

if TYPE_CHECKING:
    from core.people.models import User


@dataclass(frozen=True)
class Questions:
    """Questions that go up with a page now."""

    survey: Survey
    revision: Revision

    def put_up(self, user: User | None) -> None:
        """Publish them. Writes the survey and, where they are new, a SurveyVersion."""
        self.survey.put_up(self.revision, user=user, skip_permission_checks=True)


def has_new_questions(survey: Survey) -> bool:
    """Whether the draft of `survey` is not what is public."""
    return not survey.live or survey.latest_revision_id != survey.live_revision_id


def questions_to_put_up(page: ConsultationPage, revision: Revision, *, user: Any, log_action: Any) -> Questions | None:
    """The questions that go up with `revision` of `page`; None where they stay as they are. Call it in a transaction.

    Raises GateClosed with plain reasons: nobody approved the questions, they changed after they were sent in, or they
    may not go up as they are.
    """
    survey = Survey.objects.select_for_update(no_key=True).get(pk=page.survey_id)
    sent = _approved_now(page)
    if sent is None:
        if survey.live or (user is None and log_action != SCHEDULED):
            return None
        if user is None or not user.is_superuser:
            raise _closed(page, [_("Nobody has approved its questions yet. Send the consultation in for approval.")])
    elif sent.revision_id != survey.latest_revision_id:
        raise _closed(page, [stale_words()])
    else:
        SentIn.objects.filter(pk=sent.pk).update(spent=True)
    newest = survey.get_latest_revision() or survey.save_revision(user=user)
    if survey.live and newest.pk == survey.live_revision_id:
        return None
    _stop(page, revision, newest)
    return Questions(survey, newest)


def stale_words() -> str:
    """What to say where the questions changed after they were sent in."""
    return _("The questions were changed after this was sent in. Read them again, then send it in again.")


def _approved_now(page: ConsultationPage) -> SentIn | None:
    """The sending in that is being approved in this very transaction: it is approved, and its questions not yet up."""
    approved = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_APPROVED)
    return SentIn.objects.filter(state__in=approved, spent=False).order_by("-pk").first()


def _stop(page: ConsultationPage, revision: Revision, questions: Revision) -> None:
    if reasons := must_mend(revision.as_object(), questions.as_object()):
        raise _closed(page, reasons)


def _closed(page: Page, reasons: list[str]) -> GateClosed:
    return GateClosed(page.pk, page.title, reasons, reverse("consultation_checklist", args=[page.pk]))


def refuse_alone(survey: Survey) -> None:
    """Raises GateClosed: a survey never goes up without its page."""
    page = survey.pages.first()
    words = _(
        "Questions go up together with their page, by one approval. Your changes are not lost: save them as a draft."
    )
    if page is not None:
        raise _closed(page, [words])
    raise GateClosed(None, survey.title, [words], reverse(Survey.snippet_viewset.get_url_name("list")))


def send_in(*, page: ConsultationPage, user: User) -> None:
    """Send `page` and its questions in for approval, again where they waited already. Writes a workflow state.

    Raises GateClosed with what is missing.
    """
    with transaction.atomic():
        state = page.current_workflow_state
        if state is not None:
            state.cancel(user=user)
        if page.get_latest_revision() is None:
            page.save_revision(user=user, clean=False)
        workflow = page.get_workflow()
        if workflow is None:
            raise _closed(page, [_("No approval is set up for this part of the site.")])
        workflow.start(page, user)


def was_sent_in(instance: Any, **_kwargs: Any) -> None:
    """Answer Wagtail's `task_submitted`, inside its transaction: note the questions that go with the page. At a later
    step of the same approval they must still be the same. Raises GateClosed."""
    page = instance.workflow_state.content_object
    page = page.specific if isinstance(page, Page) else None
    if not isinstance(page, ConsultationPage):
        return
    survey = page.survey
    newest = survey.get_latest_revision() or survey.save_revision()
    sent = SentIn.objects.filter(state=instance.workflow_state).first()
    if sent is not None:
        if sent.revision_id != newest.pk:
            raise _closed(page, [stale_words()])
        return
    if has_new_questions(survey):
        _stop(page, instance.revision, newest)
    SentIn.objects.create(state=instance.workflow_state, survey=survey, revision=newest)


def was_sent_back(instance: Any, **_kwargs: Any) -> None:
    """Answer Wagtail's `workflow_rejected`: whatever is sent in next counts anew."""
    SentIn.objects.filter(state=instance).delete()
