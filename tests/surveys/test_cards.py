"""Cards with four words: shown once, stored as a keyed hash, good once, in no address; leaving with one."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.people.recovery import word_list
from surveys import attempts, bots, cards, drafts
from surveys.enums import Channel
from surveys.models import Draft
from tests.factories.surveys import make_draft, make_page, make_survey
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page():
    return make_page()


def url(page, name="card"):
    return reverse(f"consultation_{name}", args=[page.slug])


def take(client, page, **draft):
    """Take a card on `client`; gives its words."""
    client.cookies[attempts.COOKIE] = make_draft(page.survey, **draft)[1]
    body = client.post(url(page)).content.decode()
    return re.search(r'lang="en">([a-z ]+)</p>', body)[1]


def go_on(client, words):
    return client.post(reverse("my_card"), {"words": words}, **OURS)


def test_four_words_of_the_list_are_shown_once_and_only_a_keyed_hash_is_kept(client, page):
    words = take(client, page)
    assert len(words.split()) == 4
    assert set(words.split()) <= set(word_list())
    draft = Draft.objects.get()
    assert draft.card_hash == cards.hash_of(words)
    assert words not in repr(vars(draft))
    assert words not in client.get(url(page)).content.decode()


@pytest.mark.parametrize("spell", [str.upper, lambda words: f" {words.replace(' ', ', ')}. ", str])
def test_answers_go_on_on_another_phone_however_the_words_are_typed(client, page, spell):
    words = take(client, page)
    client.cookies.clear()
    answer = go_on(client, spell(words))
    assert answer.url == url(page, "answer")
    assert client.get(answer.url).url == url(page, "check")


def test_the_old_phone_opens_nothing_afterwards_and_the_card_is_used_up(client, page):
    words = take(client, page)
    old = client.cookies[attempts.COOKIE].value
    client.cookies.clear()
    go_on(client, words)
    assert b"No answers wait under these words" in go_on(client, words).content
    client.cookies[attempts.COOKIE] = old
    assert client.get(url(page, "check")).url == url(page, "answer")
    assert Draft.objects.count() == 1


def test_a_new_card_takes_the_place_of_the_old_one(client, page):
    first = take(client, page)
    client.post(url(page))
    client.cookies.clear()
    assert b"No answers wait" in go_on(client, first).content


@pytest.mark.parametrize("why", ["wrong", "ran out", "sent", "deleted"])
def test_words_are_good_only_as_long_as_the_answers(client, page, why):
    words = take(client, page)
    if why == "wrong":
        words = "river river river river"
    elif why == "ran out":
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif why == "sent":
        client.post(url(page, "check"))
    else:
        client.post(url(page, "delete"))
    client.cookies.clear()
    answer = go_on(client, words)
    assert answer.status_code == 200
    assert b"No answers wait" in answer.content
    assert attempts.COOKIE not in answer.cookies


@pytest.mark.parametrize("typed", ["", "\x00", "é" * 500, "1 2 3 4", "x" * 300])
def test_odd_words_are_told_kindly(client, typed):
    answer = go_on(client, typed)
    assert answer.status_code == 200
    assert b"<title>Error:" in answer.content


def test_unsent_answers_of_this_phone_make_room(client, page):
    words = take(client, page)
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    go_on(client, words)
    assert Draft.objects.count() == 1
    assert Draft.objects.get().card_hash is None


def test_tries_are_limited_for_each_place(client, monkeypatch):
    monkeypatch.setattr(bots, "CARD", bots.Limit("survey card test", 2))
    assert [go_on(client, "a b c d").status_code for _one in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("channel", [Channel.GROUP, Channel.PAPER, Channel.PHONE])
def test_no_card_on_a_device_that_others_share(client, page, channel):
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    Draft.objects.update(channel=channel)
    assert client.post(url(page)).status_code == 404
    assert url(page).encode() not in client.get(url(page, "check")).content


def test_no_card_where_staff_switched_them_off(client):
    page = make_page(survey=make_survey(resume_cards=False))
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert client.get(url(page)).status_code == 404
    assert b"four words" not in client.get(reverse("consultation", args=[page.slug])).content


def test_the_card_is_told_of_before_the_first_question_and_offered_beside_each(client, page):
    assert b"unless you took a card" in client.get(reverse("consultation", args=[page.slug])).content
    client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    assert url(page).encode() in client.get(url(page, "check")).content


@pytest.mark.parametrize("has_card", [True, False])
def test_leaving_quickly_keeps_answers_only_for_whoever_took_a_card(rf, client, page, has_card):
    if has_card:
        take(client, page)
    else:
        client.cookies[attempts.COOKIE] = make_draft(page.survey)[1]
    request, response = rf.get("/exit/"), HttpResponse()
    request.COOKIES[attempts.COOKIE] = client.cookies[attempts.COOKIE].value
    with assert_queries(3, at_most=True):
        drafts.discard_draft(request, response)
    assert Draft.objects.exists() is has_card
    assert response.cookies[attempts.COOKIE]["max-age"] == 0


def test_answers_stay_as_long_as_the_survey_says(client):
    page = make_page(survey=make_survey(kept_hours=72))
    client.post(url(page, "answer"), **OURS)
    kept = Draft.objects.get().expires_at - timezone.now()
    assert timedelta(hours=71) < kept <= timedelta(hours=72)
    assert client.cookies[attempts.COOKIE]["max-age"] == 72 * 3600
    first = client.get(url(page, "answer"))
    body = client.get(first.url).content
    assert b"We keep it for 72 hours" in body
    client.post(first.url, {"go": "skip"})
    assert client.cookies[attempts.COOKIE]["max-age"] == 72 * 3600


def test_a_survey_that_keeps_less_does_not_shorten_the_cookie_of_one_that_keeps_more(client):
    long, short = (
        make_page(survey=make_survey(kept_hours=72)),
        make_page(survey=make_survey(kept_hours=2), slug="short"),
    )
    client.post(url(long, "answer"), **OURS)
    client.post(url(short, "answer"), **OURS)
    assert client.cookies[attempts.COOKIE]["max-age"] == 72 * 3600
    assert Draft.objects.count() == 2
