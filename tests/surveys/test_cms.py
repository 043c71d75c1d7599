"""Surveys in `/cms/`: editors write and preview, approvers lock, others see nothing."""

import pytest
from django.urls import reverse

from core.people.enums import Role
from surveys import rights
from surveys.models import Survey
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_survey, single

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    rights.grant()
    return make_survey()


def sign_in(client, role):
    client.force_login(StaffFactory(role=role))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_editors_and_approvers_open_the_list_and_a_survey(client, survey, role):
    sign_in(client, role)
    assert client.get(reverse(Survey.snippet_viewset.get_url_name("list"))).status_code == 200
    assert client.get(reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk])).status_code == 200


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_other_staff_cannot_change_a_survey(client, survey, role):
    sign_in(client, role)
    edit = client.get(reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk]))
    assert edit.status_code in (302, 403)


def test_nobody_in_the_editing_groups_may_delete_a_survey_or_publish_it_by_itself(survey):
    editor, approver = StaffFactory(role=Role.EDITOR), StaffFactory(role=Role.APPROVER)
    assert not editor.has_perm("surveys.publish_survey")
    assert not editor.has_perm("surveys.delete_survey")
    assert not approver.has_perm("surveys.delete_survey")
    assert not approver.has_perm("surveys.publish_survey")
    assert approver.has_perm("surveys.lock_survey")


def test_the_draft_can_be_previewed_as_it_would_be_asked(survey):
    answer = survey.make_preview_request()
    assert answer.status_code == 200
    assert b"Pick one" in answer.render().content


def test_a_preview_is_in_the_language_asked_for_and_tells_rules_in_english_words():
    first, second = single("Sut?", ("Walk", "Bus"), code="way"), single("When?")
    second["value"]["when"] = f"${{way}} = '{first['value']['choices'][1]['id'].replace('-', '')[:12]}'"
    survey = make_survey(questions=[first, second], translations={"ar": {second["id"]: {"label": "متى؟"}}})
    assert [code for code, _name in survey.preview_modes] == ["", "ar"]
    shown = survey.make_preview_request(preview_mode="ar").render().content.decode()
    assert 'dir="rtl"' in shown
    assert "متى؟" in shown
    assert '<p class="meta" lang="en" dir="ltr">Shown when ‘Sut’ is ‘Bus’.</p>' in shown


def test_the_page_can_be_previewed():
    answer = make_page().make_preview_request()
    assert answer.status_code == 200
    assert b"Who will see this?" in answer.render().content
