"""Asking for the newsletter, confirming, and what nobody can find out or do to somebody else."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.pages.models import Topic
from home.archive.cached import forget_cached
from news.newsletter import actions, letters, limits, tokens
from news.newsletter.addresses import digest
from news.newsletter.enums import LetterKind, State
from news.newsletter.models import Letter, SignUp, Subscriber, Suppression
from tests.factories.areas import AreaFactory
from tests.factories.newsletter import reader
from tests.factories.pages import small_site
from tests.queries import assert_queries, count_queries

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}
ADDRESS = "jo@example.org"


@pytest.fixture(autouse=True)
def _site():
    small_site()
    forget_cached()


def ask(client, email=ADDRESS, **fields):
    return client.post("/newsletter/", {"email": email, **fields}, headers=OURS)


def work():
    actions.answer_sign_ups()
    letters.send_letters()


def link(kind="confirm"):
    return re.search(rf"https?://[^/]+((?:/\w+)?/newsletter/{kind}/\S+/)", mail.outbox[-1].body)[1]


def test_asking_confirming_and_being_a_reader(client):
    area, _other = AreaFactory(), AreaFactory()
    answer = ask(client, " Jo@EXAMPLE.org ", areas=[area.pk])
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/check/")
    assert Subscriber.objects.count() == 0
    work()
    person = Subscriber.objects.get()
    assert (person.email, person.state, list(person.areas.all())) == (ADDRESS, State.PENDING, [area])
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert client.get(link()).status_code == 200
    person.refresh_from_db()
    assert person.state == State.PENDING, "a mail scanner that fetches the link confirms nothing"
    assert client.post(link(), headers=OURS).status_code == 200
    person.refresh_from_db()
    assert person.state == State.ACTIVE
    assert person.confirmed_at
    assert not SignUp.objects.exists()


def test_a_second_press_is_no_error(client):
    ask(client)
    work()
    for _time in range(2):
        assert client.post(link(), headers=OURS).status_code == 200


STATES = [None, *State]


def _known(state):
    if state is not None:
        reader(ADDRESS, state=state)


@pytest.mark.parametrize("state", [*STATES, "suppressed"])
def test_the_answer_and_the_work_before_it_are_the_same_whoever_asks(client, state):
    if state == "suppressed":
        reader(ADDRESS, state=State.OUT)
        Suppression.objects.create(digest=digest(ADDRESS), reason="complaint", on=timezone.localdate())
    else:
        _known(state)
    client.get("/newsletter/")
    ask(client, "warm@example.org")
    with count_queries() as counted:
        answer = ask(client)
    tables = sorted(re.findall(r'(?:INTO|FROM|UPDATE) "(\w+)"', " ".join(counted.sql)))
    assert (answer.status_code, answer["Location"], bytes(answer.content)) == (303, "/newsletter/check/", b"")
    assert tables == ["newsletter_signup"]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("state", "kind"),
    [(None, "confirm"), (State.PENDING, "confirm"), (State.ACTIVE, "known"), (State.OUT, "confirm"),
     (State.BOUNCED, "confirm")],
)  # fmt: skip
def test_what_letter_comes(client, state, kind):
    _known(state)
    ask(client)
    work()
    assert [letter.kind for letter in Letter.objects.all()] == [kind]
    assert len(mail.outbox) == 1


def test_somebody_else_cannot_change_what_an_active_reader_chose(client):
    area, other = AreaFactory(), AreaFactory()
    person = reader(ADDRESS, areas=[area], language="cy")
    ask(client, areas=[other.pk], language="ar")
    work()
    person.refresh_from_db()
    assert (list(person.areas.all()), person.language, person.state) == ([area], "cy", State.ACTIVE)
    assert tokens.chooser(link("preferences").split("/")[-2]) == person


def test_nobody_can_have_a_mailbox_flooded(client):
    for hour in range(0, 24 * 6):
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=hour), tick=False):
            ask(client)
            work()
    assert len(mail.outbox) == actions.MOST_LETTERS_A_WEEK


def test_two_at_once_bring_one_letter(client):
    ask(client)
    ask(client)
    work()
    assert len(mail.outbox) == 1


def test_an_address_that_complained_is_written_to_only_after_30_days_and_confirming_lifts_it(client):
    Suppression.objects.create(digest=digest(ADDRESS), reason="complaint", on=timezone.localdate())
    ask(client)
    work()
    assert mail.outbox == []
    assert not Subscriber.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        for _time in range(3):
            ask(client)
            work()
        assert len(mail.outbox) == 1
        client.post(link(), headers=OURS)
        assert not Suppression.objects.exists()
        assert Subscriber.objects.get().state == State.ACTIVE


def test_too_many_from_one_network_are_told_so_and_others_are_not(client):
    for number in range(limits.MOST_FROM_ONE_NETWORK):
        assert ask(client, f"a{number}@example.org").status_code == 303
    answer = ask(client, "one-more@example.org")
    assert answer.status_code == 429
    assert 'value="one-more@example.org"' in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert ask(elsewhere).status_code == 303


def test_there_is_a_limit_for_all_together(client, monkeypatch):
    monkeypatch.setattr(limits, "MOST_IN_ALL", 2)
    assert [ask(Client(REMOTE_ADDR=f"192.0.2.{n}")).status_code for n in range(3)] == [303, 303, 429]


def test_no_network_address_is_kept_in_the_cache(client):
    ask(Client(REMOTE_ADDR="192.0.2.77"))
    assert "192.0.2.77" not in repr(getattr(cache, "_cache", ""))


@pytest.mark.parametrize("form", ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"])
def test_ipv6_counts_by_its_network(form, rf):
    one = rf.post("/", REMOTE_ADDR="2001:db8:1:2::5")
    assert limits._network(rf.post("/", REMOTE_ADDR=form), 1) == limits._network(one, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "x", "a@b", "a@b@c.org", "a b@example.org", "a@exa\x00mple.org", "\x00", "a" * 65 + "@example.org",
     "a@" + "b" * 250 + ".org",
     "a\r\nBcc: b@example.org@example.org", "a@example..org", "@example.org", "é@example.org"],
)  # fmt: skip
def test_what_is_no_address_comes_back_as_it_was_typed(client, typed):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert b"aria-" in answer.content
    assert not SignUp.objects.exists()


@given(st.text(max_size=300))
def test_no_text_breaks_the_form(text):
    assert ask(Client(REMOTE_ADDR="192.0.2.9"), text).status_code in (303, 422, 429)


@pytest.mark.parametrize(
    "fields", [{"areas": ["x"]}, {"areas": ["9" * 30]}, {"topics": ["\x00"]}, {"language": "xx"}, {"areas": ["-1"]}]
)
def test_wishes_that_are_not_ours_are_refused_and_nothing_typed_is_lost(client, fields):
    AreaFactory(), AreaFactory()
    for name in ("One", "Two"):
        Topic.objects.create(name=name, slug=name.lower())
    answer = ask(client, **fields)
    assert answer.status_code == 422
    assert f'value="{ADDRESS}"' in answer.content.decode()


def test_pending_addresses_go_after_seven_days(client):
    ask(client)
    work()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=6, hours=23)):
        actions.prune()
        assert Subscriber.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=7, minutes=1)):
        assert client.post(link(), headers=OURS).status_code == 404
        actions.prune()
        assert not Subscriber.objects.exists()
        assert client.post(link(), headers=OURS).status_code == 404


def test_leaving_ends_older_links_to_confirm(client):
    ask(client)
    work()
    actions.leave(subscriber=Subscriber.objects.get())
    assert client.post(link(), headers=OURS).status_code == 404
    assert Subscriber.objects.get().state == State.OUT


@pytest.mark.parametrize("kind", ["confirm", "preferences", "leave"])
@pytest.mark.parametrize("token", ["x", "~", "a~b~c", "%00", "%ff", "0" * 32 + "~x", "é", "a" * 3000])
def test_links_that_are_not_ours_are_told_so_and_break_nothing(client, kind, token):
    for answer in (
        client.get(f"/newsletter/{kind}/{token}/"),
        client.post(f"/newsletter/{kind}/{token}/", headers=OURS),
    ):
        assert answer.status_code in (200, 404)
        assert answer["Cache-Control"] == "no-store, private"


def test_a_link_of_one_kind_is_none_of_another(client):
    person = reader(ADDRESS)
    token = tokens.for_leaving(person.uuid)
    assert client.get(f"/newsletter/preferences/{token}/").status_code == 404
    assert client.get(f"/newsletter/confirm/{token}/").status_code == 404
    assert tokens.chooser(tokens.for_confirming(person)) is None
    assert tokens.leaver(tokens.for_preferences(person.uuid)) is None


def test_no_link_holds_an_address():
    person = reader("secret.name@example.org")
    made = tokens.for_leaving(person.uuid) + tokens.for_preferences(person.uuid) + tokens.for_confirming(person)
    assert "secret" not in made
    assert "example" not in made


@pytest.mark.parametrize("many", [1, 12])
def test_the_form_costs_no_query_when_warm(client, many):
    for number in range(many):
        AreaFactory()
        Topic.objects.create(name=f"T{number}", slug=f"t{number}")
    client.get("/newsletter/")
    with assert_queries(0):
        answer = client.get("/newsletter/")
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_letter_that_the_server_surely_did_not_take_is_tried_again(client, settings):
    ask(client)
    actions.answer_sign_ups()
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    letters.send_letters()
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.attempts) == (LetterKind.CONFIRM, "waiting", 1)


def test_the_letter_speaks_the_language_of_the_page_and_names_nothing_that_others_typed(client):
    client.post("/ar/newsletter/", {"email": ADDRESS}, headers=OURS)
    work()
    html = mail.outbox[0].alternatives[0][0]
    assert '<html lang="ar" dir="rtl">' in html
    assert "/ar/newsletter/confirm/" in html
    assert "<img" not in html


def test_tags_behind_a_plus_are_one_mailbox(client):
    for number in range(5):
        ask(client, f"jo+{number}@example.org")
        work()
    assert len(mail.outbox) == 1
    assert Subscriber.objects.count() == 1
    ask(client)
    ask(client, "jo@example.com")
    ask(client, "joanna@example.org")
    work()
    assert {letter.to[0] for letter in mail.outbox} == {"jo+0@example.org", "jo@example.com", "joanna@example.org"}
