"""Surveys in `/cms/`: editors write and preview, approvers lock, others see nothing."""

from datetime import UTC, datetime
from uuid import uuid4

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


def save(client, survey, **changed):
    """Save a draft by the editor's form, with one question."""
    fields = ("title", "anonymity", "paging", "once_only", "kept_hours", "keep_months")
    block = {"deleted": "", "order": "0", "type": "text", "id": str(uuid4()), "value-label": "Why?"}
    sent = {name: getattr(survey, name) for name in fields} | {
        "questions-count": "1",
        "questions-0-value-max_length": 99,
    }
    sent |= {"opens_at": "2026-01-01 09:00", "closes_at": "2027-12-01 17:00", "questions-0-value-need": ""}
    sent |= {f"questions-0-{name}": value for name, value in block.items()}
    edit = reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk])
    return client.post(edit, sent | changed)


def draft_of(survey):
    return Survey.objects.get(pk=survey.pk).get_latest_revision_as_object()


def test_a_time_that_clocks_show_twice_is_the_first_of_the_two_in_the_editor_too(client, survey):
    sign_in(client, Role.EDITOR)
    assert save(client, survey, closes_at="2027-10-31 01:30").status_code == 302
    assert draft_of(survey).closes_at.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "told"),
    [("2027-03-28 01:30", "does not exist"), ("9999-12-31 23:59", "from 1970"), ("0001-01-01 00:00", "from 1970")],
)
def test_times_that_clocks_never_show_and_years_beyond_all_pages_are_refused_beside_the_field(
    client, survey, moment, told
):
    sign_in(client, Role.EDITOR)
    answer = save(client, survey, closes_at=moment)
    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    assert draft_of(survey).closes_at == survey.closes_at


def test_a_quota_of_nobody_is_refused(client, survey):
    sign_in(client, Role.EDITOR)
    assert "Nobody could answer" in save(client, survey, quota="0").content.decode()
    assert save(client, survey, quota="1").status_code == 302
