"""Leaving with one click, choosing without a password, and having everything deleted."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from core.audit.models import AuditEntry
from core.pages.models import Topic
from news.newsletter import actions, tokens
from news.newsletter.enums import State
from news.newsletter.models import Send, Sending, Subscriber
from tests.factories.areas import AreaFactory
from tests.factories.newsletter import agreed, never_quiet, newsletter, reader
from tests.factories.pages import small_site

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def _site():
    small_site()


def leaving(person):
    return f"/newsletter/leave/{tokens.for_leaving(person.uuid)}/"


def choosing(person):
    return f"/newsletter/preferences/{tokens.for_preferences(person.uuid)}/"


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_mail_program_leaves_by_one_post_without_cookies_token_or_redirect(content_type):
    person = reader()
    body = b"List-Unsubscribe=One-Click"
    if content_type.startswith("multipart"):
        body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    client = Client(enforce_csrf_checks=True)
    answer = client.post(leaving(person), body, content_type=content_type)
    person.refresh_from_db()
    assert (answer.status_code, person.state) == (200, State.OUT)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert person.email not in answer.content.decode()


def test_fetching_the_link_leaves_nobody_out_and_shows_a_button(client):
    person = reader("jo.smith@example.org")
    for _time in range(2):
        answer = client.get(leaving(person))
    client.head(leaving(person))
    person.refresh_from_db()
    assert person.state == State.ACTIVE
    html = answer.content.decode()
    assert "jo.smith" not in html
    assert "<button" in html
    assert "form-wrong" not in html, "the forms of the footer would keep the link"


@pytest.mark.parametrize("state", list(State))
def test_leaving_twice_and_from_any_state_is_no_error(client, state):
    person = reader(state=state)
    for _time in range(2):
        assert client.post(leaving(person)).status_code == 200
    person.refresh_from_db()
    assert person.state == State.OUT


def test_a_link_of_somebody_who_was_deleted_answers_the_same(client):
    person = reader()
    address = leaving(person)
    before = client.post(address)
    actions.erase(subscriber=person)
    after = client.post(address)
    assert (before.status_code, before.content) == (after.status_code, after.content)


def test_choosing_pausing_and_going_on(client):
    here, there = AreaFactory(), AreaFactory()
    topics = [Topic.objects.create(name=name, slug=name.lower()) for name in ("Lights", "Youth")]
    person = reader(areas=[here])
    html = client.get(choosing(person)).content.decode()
    assert person.email not in html
    said = {"areas": [there.pk], "topics": [topics[1].pk], "language": "cy", "pause": "30", "do": "save"}
    assert client.post(choosing(person), said, headers=OURS).status_code == 200
    person.refresh_from_db()
    assert (list(person.areas.all()), list(person.topics.all()), person.language) == ([there], [topics[1]], "cy")
    assert person.is_paused(timezone.localdate())
    client.post(choosing(person), {**said, "pause": ""}, headers=OURS)
    person.refresh_from_db()
    assert person.is_paused(timezone.localdate()), "leaving the pause as it is"
    client.post(choosing(person), {**said, "pause": "0"}, headers=OURS)
    person.refresh_from_db()
    assert not person.is_paused(timezone.localdate())


def test_a_post_from_elsewhere_changes_nothing_before_it_is_confirmed():
    person = reader()
    answer = Client(enforce_csrf_checks=True).post(choosing(person), {"do": "erase"})
    assert answer.status_code == 403
    assert Subscriber.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    "fields", [{"areas": ["9" * 40]}, {"topics": ["x"]}, {"language": "\x00"}, {"pause": "9999999"}, {"areas": "\x00"}]
)
def test_choices_that_are_not_ours_are_refused(client, fields):
    AreaFactory(), AreaFactory()
    for name in ("One", "Two"):
        Topic.objects.create(name=name, slug=name.lower())
    person = reader(language="cy")
    assert client.post(choosing(person), {"do": "save", **fields}, headers=OURS).status_code == 422
    person.refresh_from_db()
    assert person.language == "cy"


def test_a_doing_that_is_not_ours_does_nothing(client):
    person = reader()
    assert client.post(choosing(person), {"do": "\x00"}, headers=OURS).status_code == 200
    person.refresh_from_db()
    assert person.state == State.ACTIVE


def test_somebody_who_left_cannot_be_made_a_reader_by_the_old_link(client):
    person = reader(state=State.OUT)
    client.post(choosing(person), {"do": "save", "language": "cy"}, headers=OURS)
    person.refresh_from_db()
    assert (person.state, person.language) == (State.OUT, "en-gb")
    assert client.post(choosing(person), {"do": "leave"}, headers=OURS).status_code == 200


def test_getting_a_copy_of_all_that_is_held(client):
    person = reader("jo@example.org", areas=[AreaFactory(name="Kestrel Bay")])
    answer = client.post(choosing(person), {"do": "copy"}, headers=OURS)
    held = json.loads(answer.content)
    assert (held["email"], held["areas"], held["agreed to the words of"]) == (
        "jo@example.org",
        ["Kestrel Bay"],
        "2026-11",
    )
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store, private"


def test_deleting_all_of_it_leaves_the_counts_and_no_address(client, sink):
    never_quiet(rate=1)
    person, other = reader("first@example.org"), reader()
    made = newsletter()
    agreed(made)
    from news.newsletter.sending import send_due

    send_due()
    for each in (person, other):
        client.post(choosing(each), {"do": "erase"}, headers=OURS)
    assert not Subscriber.objects.exists()
    assert not Send.objects.exists()
    row = Sending.objects.get()
    assert (row.total, row.sent, row.skipped) == (2, 1, 1)
    send_due()
    row.refresh_from_db()
    assert row.stage == "done"
    entries = AuditEntry.objects.filter(action="newsletter.erased")
    assert {entry.target for entry in entries} == {f"subscriber:{each.uuid}" for each in (person, other)}


@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_every_page_is_there_in_every_language(client, language):
    person = reader()
    pages = [leaving(person), choosing(person), "/newsletter/", "/newsletter/check/"]
    assert [client.get(language + page).status_code for page in pages] == [200] * 4
