"""Answering without an account: saved at each step, nothing lost, sent once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys import attempts, drafts
from surveys.models import Draft, PendingResponse, Response, SpentKey, Survey
from surveys.queries import definition_of
from tests.factories.surveys import make_draft, make_page, make_survey, multiple, single, text
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def questions(page):
    return definition_of(page.survey.version).questions


def url(page, name="question", *args):
    return reverse(f"consultation_{name}", args=[page.slug, *args])


def test_starting_makes_a_draft_under_a_key_whose_hash_alone_is_kept(client, page, questions):
    answer = client.post(url(page, "answer"), **OURS)
    assert answer.url == url(page, "question", questions[0].qid)
    cookie = answer.cookies[attempts.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 86400
    key = cookie.value.partition("-")[2]
    draft = Draft.objects.get()
    assert key not in repr(vars(draft))
    assert draft.key_hash == attempts.hash_of(page.survey_id, key)


def test_starting_from_another_site_asks_to_confirm_and_makes_nothing(client, page):
    answer = client.post(url(page, "answer"), HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "options"])
def test_starting_takes_no_other_method(client, page, method):
    assert getattr(client, method)(url(page, "answer"), **OURS).status_code == 405


def test_starting_twice_goes_on_with_the_same_draft(client, page, questions):
    client.post(url(page, "answer"), **OURS)
    client.post(url(page, "question", questions[0].qid), {"go": "skip"})
    again = client.post(url(page, "answer"), **OURS)
    assert again.url == url(page, "question", questions[1].qid)
    assert Draft.objects.count() == 1


def test_the_whole_way_ends_in_one_pending_response(client, page, questions):
    one, several, words = questions
    client.post(url(page, "answer"), **OURS)
    client.post(url(page, "question", one.qid), {"answer": one.choices[1].cid, "go": "next"})
    client.post(url(page, "question", several.qid), {"answer": [c.cid for c in several.choices[:2]], "go": "next"})
    done = client.post(url(page, "question", words.qid), {"answer": " Later buses ", "go": "next"})
    assert done.url == url(page, "check")
    assert b"Later buses" in client.get(done.url).content
    Draft.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    sent = client.post(url(page, "check"))
    assert sent.url == url(page, "receipt")
    assert PendingResponse.objects.get().document == {
        one.qid: one.choices[1].cid,
        several.qid: [c.cid for c in several.choices[:2]],
        words.qid: "Later buses",
    }
    assert not Draft.objects.exists()


def test_after_sending_every_earlier_address_leads_to_the_receipt(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    client.post(url(page, "check"))
    for method in (client.get, client.post):
        for address in (url(page, "answer"), url(page, "question", questions[0].qid), url(page, "check")):
            extra = OURS if method == client.post else {}
            assert method(address, **extra).url == url(page, "receipt"), address
    assert client.get(url(page, "receipt")).status_code == 200
    assert PendingResponse.objects.count() == 1


def test_somebody_else_can_start_on_the_same_phone(client, page):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    client.post(url(page, "check"))
    client.post(url(page, "answer"), {"again": "1"}, **OURS)
    assert Draft.objects.count() == 1
    assert SpentKey.objects.count() == 1


def test_back_saves_what_was_picked_and_goes_back(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    answer = client.post(
        url(page, "question", questions[1].qid), {"answer": [questions[1].choices[0].cid], "go": "back"}
    )
    assert answer.url == url(page, "question", questions[0].qid)
    assert Draft.objects.get().document == {questions[1].qid: [questions[1].choices[0].cid]}


def test_skip_is_told_from_never_shown(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    client.post(url(page, "question", questions[0].qid), {"go": "skip", "answer": "nonsense"})
    assert Draft.objects.get().document == {questions[0].qid: None}


def test_progress_counts_every_question(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    assert b"Question 2 of 3" in client.get(url(page, "question", questions[1].qid)).content


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        (0, lambda q: "nonsense", b"Pick one of the answers on this page."),
        (1, lambda q: [c.cid for c in q.choices[:4]], b"Pick no more than 3."),
        (1, lambda q: [q.choices[0].cid, q.choices[-1].cid], b"Pick one or the other."),
        (2, lambda q: "x" * 201, b"Make it 200 or fewer."),
        (2, lambda q: "a\x00b", b"Please type it again."),
    ],
)
def test_a_bad_answer_gets_words_beside_the_field_and_in_the_summary(client, page, questions, place, typed, words):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    question = questions[place]
    answer = client.post(url(page, "question", question.qid), {"answer": typed(question), "go": "next"})
    assert answer.status_code == 200
    assert answer.content.count(words) == 2
    assert b"<title>Error:" in answer.content
    assert Draft.objects.get().document == {}


def test_what_was_typed_stays_after_an_error(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    typed = "y" * 201
    answer = client.post(url(page, "question", questions[2].qid), {"answer": typed})
    assert typed.encode() in answer.content


def test_an_answer_that_another_tab_saved_is_kept(page, questions):
    draft, _cookie = make_draft(page.survey, document={})
    stale = Draft.objects.get()
    assert drafts.save_answer(draft=draft, qid=questions[0].qid, answer=questions[0].choices[0].cid)
    assert drafts.save_answer(draft=stale, qid=questions[2].qid, answer="words")
    assert set(Draft.objects.get().document) == {questions[0].qid, questions[2].qid}


def test_deleting_my_answers_leaves_nothing(client, page):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    answer = client.post(url(page, "delete"))
    assert answer.status_code == 200
    assert answer.cookies[attempts.COOKIE].value == ""
    assert not Draft.objects.exists()


def test_leaving_quickly_deletes_the_drafts_of_this_browser_only(rf, page):
    from django.http import HttpResponse

    _mine, cookie = make_draft(page.survey)
    other, _cookie = make_draft(page.survey)
    request, response = rf.get("/exit/"), HttpResponse()
    request.COOKIES[attempts.COOKIE] = cookie
    drafts.discard_draft(request, response)
    assert Draft.objects.get() == other
    assert response.cookies[attempts.COOKIE]["max-age"] == 0


def test_leaving_quickly_without_answers_asks_the_database_nothing(rf):
    from django.http import HttpResponse

    response = HttpResponse()
    with assert_queries(0):
        drafts.discard_draft(rf.get("/exit/"), response)
    assert not response.cookies


def test_a_draft_that_ran_out_is_gone(client, page, questions):
    _draft, cookie = make_draft(page.survey)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.cookies[attempts.COOKIE] = cookie
    assert client.get(url(page, "question", questions[0].qid)).url == url(page, "answer")
    assert client.get(url(page, "answer")).status_code == 200


def test_a_full_box_that_people_do_not_see_sends_nothing(client, page):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    answer = client.post(url(page, "check"), {"website": "http://buy.example"})
    assert answer.status_code == 200
    assert not PendingResponse.objects.exists()


def test_sending_sooner_than_a_person_could_asks_once_more_and_loses_nothing(client, page):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, seconds_ago=0)[1]
    answer = client.post(url(page, "check"))
    assert b"Press Send again" in answer.content
    assert Draft.objects.count() == 1
    assert not PendingResponse.objects.exists()


@pytest.mark.parametrize(("opens", "closes", "may"), [(-1, 1, True), (1, 2, False), (-9, -1, False)])
def test_only_an_open_consultation_can_be_started(client, opens, closes, may):
    page = make_page(survey=make_survey(opens=opens, closes=closes))
    client.post(url(page, "answer"), **OURS)
    assert Draft.objects.exists() is may


def test_answers_begun_in_time_may_be_sent_an_hour_after_closing_and_no_later(client):
    page = make_page()
    survey = page.survey
    for minutes, taken in ((59, 1), (61, 1)):
        survey.closes_at = timezone.now() - timedelta(minutes=minutes)
        survey.save()
        client.cookies[attempts.COOKIE] = make_draft(survey)[1]
        client.post(url(page, "check"))
        assert PendingResponse.objects.count() == taken


def test_a_consultation_that_was_open_for_minutes_takes_what_was_begun_in_them(client, page):
    now = timezone.now()
    times = {"opens_at": now - timedelta(minutes=20), "closes_at": now - timedelta(minutes=5)}
    Survey.objects.filter(pk=page.survey_id).update(**times)
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    client.post(url(page, "check"))
    assert PendingResponse.objects.count() == 1


def test_answers_that_can_no_longer_be_sent_are_told_so_before_pressing_send(client):
    page = make_page(survey=make_survey(opens=-9, closes=-1))
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert b"This consultation has closed" in client.get(url(page, "check")).content


def test_a_question_that_is_not_asked_is_404(client, page):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert client.get(url(page, "question", "nonsense")).status_code == 404


def test_a_draft_opens_no_other_consultation(client, page):
    other = make_page(survey=make_survey(), slug="other")
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert client.get(url(other, "check")).url == url(other, "answer")


def test_two_consultations_can_be_answered_side_by_side(client, page):
    other = make_page(survey=make_survey(), slug="other")
    client.post(url(page, "answer"), **OURS)
    client.post(url(other, "answer"), **OURS)
    assert Draft.objects.count() == 2
    assert "/after-dark/answer/" in client.get(url(page, "answer")).url


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "1-" + "a" * 32, "99999999999999999999999-" + "a" * 32, "1-" + "é" * 32, ("1-" + "a" * 32 + ".") * 50],
)
def test_a_made_up_cookie_opens_nothing(client, page, questions, cookie):
    client.cookies[attempts.COOKIE] = cookie
    for address in (url(page, "question", questions[0].qid), url(page, "check")):
        assert client.get(address).url == url(page, "answer")
    assert client.post(url(page, "check")).url == url(page, "answer")
    assert client.post(url(page, "delete")).status_code == 200


@pytest.mark.parametrize("body", [b"answer=%00&go=next", b"answer=%ff%fe&go=back", b"go=" + b"z" * 5000, b"\xff\xfe=1"])
def test_hostile_bodies_are_never_a_500(client, page, questions, body):
    client.cookies[attempts.COOKIE] = make_draft(page.survey, document={})[1]
    for question in questions:
        answer = client.post(
            url(page, "question", question.qid), body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (200, 302, 400)


def test_answering_pages_are_kept_by_nobody(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    for address in (url(page, "question", questions[0].qid), url(page, "check"), url(page, "answer")):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_answer_forms_need_a_token(page, questions):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert strict.post(url(page, "question", questions[0].qid), {"go": "skip"}).status_code == 403
    assert strict.post(url(page, "check")).status_code == 403


def test_answering_reads_no_session_and_sets_one_cookie_beside_the_token(client, page, questions):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    answer = client.get(url(page, "question", questions[0].qid))
    assert set(answer.cookies) <= {"sayso_token"}


@pytest.mark.parametrize(("length", "responses"), [(10, 0), (10, 200), (300, 0), (300, 200)])
def test_saving_takes_three_queries_and_sending_five_whatever_there_is(client, length, responses):
    blocks = [single(f"One {n}") for n in range(length - 2)] + [multiple(), text()]
    page = make_page(survey=make_survey(questions=blocks))
    first = definition_of(page.survey.version).questions[0]
    kept = {"survey": page.survey, "version": page.survey.version, "document": {}, "day": "2026-03-02"}
    Response.objects.bulk_create(Response(**kept) for _one in range(responses))
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    with assert_queries(3, at_most=True):
        client.post(url(page, "question", first.qid), {"answer": first.choices[0].cid, "go": "next"})
    with assert_queries(5, at_most=True):
        client.post(url(page, "check"))
    assert PendingResponse.objects.count() == 1
    assert Response.objects.count() == responses
