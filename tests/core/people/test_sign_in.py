"""Signing in, the places where one is signed in, and getting in again."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from core.people import recovery, sign_ins
from core.people.models import SignIn
from tests.factories.people import PASSWORD, MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post("/account/login/", {"login": login, "password": password, **more})


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["Quiet Otter", "quietotter", "QUIET ótter", "otter@example.org"])
def test_name_however_written_or_email_and_password_let_in(client, login):
    MemberFactory(username="quietotter", profile__display_name="Quiet Otter", email="otter@example.org")
    assert sign_in(client, login)["Location"] == "/account/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("login", "password"), [("quietotter", "wrong"), ("nobody", PASSWORD), ("\x00", "x"), ("x" * 5000, "x")]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, login, password):
    MemberFactory(username="quietotter")
    response = sign_in(client, login, password)
    assert response.status_code == 200
    assert not is_in(client)
    if "\x00" not in login:
        assert b"That name and password do not go together" in response.content


def test_staying_signed_in_is_off_until_ticked(client):
    MemberFactory(username="quietotter")
    sign_in(client, "quietotter")
    assert client.cookies["sayso_session"]["max-age"] == ""
    other = Client()
    sign_in(other, "quietotter", remember="on")
    assert other.cookies["sayso_session"]["max-age"] > 0


def test_too_many_wrong_tries_are_stopped(client):
    MemberFactory(username="quietotter")
    for _turn in range(5):
        sign_in(client, "quietotter", "wrong")
    assert b"too many tries" in sign_in(client, "quietotter").content
    assert not is_in(client)


def test_a_code_by_email_lets_in(client):
    MemberFactory(username="quietotter", email="otter@example.org")
    client.post("/account/login/code/", {"email": "otter@example.org"})
    letter = mail.outbox[0]
    assert letter.subject == "Your code"
    assert client.post("/account/login/code/confirm/", {"code": letter.body.split()[2]}).status_code == 302
    assert is_in(client)


def test_an_unknown_email_gets_the_same_pages_and_no_letter(client):
    response = client.post("/account/login/code/", {"email": "nobody@example.org"}, follow=True)
    assert b"If that email belongs to an account" in response.content
    response = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert b"If that email belongs to an account" in response.content
    assert mail.outbox == []


def test_a_forgotten_password_is_made_new_by_a_link(client):
    MemberFactory(username="quietotter", email="otter@example.org")
    client.post("/account/password/reset/", {"email": "otter@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/account/" in word)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "four new odd words"})
    assert sign_in(Client(), "quietotter", "four new odd words").status_code == 302


def test_recovery_words_set_a_new_password_sign_in_and_end_the_other_places(client):
    user = MemberFactory(username="quietotter")
    elsewhere = Client()
    sign_in(elsewhere, "quietotter")
    words = recovery.words_of(recovery.make(user))[0]
    data = {"name": "Quiet Otter", "words": words, "password": "four new odd words"}
    assert client.post("/account/recover/", data)["Location"] == "/account/"
    assert is_in(client)
    assert not is_in(elsewhere)
    assert b"do not go together" in Client().post("/account/recover/", data).content


@pytest.mark.parametrize("name", ["Quiet Otter", "Nobody"])
def test_wrong_words_and_a_wrong_name_get_the_same_answer(client, name):
    recovery.make(MemberFactory(username="quietotter"))
    response = client.post("/account/recover/", {"name": name, "words": "a b c", "password": "four new odd words"})
    assert b"That name and those words do not go together" in response.content
    assert not is_in(client)


def test_guessing_recovery_words_is_stopped_after_five(client):
    user = MemberFactory(username="quietotter")
    words = recovery.words_of(recovery.make(user))[0]
    for _turn in range(5):
        client.post("/account/recover/", {"name": "Quiet Otter", "words": "a b c", "password": "four new odd words"})
    data = {"name": "QUIET otter", "words": words, "password": "four new odd words"}
    assert b"too many tries" in client.post("/account/recover/", data).content


def test_recovery_words_do_not_get_round_the_second_factor(client):
    user = StaffFactory()
    words = recovery.words_of(recovery.make(user))[0]
    response = client.post(
        "/account/recover/", {"name": user.username, "words": words, "password": "four new odd words"}
    )
    assert response["Location"] == "/account/2fa/authenticate/"
    assert not is_in(client)


def test_a_sign_in_keeps_a_coarse_device_and_days_and_no_network_address(client):
    MemberFactory(username="quietotter")
    client.post(
        "/account/login/",
        {"login": "quietotter", "password": PASSWORD},
        headers={"user-agent": ANDROID},
        REMOTE_ADDR="203.0.113.9",
    )
    kept = SignIn.objects.get()
    assert kept.device == "Android phone"
    assert "203.0.113.9" not in str(vars(kept)) + str(Session.objects.get().get_decoded())
    assert client.session.session_key not in {kept.session, Session.objects.get().session_key}


@pytest.mark.parametrize(
    ("agent", "word"),
    [(ANDROID, "Android phone"), ("", "A device"), ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)", "iPhone"),
     ("Mozilla/5.0 (Windows NT 10.0)", "Windows computer"), ("x" * 9999, "A device"),
     ("Mozilla (Linux; Android 13)", "Tablet")],
)  # fmt: skip
def test_devices_have_coarse_words(agent, word):
    assert sign_ins.device_word(agent) == word


def test_its_owner_ends_one_sign_in_or_all_the_others(client):
    MemberFactory(username="quietotter")
    phones = [Client(), Client()]
    for each in [client, *phones]:
        sign_in(each, "quietotter")
    place = next(each for each in client.get("/account/").context["sign_ins"] if not each.is_current)
    client.post("/account/sign-ins/end/", {"which": str(place.pk)})
    assert sorted(is_in(each) for each in phones) == [False, True]
    client.post("/account/sign-ins/end/", {"which": "others"})
    assert [is_in(each) for each in phones] == [False, False]
    assert is_in(client)


def test_nobody_ends_the_sign_in_of_somebody_else(client):
    MemberFactory(username="victim")
    victim = Client()
    sign_in(victim, "victim")
    client.force_login(MemberFactory())
    client.post("/account/sign-ins/end/", {"which": str(SignIn.objects.get(user__username="victim").pk)})
    assert is_in(victim)
    assert client.post("/account/sign-ins/end/", {"which": "1 OR 1"}).status_code == 404


def test_signing_out_takes_the_sign_in_away(client):
    MemberFactory(username="quietotter")
    sign_in(client, "quietotter")
    client.post("/account/logout/")
    assert not SignIn.objects.exists()


def test_locking_the_screen_signs_out_and_comes_back(client):
    client.force_login(MemberFactory())
    assert client.get("/account/lock/?next=/desk/").status_code == 200
    assert is_in(client)
    response = client.post("/account/lock/", {"next": "/desk/cases/3/"})
    assert response["Location"] == "/account/login/?next=%2Fdesk%2Fcases%2F3%2F"
    assert not is_in(client)


def test_a_link_from_our_own_page_locks_at_once_and_one_from_elsewhere_does_not(client):
    client.force_login(MemberFactory())
    client.get("/account/lock/", headers={"sec-fetch-site": "cross-site"})
    assert is_in(client)
    client.get("/account/lock/", headers={"sec-fetch-site": "same-origin"})
    assert not is_in(client)


def test_a_safe_next_is_kept_and_another_site_is_not(client):
    MemberFactory(username="quietotter")
    assert sign_in(client, "quietotter", next="/community/")["Location"] == "/community/"
    assert sign_in(Client(), "quietotter", next="https://evil.example/")["Location"] == "/account/"
