"""One approval for page and questions: both go up or neither, never by the hand of whoever wrote them."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.pages.gate import GateClosed
from home.publishing.schedule import publish_due
from surveys.authoring.approving import send_in
from surveys.models import ConsultationPage, Survey, SurveyVersion
from tests.cms_forms import posted, typed
from tests.factories.consultations import (
    administrator,
    begun,
    change_questions,
    decide,
    public,
    ready,
    site_with_approval,
    tried,
)
from tests.factories.pages import approver, editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    site_with_approval()


def fresh(page):
    return ConsultationPage.objects.get(pk=page.pk)


def sent(user, **more):
    page = ready(user, **more)
    send_in(page=page, user=user)
    return fresh(page)


def _plain(blocks):
    """Stored blocks as `posted` takes them, without ids."""

    def value_of(value):
        return {
            name: [row["value"] for row in inner] if isinstance(inner, list) else inner for name, inner in value.items()
        }

    return [(block["type"], value_of(block["value"])) for block in blocks]


def survey_form(client, survey, **more):
    """Press a button of the questions' own editor, as an editor's browser does."""
    address = reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if name != "questions" and form[name].value() is not None}
    data |= posted(
        Survey._meta.get_field("questions").stream_block, _plain(survey.questions.get_prep_value()), "questions"
    )
    return client.post(address, {**data, **more})


def test_approving_puts_up_the_page_and_its_questions(client):
    page = sent(editor())
    assert not public(page)
    assert decide(page, approver())
    assert client.get(f"/consultations/{page.slug}/").status_code == 200


def test_approving_in_the_editor_of_the_page_puts_up_both(client):
    page = sent(editor())
    client.force_login(approver())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = typed(ConsultationPage, client.get(address).content.decode(), {})
    data["why"] = page.why.replace("\n", "\r\n")  # as browsers send it
    client.post(address, {**data, "action-workflow-action": "1", "workflow-action-name": "approve"})
    assert public(page)


def test_a_consultation_that_opens_later_is_public_and_cannot_be_answered_yet(client):
    page = sent(editor(), opens=3)
    assert decide(page, approver())
    body = client.get(f"/consultations/{page.slug}/").content
    assert b"Opens on" in body
    assert f"/consultations/{page.slug}/answer/".encode() not in body


def test_what_is_missing_is_not_sent_in(client):
    user = editor()
    page = begun(user)
    client.force_login(user)
    answer = client.post(reverse("consultation_send", args=[page.pk]), follow=True)
    assert "Nobody has tried these questions" in answer.content.decode()
    assert fresh(page).current_workflow_state is None


def test_the_editor_of_the_page_sends_in_nothing_that_is_missing_either():
    user = editor()
    page = begun(user)
    with pytest.raises(GateClosed):
        page.get_workflow().start(page, user)


def test_questions_that_change_after_sending_in_are_not_approved(client):
    writer = editor()
    page = sent(writer)
    change_questions(page, writer)
    tried(page)
    user = approver()
    client.force_login(user)
    state = fresh(page).current_workflow_task_state
    answer = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), follow=True
    )
    assert "The questions were changed after this was sent in." in answer.content.decode()
    assert not public(page)
    assert not fresh(page).live
    send_in(page=fresh(page), user=writer)
    assert decide(fresh(page), user)


def test_a_broken_definition_publishes_nothing_and_says_why(client):
    page = sent(editor())
    blocks = page.survey.questions.get_prep_value()
    revision = page.survey.latest_revision
    revision.content["questions"] = json.dumps([*blocks, blocks[-1]])
    revision.save()
    client.force_login(approver())
    state = page.current_workflow_task_state
    answer = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), follow=True
    )
    assert "Two questions share an id." in answer.content.decode()
    assert not fresh(page).live
    assert not fresh(page).survey.live
    assert not SurveyVersion.objects.exists()


def test_nobody_approves_what_they_sent_in():
    user = approver()
    page = sent(user)
    assert not decide(page, user)
    assert decide(fresh(page), approver())


def test_nobody_approves_questions_that_they_wrote():
    writer, second = editor(), approver()
    page = ready(writer)
    change_questions(page, second)
    tried(page)
    send_in(page=fresh(page), user=writer)
    assert not decide(fresh(page), second)
    assert decide(fresh(page), approver())


def test_what_was_sent_back_counts_anew():
    writer = editor()
    page = sent(writer)
    decide(page, approver(), "reject")
    change_questions(page, writer)
    tried(page)
    page = fresh(page)
    page.current_workflow_state.resume(user=writer)
    assert decide(fresh(page), approver())


@pytest.mark.parametrize("make", [editor, approver, administrator])
def test_the_editor_of_questions_never_publishes(client, make):
    page = ready(editor())
    client.force_login(make())
    answer = survey_form(client, page.survey, **{"action-publish": "1"})
    assert answer.status_code == 302
    assert not Survey.objects.get().live
    assert not public(page)


def test_publishing_the_questions_by_any_other_hand_is_refused():
    page = ready(editor())
    with pytest.raises(GateClosed, match="to mend"):
        page.survey.get_latest_revision().publish(user=administrator())
    assert not Survey.objects.get().live


def test_publishing_the_page_by_itself_is_refused_for_all_but_administrators():
    page = ready(editor())
    with pytest.raises(GateClosed):
        page.get_latest_revision().publish(user=approver(), skip_permission_checks=True)
    assert not fresh(page).live
    page.get_latest_revision().publish(user=administrator())
    assert public(page)


def test_the_clock_puts_up_nothing_that_nobody_approved():
    page = ready(editor())
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    publish_due()
    assert not fresh(page).live
    survey_revision = page.survey.get_latest_revision()
    survey_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    survey_revision.save()
    publish_due()
    assert not Survey.objects.get().live


def test_a_correction_of_a_public_page_leaves_new_questions_waiting():
    writer = editor()
    page = sent(writer)
    decide(page, approver())
    before = fresh(page).survey.version_id
    change_questions(page, writer)
    page = fresh(page)
    page.why = "Because we were asked."
    page.save_revision(user=writer).publish(user=writer, skip_permission_checks=True)
    assert fresh(page).why == "Because we were asked."
    assert fresh(page).survey.version_id == before
    assert fresh(page).survey.has_unpublished_changes


def test_changes_of_an_open_consultation_go_up_by_another_approval():
    writer = editor()
    page = sent(writer)
    decide(page, approver())
    before = fresh(page).survey.version_id
    change_questions(page, writer)
    tried(page)
    send_in(page=fresh(page), user=writer)
    assert fresh(page).survey.version_id == before
    decide(fresh(page), approver())
    assert fresh(page).survey.version_id != before


@pytest.mark.parametrize("code", ["draft", "waiting", "stale", "changes", "approved", "new"])
def test_the_checklist_says_how_the_approval_stands(client, code):
    writer, second = editor(), approver()
    page = ready(writer) if code == "draft" else sent(writer)
    if code == "changes":
        decide(page, second, "reject")
    if code in ("approved", "new"):
        decide(page, second)
    if code in ("stale", "new"):
        change_questions(page, writer)
    client.force_login(writer)
    answer = client.get(reverse("consultation_checklist", args=[page.pk]))
    assert answer.context["approval"]["code"] == code
    client.force_login(second)
    assert client.get(reverse("consultation_checklist", args=[page.pk])).status_code == 200
