"""Staff pause and go on, quotas waste nobody's time, tests are kept apart from answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.people.enums import Role
from surveys import actions, attempts, rights, running, tasks, withdrawing
from surveys.actions import publish_survey
from surveys.definition import digest
from surveys.models import Draft, PendingResponse, Response, SpentKey, Survey, SurveyVersion, Tally
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import full_document, make_draft, make_page, make_pending, make_survey, single

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
WHY = "We found a mistake in question 2."


@pytest.fixture
def page():
    rights.grant()
    return make_page()


@pytest.fixture
def approver():
    return StaffFactory(role=Role.APPROVER)


def url(page, name):
    return reverse(f"consultation_{name}", args=[page.slug])


def cms(survey, name):
    return reverse(f"wagtailsnippets_surveys_survey:{name}", args=[survey.pk])


def test_a_paused_consultation_says_why_and_starts_nobody(client, page, approver):
    running.pause(survey=page.survey, why=WHY, by=approver)
    client.post(url(page, "answer"), **OURS)
    assert not Draft.objects.exists()
    body = client.get(reverse("consultation", args=[page.slug])).content.decode()
    assert WHY in body
    assert url(page, "answer") not in body


def test_what_was_begun_is_kept_and_told_and_goes_on_afterwards(client, page, approver):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    running.pause(survey=page.survey, why=WHY, by=approver)
    sent = client.post(url(page, "check"))
    assert WHY in sent.content.decode()
    assert not PendingResponse.objects.exists()
    assert client.cookies[attempts.COOKIE]["max-age"] == 30 * 24 * 3600
    assert Draft.objects.get().expires_at - timezone.now() > timedelta(days=29)
    running.go_on(survey=page.survey, by=approver)
    assert Draft.objects.get().expires_at - timezone.now() <= timedelta(hours=24)
    assert client.post(url(page, "check")).url == url(page, "receipt")


def test_an_answer_that_is_posted_while_it_is_paused_is_saved(client, page, approver):
    draft, client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})
    qid = next(iter(full_document(page.survey)))
    running.pause(survey=page.survey, why=WHY, by=approver)
    answer = client.post(reverse("consultation_question", args=[page.slug, qid]), {"go": "skip"})
    assert WHY in client.get(answer.url).content.decode()
    kept = Draft.objects.get(pk=draft.pk)
    assert qid in kept.document
    assert kept.expires_at - timezone.now() > timedelta(days=29)


def test_pausing_twice_and_going_on_twice_change_nothing(page, approver):
    assert running.pause(survey=page.survey, why=WHY, by=approver)
    assert not running.pause(survey=page.survey, why="other", by=approver)
    assert Survey.objects.get().paused_why == WHY
    assert running.go_on(survey=page.survey, by=approver)
    assert not running.go_on(survey=page.survey, by=approver)
    done = list(AuditEntry.objects.filter(action__startswith="survey.").values_list("action", "actor", "facts"))
    assert done == [("survey.paused", approver.opaque_id, {}), ("survey.went_on", approver.opaque_id, {})]


def test_a_survey_whose_questions_are_withdrawn_stays_paused_until_there_are_others(client, page, approver):
    withdrawing.withdraw(version=page.survey.version, by=approver, why="It harms")
    client.force_login(approver)
    told = client.post(cms(page.survey, "go_on"), follow=True).content.decode()
    assert "Publish other questions first" in told
    client.post(url(page, "answer"), **OURS)
    assert not Draft.objects.exists()
    survey = Survey.objects.get()
    survey.questions = [single("Another question")]
    publish_survey(survey=survey)
    client.post(cms(page.survey, "go_on"))
    client.post(url(page, "answer"), **OURS)
    assert Draft.objects.exists()


@pytest.mark.parametrize(
    ("role", "tries", "runs"), [(Role.APPROVER, 200, 302), (Role.EDITOR, 200, 302), (Role.MODERATOR, 302, 302)]
)
def test_who_may_run_a_survey(client, page, role, tries, runs):
    client.force_login(StaffFactory(role=role))
    assert client.get(cms(page.survey, "running")).status_code == tries
    assert client.post(cms(page.survey, "pause"), {"why": WHY}).status_code == runs
    assert client.post(cms(page.survey, "guard"), {"on": "1"}).status_code == runs
    survey = Survey.objects.get()
    assert (survey.paused_at is not None, survey.under_attack) == (
        (True, True) if role == Role.APPROVER else (False, False)
    )
    assert client.post(cms(page.survey, "go_on")).status_code == runs


def test_members_and_guests_run_nothing(client, page):
    for one in (None, MemberFactory()):
        if one:
            client.force_login(one)
        for name in ("pause", "go_on", "guard", "make_codes", "try"):
            assert client.post(cms(page.survey, name), {"why": WHY, "number": "3"}).status_code in (302, 403)
    assert Survey.objects.get().paused_at is None
    assert not Draft.objects.exists()


def test_words_are_asked_for_and_nothing_typed_is_lost(client, page, approver):
    client.force_login(approver)
    assert client.post(cms(page.survey, "pause"), {"why": ""}).status_code == 422
    long = client.post(cms(page.survey, "pause"), {"why": "x" * 251})
    assert b"x" * 251 in long.content
    assert Survey.objects.get().paused_at is None


def test_publishing_an_older_draft_does_not_end_a_pause(page, approver):
    running.pause(survey=page.survey, why=WHY, by=approver)
    fresh = Survey.objects.get()
    actions.publish_survey(survey=fresh.latest_revision.as_object())
    assert Survey.objects.get().paused_at is not None


def quota(number, **fields):
    return make_page(survey=make_survey(quota=number, **fields))


def test_a_full_consultation_tells_people_before_they_begin(client):
    page = quota(3)
    make_pending(page.survey, 3)
    for answer in (client.get(url(page, "answer")), client.post(url(page, "answer"), **OURS)):
        assert b"This is full" in answer.content
    assert not Draft.objects.exists()
    body = client.get(reverse("consultation", args=[page.slug])).content
    assert b"This is full" in body
    assert url(page, "answer").encode() not in body


def test_whoever_has_begun_can_still_send(client):
    page = quota(3)
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    make_pending(page.survey, 3)
    tasks.fold_pending()
    assert client.post(url(page, "check")).url == url(page, "receipt")
    tasks.fold_pending()
    assert Tally.objects.get().responses == 4


def test_a_place_short_of_the_quota_lets_one_more_begin(client):
    page = quota(3)
    make_pending(page.survey, 2)
    client.post(url(page, "answer"), **OURS)
    assert Draft.objects.count() == 1


def try_it(client, survey, role=Role.EDITOR):
    client.force_login(StaffFactory(role=role))
    return client.post(cms(survey, "try"))


@pytest.mark.parametrize("opens", [-1, 5])
def test_staff_try_it_before_it_opens_too_and_nothing_is_counted(client, opens):
    rights.grant()
    page = make_page(survey=make_survey(opens=opens))
    began = try_it(client, page.survey)
    body = client.get(client.get(began.url).url).content
    assert b"This is a test." in body
    Draft.objects.update(document=full_document(page.survey))
    done = client.post(url(page, "check"))
    assert b"You tried it" in done.content
    for model in (Draft, SpentKey, PendingResponse, Response, Tally):
        assert not model.objects.exists(), model
    survey = Survey.objects.get()
    assert survey.tested_sha == survey.version.sha256


def test_a_draft_of_the_questions_is_tried_without_becoming_what_people_answer(client, page):
    survey = Survey.objects.get()
    survey.questions = [single("A new question")]
    survey.save_revision()
    try_it(client, survey)
    newest = Survey.objects.get().latest_revision.as_object()
    draft = Draft.objects.get()
    assert draft.is_test
    assert draft.version.sha256 == digest(newest.compiled())
    assert Survey.objects.get().version_id == page.survey.version_id
    actions.publish_survey(survey=newest)
    assert Survey.objects.get().version_id == draft.version_id
    assert SurveyVersion.objects.count() == 2


def test_a_test_can_be_deleted_and_takes_no_card(client, page):
    page.unpublish()
    began = try_it(client, page.survey)
    assert client.get(client.get(began.url).url).status_code == 200
    assert client.post(url(page, "card")).status_code == 404
    assert client.post(url(page, "delete")).status_code == 200
    assert not Draft.objects.exists()


def test_a_test_goes_on_while_the_survey_is_paused(client, page, approver):
    running.pause(survey=page.survey, why=WHY, by=approver)
    try_it(client, page.survey)
    Draft.objects.update(document=full_document(page.survey))
    assert b"You tried it" in client.post(url(page, "check")).content


def test_those_who_may_not_write_surveys_try_none(client, page):
    assert try_it(client, page.survey, Role.MODERATOR).status_code in (302, 403)
    assert not Draft.objects.exists()
