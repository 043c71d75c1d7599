"""Who may approve what: a second person for every page, somebody who knows safeguarding too for sensitive ones."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import TaskState

from core.pages.enums import Sensitivity
from core.people.enums import Role
from home.models import AreaHubPage
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import approver, editor, planted_with_workflow, small_site
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    small_site()
    set_up()


def sent_in(page, user):
    page.save_revision(user=user, clean=False)
    page.get_workflow().start(page, user)
    return page


def approve(page, user):
    page.refresh_from_db()
    task = page.current_workflow_task
    offered = "approve" in [name for name, _words, _modal in task.specific.get_actions(page, user)]
    task.specific.on_action(page.current_workflow_task_state, user, "approve")
    page.refresh_from_db()
    return offered


def safeguarding(area=None):
    return StaffFactory(role=Role.SAFEGUARDING_APPROVER, area=area)


def test_an_ordinary_page_skips_the_safeguarding_step():
    page = sent_in(article("ordinary", live=False), editor())
    assert approve(page, approver())
    assert page.live
    assert TaskState.objects.filter(status=TaskState.STATUS_SKIPPED).count() == 1


@pytest.mark.parametrize("level", [Sensitivity.EXIT, Sensitivity.HIDDEN])
def test_a_sensitive_page_waits_for_a_safeguarding_approver(level):
    page = sent_in(article("careful", live=False, sensitivity=level), editor())
    assert approve(page, approver())
    assert not page.live
    assert not approve(page, approver())
    assert not page.live
    assert approve(page, safeguarding())
    assert page.live


def test_a_page_that_was_sensitive_waits_too():
    page = article("careful", sensitivity=Sensitivity.EXIT)
    page.sensitivity = Sensitivity.NORMAL
    sent_in(page, editor())
    assert approve(page, approver())
    assert page.workflow_in_progress
    assert approve(page, safeguarding())
    assert not page.workflow_in_progress


def test_a_draft_that_was_sensitive_waits_too():
    page = article("careful", live=False, sensitivity=Sensitivity.EXIT)
    page.sensitivity = Sensitivity.NORMAL
    page.save()
    sent_in(page, editor())
    approve(page, approver())
    assert not page.live


def test_a_safeguarding_approver_of_another_area_has_no_say():
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    planted_with_workflow()
    hub = AreaHubPage.objects.get(area=here)
    hub.sensitivity = Sensitivity.EXIT
    sent_in(hub, editor())
    assert approve(hub, approver())
    assert not approve(hub, safeguarding(there))
    assert hub.workflow_in_progress
    assert approve(hub, safeguarding(here))
    assert not hub.workflow_in_progress


def test_nobody_approves_what_they_wrote_though_another_sent_it_in():
    page, writer = article("shared", live=False), approver()
    page.title = "Their words"
    page.save_revision(user=writer, clean=False)
    sent_in(page, editor())
    assert not approve(page, writer)
    assert not page.live
    assert approve(page, approver())
    assert page.live


def test_nobody_approves_what_they_change_in_the_same_step(client):
    page, user = sent_in(article("changed", live=False), editor()), approver()
    assert page.current_workflow_task.get_actions(page, user)
    page.title = "Changed on the way"
    page.save_revision(user=user, clean=False)
    approve(page, user)
    assert not page.live


def test_a_version_that_only_comments_or_sets_a_time_is_no_writing(django_user_model):
    page, user = sent_in(article("commented", live=False), editor()), approver()
    draft = page.get_latest_revision_as_object()
    draft.wagtail_admin_comments.add(
        draft.wagtail_admin_comments.model(user=user, text="Is this right?", contentpath="title")
    )
    draft.save_revision(user=user, clean=False)
    assert approve(page, user)
    assert page.live


def test_words_of_long_ago_that_are_live_do_not_count():
    page, user = article("old"), approver()
    page.title = "Theirs, and approved"
    page.save_revision(user=user, clean=False).publish()
    page.refresh_from_db()
    page.title = "Somebody else's"
    sent_in(page, editor())
    assert approve(page, user)


def test_the_editor_of_what_waits_is_closed_to_its_writer(client):
    writer = editor()
    page = sent_in(article("waiting", live=False), writer)
    client.force_login(writer)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert b"action-workflow-action" not in answer.content


@pytest.mark.parametrize("order", ["approve", "reject"])
def test_an_answer_that_comes_a_moment_after_another_does_nothing(order):
    page, first, second = (
        sent_in(article("raced", live=False, sensitivity=Sensitivity.EXIT), editor()),
        approver(),
        approver(),
    )
    page.refresh_from_db()
    task, state = page.current_workflow_task.specific, page.current_workflow_task_state
    also = TaskState.objects.get(pk=state.pk)  # as the second had it on the screen
    task.on_action(state, first, "approve")
    task.on_action(also, second, order)
    page.refresh_from_db()
    assert TaskState.objects.filter(workflow_state__object_id=str(page.pk)).count() == 2
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1
    assert not page.live


@pytest.mark.django_db(transaction=True)
def test_many_who_approve_at_once_bring_one_next_step():
    page = sent_in(article("raced", live=False, sensitivity=Sensitivity.EXIT), editor())
    page.refresh_from_db()
    people = [approver() for _number in range(4)]
    state = page.current_workflow_task_state.pk

    def press(person):
        try:
            held = TaskState.objects.get(pk=state)
            held.task.specific.on_action(held, person, "approve")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, people))
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1
    assert TaskState.objects.filter(status=TaskState.STATUS_APPROVED).count() == 1
