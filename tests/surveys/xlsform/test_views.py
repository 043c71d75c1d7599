"""XLSForm in /cms/: a file, its report, drafts; who may, what is refused, and a second press that makes nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.people.enums import Role
from surveys import rights
from surveys.models import ConsultationPage, Survey, SurveyImport
from surveys.xlsform.actions import forget_old_imports
from surveys.xlsform.importing import take
from surveys.xlsform.reading import read_workbook
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_page, make_survey
from tests.surveys.xlsform import forms
from tests.surveys.xlsform.builders import xlsx_of

pytestmark = pytest.mark.django_db
FORM = xlsx_of(survey=forms.survey("yes"), choices=forms.choices(), settings=forms.SETTINGS)
DATES = {"opens_at": "2027-01-10T09:00", "closes_at": "2027-02-10T17:00"}


def address(name, *args):
    return reverse(Survey.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def editor(client):
    rights.grant()
    make_page(slug="another")  # the place where consultations live
    person = StaffFactory(role=Role.EDITOR)
    client.force_login(person)
    return person


def send(client, body=FORM, name="form.xlsx"):
    return client.post(address("xlsform"), {"file": SimpleUploadedFile(name, body)})


def test_a_form_becomes_the_drafts_of_page_and_survey_once(client, editor):
    report = send(client)
    assert report.status_code == 302
    shown = client.get(report.url)
    assert b"After dark" in shown.content
    assert "“required” was left out" in shown.content.decode()
    assert ConsultationPage.objects.count() == 1  # nothing before it is confirmed
    done = client.post(report.url, {"title": "After dark", **DATES})
    page = ConsultationPage.objects.get(title="After dark")
    assert done.url == reverse("consultation_checklist", args=[page.pk])
    survey = page.survey.get_latest_revision_as_object()
    assert (page.live, survey.live) == (False, False)
    assert len(survey.compiled()["questions"]) == 58
    assert survey.compiled()["languages"] == ["en", "cy"]
    assert client.post(report.url, {"title": "Twice", **DATES}).status_code == 404
    assert Survey.objects.filter(title="Twice").count() == 0


def test_dates_in_the_wrong_order_are_said_and_nothing_is_made(client, editor):
    report = send(client)
    answer = client.post(report.url, {"title": "Mine", "opens_at": DATES["closes_at"], "closes_at": DATES["opens_at"]})
    assert answer.status_code == 422
    assert b"It has to close after it opens." in answer.content
    assert b'value="Mine"' in answer.content
    assert SurveyImport.objects.count() == 1


@pytest.mark.parametrize("body", [b"", b"PKnonsense", b"%PDF", b"x" * 3_000_000])
def test_a_bad_file_gets_words_beside_the_field(client, editor, body):
    answer = send(client, body)
    assert answer.status_code == 422
    assert b"w-field__errors" in answer.content or b"error-message" in answer.content
    assert not SurveyImport.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": "words"}])
def test_no_file_is_said(client, editor, data):
    assert client.post(address("xlsform"), data).status_code == 422


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_other_staff_take_nothing_in_and_give_nothing_out(client, editor, role):
    survey = make_survey()
    client.force_login(StaffFactory(role=role))
    for answer in (client.get(address("xlsform")), send(client), client.get(address("xlsform_export", survey.pk))):
        assert answer.status_code in (302, 403)
    assert not SurveyImport.objects.exists()


def test_guests_are_sent_to_sign_in(client):
    assert "/login/" in client.get(address("xlsform")).url


def test_nobody_sees_or_takes_in_the_form_of_another(client, editor):
    report = send(client)
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get(report.url).status_code == 404
    assert client.post(report.url, {"title": "Mine", **DATES}).status_code == 404


def test_a_form_that_nobody_confirms_is_forgotten_after_a_day(client, editor):
    send(client)
    assert forget_old_imports() == 0
    held = SurveyImport.objects.get()
    SurveyImport.objects.update(made_at=held.made_at - timedelta(days=2))
    assert forget_old_imports() == 1


def test_the_draft_and_a_version_go_out_as_files_that_come_in_again(client, editor):
    survey = make_survey(title="=SUM(A1)")
    for path in (address("xlsform_export", survey.pk), address("xlsform_export_version", survey.pk, 1)):
        answer = client.get(path)
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        assert answer["Content-Disposition"].startswith('attachment; filename="suma1')
        made = take(read_workbook(answer.content))
        assert made.title == "=SUM(A1)"
        assert [block["type"] for block in made.blocks] == ["single", "multiple", "text"]
    assert client.get(address("xlsform_export_version", survey.pk, 9)).status_code == 404
    assert client.get(address("xlsform_export", 999_999)).status_code == 404


def test_a_draft_that_cannot_be_compiled_says_why(client, editor):
    survey = make_survey()
    blocks = list(survey.questions.get_prep_value())
    for block in blocks:
        block["value"]["code"] = "same"
    survey.questions = blocks
    survey.save_revision(clean=False)
    assert client.get(address("xlsform_export", survey.pk), follow=True).status_code == 200


def test_the_buttons_are_where_editors_look(client, editor):
    survey = make_survey()
    shown = client.get(address("list")).content.decode()
    assert address("xlsform") in shown
    assert address("xlsform_export", survey.pk) in shown
    versions = client.get(reverse("survey_versions", args=[survey.pk])).content.decode()
    assert address("xlsform_export_version", survey.pk, 1) in versions


def test_without_the_extra_the_page_says_what_to_install_and_files_still_go_out(client, editor, monkeypatch):
    from surveys.xlsform import reading

    survey = make_survey()
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    assert "(not installed)" in client.get(address("list")).content.decode()
    for answer in (client.get(address("xlsform")), send(client)):
        assert "sayso[xlsform]" in answer.content.decode()
    assert not SurveyImport.objects.exists()
    assert client.get(address("xlsform_export", survey.pk)).status_code == 200
