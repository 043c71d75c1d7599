"""Consultations that are being made: drafts from a template, with all that the checklist asks for."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from core.people.enums import Role
from core.people.models import RoleAssignment, User
from home.workflows import set_up
from surveys.authoring.making import make_consultation
from surveys.definition import digest
from surveys.models import ConsultationIndexPage, ConsultationPage, Survey
from tests.factories.pages import small_site
from tests.factories.people import StaffFactory


def site_with_approval() -> None:
    """A home page, the place of consultations, the workflow, and an analyst."""
    home = small_site()
    if not ConsultationIndexPage.objects.exists():
        Page.objects.get(pk=home.pk).add_child(
            instance=ConsultationIndexPage(title="Have your say", slug="consultations")
        )
    set_up()
    if not RoleAssignment.objects.filter(role=Role.ANALYST).exists():
        StaffFactory(role=Role.ANALYST, factor=False)


def administrator() -> User:
    """Somebody who runs the whole site."""
    return StaffFactory(role=Role.EDITOR, is_superuser=True, is_staff=True)


def begun(by: User, *, template: str = "safe", opens: int = -1, closes: int = 20, **more) -> ConsultationPage:
    """A page and its survey as drafts, by the action that the form calls."""
    now = timezone.now()
    facts = {"title": "The way home", "who_decides": "The board", "reply_by": timezone.localdate() + timedelta(days=60)}
    return make_consultation(
        by=by,
        template=template,
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
        **{**facts, **more},
    )


def tried(page: ConsultationPage) -> ConsultationPage:
    """The same, fresh from the database, its questions tried as they stand now."""
    page = ConsultationPage.objects.get(pk=page.pk)
    survey = page.survey.get_latest_revision_as_object()
    Survey.objects.filter(pk=survey.pk).update(tested_sha=digest(survey.compiled()))
    return ConsultationPage.objects.get(pk=page.pk)


def ready(by: User, **more) -> ConsultationPage:
    """A consultation of which nothing is missing, written by `by`."""
    return tried(begun(by, **more))


def change_questions(page: ConsultationPage, by: User, label: str = "Is it better now?") -> None:
    """Save another draft of the questions, with one more of them at the front."""
    survey = ConsultationPage.objects.get(pk=page.pk).survey.get_latest_revision_as_object()
    more = {"type": "yes_no", "id": str(uuid4()), "value": {"label": label}}
    survey.questions = [more, *survey.questions.get_prep_value()]
    survey.save_revision(user=by)


def decide(page: ConsultationPage, user: User, action: str = "approve") -> bool:
    """Approve (or reject) as `user`; whether it is public with its questions then."""
    task = page.current_workflow_task
    task.specific.on_action(page.current_workflow_task_state, user, action)
    return public(page)


def public(page: ConsultationPage) -> bool:
    """Whether page and questions are both up."""
    found = ConsultationPage.objects.select_related("survey").get(pk=page.pk)
    return found.live and found.survey.live and found.survey.version_id is not None
