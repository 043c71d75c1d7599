"""Own phones: a code opens the first screen; wrong ones are limited, right ones are not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys import attempts
from surveys.enums import Channel
from surveys.groups import codes, shared, tries
from surveys.models import Draft, GroupSession, GroupTablet
from tests.factories.surveys import make_session

pytestmark = pytest.mark.django_db
JOIN = "/consultations/join/"
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def session(page, worker):
    return make_session(page.survey, worker=worker, mode="phones")


def code_of(session):
    return codes.code_of(session.uuid)


def test_a_code_typed_anyhow_leads_to_the_first_screen(client, session):
    code = code_of(session)
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert client.post(JOIN, {"code": typed}, **OURS).url == f"{JOIN}{code}/"
    first = client.get(f"{JOIN}{code}/")
    assert b"told that somebody here may need them" in first.content
    assert not first.cookies
    assert b"Kestrel club" in first.content


def test_the_code_is_in_no_table(session):
    assert code_of(session) not in repr(GroupSession.objects.values())
    assert codes.pin_of(session.uuid) not in GroupSession.objects.get().code_hash[:4]


def test_starting_makes_a_draft_of_the_session_and_the_phone_answers_as_ever(client, session, page):
    begun = client.post(f"{JOIN}{code_of(session)}/", **OURS)
    assert begun.url == reverse("consultation_answer", args=[page.slug])
    draft = Draft.objects.get()
    assert (draft.session_id, draft.channel) == (session.pk, Channel.GROUP)
    assert shared.COOKIE not in client.cookies
    assert GroupSession.objects.get().started == 1


def test_pressing_start_twice_counts_one(client, session):
    for _press in range(2):
        client.post(f"{JOIN}{code_of(session)}/", **OURS)
    assert Draft.objects.count() == 1
    assert GroupSession.objects.get().started == 1


def test_what_a_phone_had_begun_alone_goes_on_in_the_session(client, session, page):
    client.post(reverse("consultation_answer", args=[page.slug]), **OURS)
    client.post(f"{JOIN}{code_of(session)}/", **OURS)
    draft = Draft.objects.get()
    assert (draft.session_id, draft.channel) == (session.pk, Channel.GROUP)


@pytest.mark.parametrize("typed", ["", "ABC", "OOOOOO", "ABCDEFG", "\x00" * 6, "é" * 6, "22222222222222222222222"])
def test_a_wrong_code_is_told_kindly_and_kept(client, session, typed):
    answer = client.post(JOIN, {"code": typed}, **OURS)
    assert answer.status_code == 422
    assert b"errors" in answer.content


def test_a_code_that_is_over_opens_nothing(client, session):
    GroupSession.objects.update(closes_at=timezone.now())
    assert client.post(JOIN, {"code": code_of(session)}, **OURS).status_code == 422
    assert client.get(f"{JOIN}{code_of(session)}/").status_code == 422
    assert client.post(f"{JOIN}{code_of(session)}/", **OURS).status_code == 422


def test_many_wrong_codes_from_one_place_wait_and_a_right_one_still_opens(client, session):
    for _try in range(tries.WRONG_CODES):
        assert client.post(JOIN, {"code": "222222"}, **OURS).status_code == 422
    assert client.post(JOIN, {"code": "222222"}, **OURS).status_code == 429
    assert client.post(JOIN, {"code": code_of(session)}, **OURS).status_code == 302


def test_where_codes_are_guessed_by_the_hundred_a_right_one_looks_like_a_wrong_one(client, session, monkeypatch):
    monkeypatch.setattr(tries, "GUESSES", tries.WRONG_CODES + 2)
    for _try in range(tries.GUESSES):
        client.post(JOIN, {"code": "222222"}, **OURS)
    code = code_of(session)
    wrong, right = (client.post(JOIN, {"code": one}, **OURS) for one in ("222222", code))
    assert (right.status_code, right.content.replace(code.encode(), b"222222")) == (429, wrong.content)
    for ask in (client.get, client.post):
        assert ask(f"{JOIN}{code}/", **OURS).status_code == 429
    assert not Draft.objects.exists()
    assert client.post(JOIN, {"code": code}, REMOTE_ADDR="192.0.2.7", **OURS).status_code == 302


def test_the_page_to_type_a_code_is_a_reading_page(client, session):
    page = client.get(JOIN)
    assert not page.cookies
    assert b"csrfmiddlewaretoken" not in page.content


def test_a_group_that_joins_together_gives_its_number(client, page, worker):
    session = make_session(page.survey, worker=worker, mode="together")
    address = f"{JOIN}{code_of(session)}/"
    assert client.post(address, {"people": "one"}, **OURS).status_code == 422
    client.post(address, {"people": "12"}, **OURS)
    assert Draft.objects.get().people == 12


@pytest.mark.parametrize("mode", ["hands", "paper"])
def test_sessions_by_hands_and_on_paper_open_no_phone(client, page, worker, mode):
    session = make_session(page.survey, worker=worker, mode=mode)
    assert b"nothing to answer on this phone" in client.get(f"{JOIN}{code_of(session)}/").content
    client.post(f"{JOIN}{code_of(session)}/", **OURS)
    assert not Draft.objects.exists()


def test_a_second_tablet_joins_with_the_code_and_the_pin(page, worker):
    session = make_session(page.survey, worker=worker, mode="tablet")
    client = Client(**OURS)
    address = f"{JOIN}{code_of(session)}/"
    assert b"PIN" in client.get(address).content
    assert client.post(address, {"pin": "x"}).status_code == 422
    assert not GroupTablet.objects.exists()
    assert client.post(address, {"pin": codes.pin_of(session.uuid)}).url == "/consultations/tablet/"
    assert client.get("/consultations/tablet/").status_code == 200


def test_a_second_phone_of_the_same_person_is_another_key(session):
    one, two = Client(**OURS), Client(**OURS)
    for client in (one, two):
        client.post(f"{JOIN}{code_of(session)}/")
    assert one.cookies[attempts.COOKIE].value != two.cookies[attempts.COOKIE].value
