"""Deleting, copying and moving pages in `/cms/` never touches answers, and says so in plain words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.pages.gate import GateClosed
from surveys import attempts, tasks
from surveys.models import ConsultationIndexPage, ConsultationPage, Draft, PendingResponse, Response, Survey
from surveys.queries import definition_of
from tests.factories.consultations import administrator, site_with_approval
from tests.factories.pages import approver
from tests.factories.surveys import make_draft, make_page, make_pending

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    site_with_approval()


@pytest.fixture(params=["approver", "administrator"])
def staff(request, client):
    people = {"approver": approver, "administrator": administrator}
    client.force_login(people[request.param]())
    return client


def answered(waiting=False):
    page = make_page()
    make_pending(page.survey, 12)
    if not waiting:
        tasks.fold_pending()
    return page


def bulk(action, *pages):
    ids = "&".join(["next=/cms/", *(f"id={page.pk}" for page in pages)])
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


@pytest.mark.parametrize("waiting", [True, False])
def test_a_page_that_people_answered_is_not_deleted(staff, waiting):
    page = answered(waiting)
    for address in (reverse("wagtailadmin_pages:delete", args=[page.pk]), bulk("delete", page)):
        answer = staff.post(address, follow=True)
        assert answer.status_code == 200
        assert "Nothing was deleted. People have answered" in answer.content.decode()
    assert ConsultationPage.objects.filter(pk=page.pk).exists()
    assert Response.objects.count() + PendingResponse.objects.count() == 12


def test_nor_is_the_page_above_it(client):
    client.force_login(administrator())
    page = answered()
    index = ConsultationIndexPage.objects.get()
    for address in (reverse("wagtailadmin_pages:delete", args=[index.pk]), bulk("delete", index)):
        assert "Nothing was deleted." in client.post(address, follow=True).content.decode()
    assert ConsultationPage.objects.filter(pk=page.pk).exists()


def test_a_page_that_nobody_answered_goes_and_its_survey_stays(staff):
    page = make_page()
    answer = staff.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert answer.status_code == 302
    assert not ConsultationPage.objects.exists()
    assert Survey.objects.filter(pk=page.survey_id).exists()


def test_a_survey_is_never_deleted_by_anybody(staff):
    page = answered()
    one = reverse(Survey.snippet_viewset.get_url_name("delete"), args=[page.survey_id])
    many = f"{reverse('wagtail_bulk_action', args=['surveys', 'survey', 'delete'])}?next=/cms/&id={page.survey_id}"
    for address in (one, many):
        assert staff.post(address).status_code in (302, 403)
        assert Survey.objects.filter(pk=page.survey_id).exists()
    assert Response.objects.count() == 12


def test_a_copy_of_the_page_is_refused_with_words(staff):
    page = answered()
    answer = staff.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {"new_title": "Copy"}, follow=True)
    assert "Nothing was copied." in answer.content.decode()
    assert ConsultationPage.objects.count() == 1


def test_taking_the_page_down_and_a_new_address_leave_answers_alone():
    page = answered()
    page.slug = "another"
    page.save()
    page.unpublish()
    assert Response.objects.count() == 12


def new_address(page):
    page = ConsultationPage.objects.get(pk=page.pk)
    page.slug = "another"
    return page.save_revision()


def test_a_page_at_which_somebody_is_answering_is_not_deleted(staff):
    page = make_page()
    make_draft(page.survey)
    for address in (reverse("wagtailadmin_pages:delete", args=[page.pk]), bulk("delete", page)):
        assert "People are answering" in staff.post(address, follow=True).content.decode()
    assert ConsultationPage.objects.filter(pk=page.pk).exists()


def test_a_page_keeps_its_address_while_somebody_answers_there(client):
    page = make_page()
    draft, client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})
    with pytest.raises(GateClosed) as stopped:
        new_address(page).publish()
    assert "answering at its address" in stopped.value.reasons[0]
    one = definition_of(page.survey.version).questions[0]
    client.post(reverse("consultation_question", args=[page.slug, one.qid]), {"answer": one.choices[0].cid})
    assert Draft.objects.get(pk=draft.pk).document


@pytest.mark.parametrize("nobody", ["sent", "test", "run out"])
def test_a_page_takes_a_new_address_while_nobody_answers(nobody):
    page = make_page()
    draft, _cookie = make_draft(page.survey)
    if nobody == "sent":
        draft.delete()
    changed = {"is_test": True} if nobody == "test" else {"expires_at": timezone.now()}
    Draft.objects.update(**changed)
    new_address(page).publish()
    assert ConsultationPage.objects.get(pk=page.pk).slug == "another"
