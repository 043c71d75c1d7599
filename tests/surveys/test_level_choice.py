"""Authors choose who can find out who wrote an answer, in the editor of the questions."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys.authoring.checklist import State, must_mend, rows
from surveys.enums import AnonymityLevel, OnceOnly
from surveys.models import ConsultationPage, Survey
from tests.factories.consultations import begun, site_with_approval
from tests.factories.pages import editor
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_draft
from tests.surveys.test_one_approval import survey_form

pytestmark = pytest.mark.django_db
ROLE = {"anonymity": "role", "link_role": "dsl"}


@pytest.fixture(autouse=True)
def _site():
    site_with_approval()


def draft_of(page):
    return Survey.objects.get(pk=page.survey_id).get_latest_revision_as_object()


def level_row(page):
    return next(row for row in rows(page, draft_of(page)) if row.key == "level")


def test_a_new_consultation_begins_at_the_level_where_nobody_can():
    page = begun(editor())
    assert draft_of(page).anonymity == AnonymityLevel.NOBODY
    assert level_row(page).state == State.DONE


def test_an_author_names_the_role_and_the_rest_follows(client):
    author = editor()
    page = begun(author)
    client.force_login(author)
    html = client.get(reverse(Survey.snippet_viewset.get_url_name("edit"), args=[page.survey_id])).content.decode()
    assert "People read this before the first question." in html
    survey_form(client, page.survey, **ROLE)
    draft = draft_of(page)
    assert (draft.anonymity, draft.link_role, draft.once_only) == ("role", "dsl", OnceOnly.ACCOUNT)
    assert not draft.group_sessions
    assert "A named role can link answers to a person: Designated Safeguarding Lead" in level_row(page).words


def test_a_level_without_its_role_is_refused_beside_the_field(client):
    author = editor()
    page = begun(author)
    client.force_login(author)
    answer = survey_form(client, page.survey, anonymity="role")
    assert "Choose the role that can link answers to a person." in answer.content.decode()
    assert draft_of(page).anonymity == AnonymityLevel.NOBODY


def test_once_people_have_begun_to_answer_the_editor_refuses_another_level(client):
    author = editor()
    page = begun(author, opens=2)
    page.survey.put_up(page.survey.latest_revision)
    make_draft(Survey.objects.get(pk=page.survey_id))
    client.force_login(author)
    answer = survey_form(client, Survey.objects.get(pk=page.survey_id), **ROLE)
    assert "So this stays as it is." in answer.content.decode().replace("&#x27;", "'")
    assert draft_of(page).anonymity == AnonymityLevel.NOBODY


def test_a_role_that_nobody_holds_keeps_it_from_opening():
    page = begun(editor())
    draft = draft_of(page)
    draft.anonymity, draft.link_role = AnonymityLevel.ROLE, Role.DSL
    assert any("Nobody holds the role" in words for words in must_mend(page, draft))
    StaffFactory(role=Role.DSL, factor=False)
    assert not any("Nobody holds the role" in words for words in must_mend(page, draft))


def test_checklist_and_preview_show_the_words_of_the_level_that_is_chosen(client):
    author = editor()
    page = begun(author, opens=2)
    page.survey.put_up(page.survey.latest_revision)
    client.force_login(author)
    survey_form(client, Survey.objects.get(pk=page.survey_id), anonymity="public")
    words = "Your answers are shown on this site with a name that you type."
    assert words in client.get(reverse("consultation_checklist", args=[page.pk])).content.decode()
    shown = ConsultationPage.objects.get(pk=page.pk).get_latest_revision_as_object().make_preview_request()
    assert words in shown.content.decode()
