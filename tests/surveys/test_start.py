"""Beginning a consultation: one form makes page and questions, as drafts, both or neither; the checklist follows."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.people.enums import Role
from surveys.authoring import making
from surveys.authoring.checklist import State, dates_in_words, must_mend, rows
from surveys.compiling import compile_blocks
from surveys.definition import parse
from surveys.models import ConsultationPage, Survey
from surveys.queries import visible_to
from tests.factories.consultations import begun, change_questions, ready, site_with_approval, tried
from tests.factories.pages import approver, editor
from tests.factories.people import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = "/cms/consultations/new/"


@pytest.fixture(autouse=True)
def _site():
    site_with_approval()


def sent(**more):
    day = timezone.localdate()
    return {
        "title": "The way home",
        "template": "safe",
        "opens_at": f"{day + timedelta(days=2)}T09:00",
        "closes_at": f"{day + timedelta(days=30)}T17:00",
        "who_decides": "The board",
        "reply_by": f"{day + timedelta(days=60)}",
        **more,
    }


def test_one_form_makes_both_as_drafts_and_leads_to_the_checklist(client):
    client.force_login(editor())
    answer = client.post(NEW, sent())
    page = ConsultationPage.objects.get()
    assert answer.headers["Location"] == reverse("consultation_checklist", args=[page.pk])
    assert not page.live
    assert not page.survey.live
    assert page.survey.title == page.title
    assert not visible_to(None).exists()
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(f"/consultations/{page.slug}/").status_code == 404


def test_where_the_page_cannot_be_made_there_is_no_survey_either(client, monkeypatch):
    client.force_login(editor())
    client.post(NEW, sent())
    ConsultationPage.objects.get().get_parent().delete()
    surveys = Survey.objects.count()
    assert client.post(NEW, sent()).status_code in (403, 422)
    assert Survey.objects.count() == surveys


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR, Role.YOUTH_WORKER])
def test_other_staff_begin_nothing(client, role):
    client.force_login(StaffFactory(role=role))
    assert client.post(NEW, sent()).status_code in (302, 403)
    assert not ConsultationPage.objects.exists()


def test_a_guest_is_asked_to_sign_in(client):
    assert client.get(NEW).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "\u200b\u2060"},
        {"title": "x" * 300},
        {"template": "none"},
        {"template": ["safe", "none"]},
        {"opens_at": "soon"},
        {"closes_at": "2020-01-01T09:00"},
        {"closes_at": "9999-99-99T99:99"},
        {"reply_by": f"{timezone.localdate()}"},
        {"opens_at": "2027-03-28T01:30", "closes_at": "2027-04-28T01:30", "reply_by": ""},
    ],
)
def test_what_is_wrong_is_said_and_nothing_that_was_typed_is_lost(client, wrong):
    client.force_login(editor())
    answer = client.post(NEW, sent(**{"who_decides": "The bold board", **wrong}))
    assert answer.status_code == 422
    assert b"The bold board" in answer.content
    assert not Survey.objects.exists()


def test_a_template_has_new_ids_every_time_and_no_mistakes():
    for template in making.templates().values():
        first, second = (compile_blocks(making.questions_of(template)) for _time in range(2))
        ids = [{one["qid"] for one in made["questions"]} for made in (first, second)]
        assert ids[0].isdisjoint(ids[1])
        assert parse(first).questions[-1].about_you


@pytest.mark.parametrize("template", list(making.templates()))
def test_a_survey_from_a_template_opens_in_its_editor(client, template):
    page = begun(editor(), template=template)
    client.force_login(editor())
    for address in (
        reverse(Survey.snippet_viewset.get_url_name("edit"), args=[page.survey_id]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert reverse("consultation_checklist", args=[page.pk]).encode() in answer.content


def test_adding_only_half_leads_to_the_one_form(client):
    client.force_login(editor())
    index = begun(editor()).get_parent()
    half = reverse("wagtailadmin_pages:add", args=["surveys", "consultationpage", index.pk])
    for address in (half, reverse(Survey.snippet_viewset.get_url_name("add"))):
        assert client.get(address).headers["Location"] == NEW


def state_of(page, key):
    draft, survey = page.get_latest_revision_as_object(), page.survey.get_latest_revision_as_object()
    return next(row for row in rows(draft, survey) if row.key == key).state


def test_nothing_is_missing_from_a_consultation_that_is_ready():
    page = ready(editor())
    draft, survey = page.get_latest_revision_as_object(), page.survey.get_latest_revision_as_object()
    assert [row.key for row in rows(draft, survey) if row.state == State.TODO] == []


def test_the_blank_one_still_needs_a_question_and_words():
    page = begun(editor(), template="blank")
    assert {key for key in ("questions", "page", "tried") if state_of(page, key) == State.TODO} == {
        "questions",
        "page",
        "tried",
    }


@pytest.mark.parametrize("missing", [{"who_decides": ""}, {"reply_by": None}, {"reply_by": timezone.localdate()}])
def test_who_decides_and_the_day_of_the_answer_are_needed_before_it_opens(missing):
    assert state_of(ready(editor(), **missing), "decides") == State.TODO


def test_a_change_of_the_questions_asks_for_another_try(client):
    user = editor()
    page = ready(user)
    assert state_of(page, "tried") == State.DONE
    change_questions(page, user)
    page = ConsultationPage.objects.get(pk=page.pk)
    assert state_of(page, "tried") == State.TODO
    assert state_of(tried(page), "tried") == State.DONE


def test_somebody_who_reads_answers_without_an_employer_is_pointed_out():
    page = ready(editor())
    UserFactory(is_superuser=True, username="root", employer="")
    assert state_of(page, "readers") == State.TODO


def test_a_change_of_the_clocks_is_said():
    from datetime import datetime

    from core.pages.moments import UK

    survey = Survey(opens_at=datetime(2027, 3, 20, 9, tzinfo=UK), closes_at=datetime(2027, 4, 20, 17, tzinfo=UK))
    words = " ".join(dates_in_words(survey))
    assert "Tuesday 20 April 2027 at 17:00, UK time (British Summer Time, 16:00 UTC)" in words
    assert "The clocks change in between." in words


def test_translations_are_advice_and_stop_nothing():
    page = ready(editor())
    assert state_of(page, "languages") == State.ADVICE
    draft, survey = page.get_latest_revision_as_object(), page.survey.get_latest_revision_as_object()
    assert must_mend(draft, survey) == []
    assert len(settings.LANGUAGES) == 3


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR])
def test_others_do_not_see_the_checklist(client, role):
    page = begun(editor())
    client.force_login(StaffFactory(role=role))
    assert client.get(reverse("consultation_checklist", args=[page.pk])).status_code in (302, 403)
    assert client.post(reverse("consultation_send", args=[page.pk])).status_code in (302, 403)
    assert ConsultationPage.objects.get().current_workflow_state is None


@pytest.mark.parametrize("pk", [0, 999999, 2**31, 10**17])
def test_no_such_consultation_is_404(client, pk):
    client.force_login(approver())
    assert client.get(f"/cms/consultations/{pk}/").status_code == 404
