"""A form of 60 questions in two languages: taken in by its file, approved, answered in both, and given out the same."""

from datetime import timedelta
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.authoring.approving import send_in
from surveys.collecting import spread
from surveys.folding import fold
from surveys.models import ConsultationPage, Draft, Response, Survey, Tally
from surveys.queries import definition_of
from surveys.xlsform.reading import read_workbook
from tests.factories.consultations import decide, site_with_approval, tried
from tests.factories.pages import approver, editor
from tests.factories.surveys import full_document
from tests.surveys.xlsform import forms
from tests.surveys.xlsform.builders import xlsx_of
from tests.surveys.xlsform.test_form_round_trip import lines

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(Survey.snippet_viewset.get_url_name(name), args=args)


def taken_in(client, body):
    """The drafts of page and survey, by the two screens of the import."""
    report = client.post(address("xlsform"), {"file": SimpleUploadedFile("form.xlsx", body)})
    now = timezone.localtime()
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=20)}
    typed = {"title": "After dark"} | {name: moment.strftime("%Y-%m-%dT%H:%M") for name, moment in dates.items()}
    client.post(report.url, typed)
    return ConsultationPage.objects.get()


def opened(page, writer):
    """The same after its page was written, its questions tried, and somebody else approved both."""
    page.why, page.summary, page.who_decides = "To know.", "The way home.", "The board"
    page.reply_by = timezone.localdate() + timedelta(days=60)
    page.save_revision(user=writer)
    page = tried(page)
    send_in(page=page, user=writer)
    assert decide(page, approver())
    return Survey.objects.select_related("version").get()


def answer_all(survey, language, pick):
    """One guest answers what is asked, on the pages in `language`, and sends. Gives the names of what was asked."""
    guest, given = Client(), full_document(survey, pick=pick)
    by_id = {one.qid: one for one in definition_of(survey.version).questions}
    there = guest.post(f"{language}/consultations/after-dark/answer/", HTTP_SEC_FETCH_SITE="same-origin").url
    asked = []
    for _screen in count():
        if there.endswith("/check/"):
            break
        question = by_id[there.rstrip("/").rpartition("/")[2]]
        shown = guest.get(there).content.decode()
        assert (f"{question.label} (yn Gymraeg)" in shown) == (language == "/cy")
        asked += [question.name] if question.asks else []
        said = question.choices[0].cid if question.name == "agree" else given[question.qid]
        answer = guest.post(there, {**spread(question, said), "go": "next"})
        assert answer.status_code == 302, (question.name, answer.status_code)
        there = answer.url
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=5))
    assert guest.post(there, {"go": "send"}).status_code == 302
    return asked


def test_sixty_questions_come_in_are_answered_in_two_languages_and_go_out_as_the_same_form(client):
    site_with_approval()
    writer = editor()
    client.force_login(writer)
    body = xlsx_of(survey=forms.survey(), choices=forms.choices(), settings=forms.SETTINGS)
    survey = opened(taken_in(client, body), writer)
    everything = [one.name for one in definition_of(survey.version).questions if one.asks]
    english, welsh = answer_all(survey, "", 0), answer_all(survey, "/cy", 1)
    assert english == [name for name in everything if not name.startswith("miles_")]  # three minutes are no ten
    assert not {"way_2", "more", "why_1"} & set(welsh)  # they said that they do not go out, and picked no park
    fold(survey_id=survey.pk)
    assert sorted(Response.objects.values_list("language", flat=True)) == ["cy", "en"]
    assert Tally.objects.get().responses == 2

    before = read_workbook(body)
    for name, more in (("xlsform_export", ()), ("xlsform_export_version", (survey.version.number,))):
        after = read_workbook(client.get(address(name, survey.pk, *more)).content)
        assert lines(after.survey.lines) == lines(before.survey.lines)
        assert sorted(map(str, lines(after.choices.lines))) == sorted(map(str, lines(before.choices.lines)))
