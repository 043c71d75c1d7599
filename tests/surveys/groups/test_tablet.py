"""One tablet that goes round: each person meets an empty one, and it reaches nothing of the worker's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys import attempts
from surveys.enums import Channel
from surveys.groups import codes, shared
from surveys.models import Draft, GroupSession, GroupTablet, PendingResponse
from tests.factories.surveys import make_page, make_session, make_survey

pytestmark = pytest.mark.django_db
START, DONE, END = "/consultations/tablet/", "/consultations/tablet/done/", "/consultations/tablet/end/"


def begin(client, **data):
    return client.post(START, data, follow=True)


def counts(session):
    found = GroupSession.objects.get(pk=session.pk)
    return found.started, found.sent


def test_handing_over_signs_the_worker_out_and_leaves_the_session_cookie_alone(client, worker, session):
    client.force_login(worker)
    handed = client.post(reverse("group_hand_over", args=[session.uuid]))
    assert handed.url == START
    assert {name for name, one in client.cookies.items() if one.value} == {shared.COOKIE}
    cookie = client.cookies[shared.COOKIE]
    assert cookie["httponly"]
    assert str(session.uuid) not in cookie.value
    assert cookie.value not in repr(list(GroupTablet.objects.values()))
    assert client.get(reverse("group_session", args=[session.uuid])).status_code == 302


def test_the_first_screen_says_who_is_told_before_any_question(tablet):
    words = tablet.get(START).content.decode()
    assert "told that somebody here may need them" in words
    assert "Nobody in this room can see your answers" in words


def test_one_person_answers_in_the_session_and_is_counted_once(
    tablet, session, answer, django_capture_on_commit_callbacks
):
    begin(tablet)
    draft = Draft.objects.get()
    assert (draft.session_id, draft.channel, draft.people) == (session.pk, Channel.GROUP, 1)
    with django_capture_on_commit_callbacks(execute=True):
        sent = answer(tablet)
    assert sent.url == DONE
    response = PendingResponse.objects.get()
    assert (response.channel, response.people) == (Channel.GROUP, 1)
    assert counts(session) == (1, 1)


def test_after_sending_no_cookie_but_the_sessions_is_left_and_every_page_shows_the_next_person(
    tablet, page, questions, answer
):
    begin(tablet)
    answer(tablet)
    assert {name for name, one in tablet.cookies.items() if one.value} == {shared.COOKIE}
    for name, args in (
        ("consultation_question", [page.slug, questions[0].qid]),
        ("consultation_check", [page.slug]),
        ("consultation_answer", [page.slug]),
        ("consultation_receipt", [page.slug]),
    ):
        back = tablet.get(reverse(name, args=args))
        assert back.url.partition("?")[0] in (START, DONE), name
        assert "no-store" in back["Cache-Control"]


def test_the_next_person_has_a_key_of_their_own(tablet, answer):
    begin(tablet)
    first = Draft.objects.get().pk
    answer(tablet)
    begin(tablet)
    assert Draft.objects.get().pk != first
    assert tablet.cookies[attempts.COOKIE]["max-age"] == shared.ANSWER_KEPT_SECONDS


def test_pages_of_answering_on_a_tablet_are_not_stored_and_lead_nowhere_else(tablet):
    page = begin(tablet)
    words = page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert 'id="idle-warning"' in words
    assert 'http-equiv="refresh" content="300;' in words
    assert "main-nav" not in words
    assert "24 hours" not in words


def test_deleting_shows_the_start_screen(tablet, page):
    begin(tablet)
    deleted = tablet.post(reverse("consultation_delete", args=[page.slug]))
    assert deleted.url == START
    assert not Draft.objects.exists()


def test_a_tablet_that_nobody_touched_for_five_minutes_deletes_what_is_unsent(tablet, page, questions):
    begin(tablet)
    GroupTablet.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    late = tablet.get(reverse("consultation_question", args=[page.slug, questions[0].qid]))
    assert late.url == f"{START}?late=1"
    assert not Draft.objects.exists()
    assert b"nobody used the tablet for a while" in tablet.get(late.url).content.lower()


def test_saying_i_am_still_here_keeps_the_draft(tablet, page, questions):
    begin(tablet)
    GroupTablet.objects.update(seen_at=timezone.now() - timedelta(minutes=4))
    assert tablet.post("/consultations/tablet/here/").status_code == 204
    assert GroupTablet.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_the_script_clears_at_once(tablet):
    begin(tablet)
    assert tablet.post("/consultations/tablet/clear/", {"idle": "1"}).url == f"{START}?late=1"
    assert not Draft.objects.exists()


def test_opening_the_start_screen_half_way_asks_whose_it_is(tablet, page, questions):
    begin(tablet)
    assert b"It was me: go on" in tablet.get(START).content
    went_on = tablet.post(START, {"go_on": "1"}, follow=True)
    assert went_on.request["PATH_INFO"].endswith(f"{questions[0].qid}/")
    begin(tablet)
    assert Draft.objects.count() == 1


def test_a_group_that_answers_together_says_how_many_it_is(page, worker):
    session = make_session(page.survey, worker=worker, mode="together")
    client = Client(HTTP_SEC_FETCH_SITE="same-origin")
    client.force_login(worker)
    client.post(reverse("group_hand_over", args=[session.uuid]))
    for wrong in ("", "1", "many", "61", "1\x00"):
        assert b"errors" in client.post(START, {"people": wrong}).content
    assert not Draft.objects.exists()
    begin(client, people="7")
    assert Draft.objects.get().people == 7


def test_the_pin_ends_the_session_and_gives_the_tablet_back(tablet, session):
    ended = tablet.post(END, {"pin": f" {codes.pin_of(session.uuid)} "})
    assert b"The session has ended" in ended.content
    assert not GroupTablet.objects.exists()
    session.refresh_from_db()
    assert session.closes_at <= timezone.now()
    assert not any(one.value for one in tablet.cookies.values())


def test_five_wrong_pins_shut_the_door_even_for_the_right_one(tablet, session):
    right = codes.pin_of(session.uuid)
    wrong = "0000" if right != "0000" else "1111"
    for _try in range(5):
        assert tablet.post(END, {"pin": wrong}).status_code == 422
    assert b"Too many tries" in tablet.post(END, {"pin": right}).content
    assert GroupTablet.objects.exists()


def test_after_the_session_nobody_starts(tablet, session):
    GroupSession.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert b"This session is over" in tablet.get(START).content
    assert b"This session is over" in begin(tablet).content
    assert not Draft.objects.exists()


def test_a_cookie_that_opens_nothing_is_taken_away(page):
    client = Client()
    for value in ("", "nonsense", "x" * 300, "\ud800"):
        client.cookies[shared.COOKIE] = value.encode("ascii", "replace").decode()
        assert client.get(START).url == "/consultations/join/"


def test_a_tablet_of_one_consultation_opens_no_other(tablet, session):
    other = make_page(survey=make_survey(), slug="other")
    begin(tablet)
    assert tablet.get(reverse("consultation_answer", args=[other.slug])).url == START


def test_on_any_other_browser_answering_is_as_ever(client, page, questions):
    client.post(reverse("consultation_answer", args=[page.slug]), HTTP_SEC_FETCH_SITE="same-origin")
    words = client.get(reverse("consultation_question", args=[page.slug, questions[0].qid])).content.decode()
    assert "idle-warning" not in words
    assert Draft.objects.get().session_id is None
