"""Signing up: the last place is given once, nobody learns who else is coming, and what people gave goes again."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.pages.enums import Sensitivity
from core.pages.kept_forms import kept_form_views
from core.people.enums import Role
from news.events import actions, tasks
from news.events.enums import News, Standing, Status, Where
from news.events.models import Letter, Places, SignUp
from news.events.tokens import token_for
from tests.factories.events import event, event_with_sign_up, signed_up
from tests.factories.people import MemberFactory, StaffFactory
from tests.news.sign_up.pressing import GOOD, join, own_page, post, press, sent, staff_page, standings
from tests.queries import assert_queries, count_queries

pytestmark = pytest.mark.django_db


def test_signing_up_gives_a_place_a_letter_and_a_calendar_file(client):
    page = event_with_sign_up(where=Where.BOTH, join_url="https://meet.example.org/room")
    response = join(client, page, access_needs="A ramp, please")
    assert response.status_code == 303
    assert not response.cookies
    thanks = client.get(response["Location"])
    assert "Look into your e-mail" in thanks.content.decode()
    one = SignUp.objects.get()
    assert (one.name, one.email, one.access_needs, one.standing) == (
        "Sam",
        "sam@example.org",
        "A ramp, please",
        "going",
    )
    (letter,) = sent()
    assert letter.to == ["sam@example.org"]
    assert letter.subject == "You have a place: Workshop"
    assert "https://meet.example.org/room" in letter.body
    assert f"/events/place/{token_for(one.reference)}/" in letter.body
    assert "Sam" not in letter.body + letter.subject
    assert "ramp" not in letter.body
    attached = next(part for part in letter.message().walk() if part.get_content_type() == "text/calendar")
    (entry,) = Calendar.from_ical(attached.get_payload(decode=True)).walk("VEVENT")
    assert entry["uid"] == str(page.translation_key)
    assert entry.decoded("dtstart") == page.starts
    assert "https://meet.example.org/room" in entry["description"]


def test_nobody_has_a_place_before_they_say_yes_in_their_letter(client):
    page = event_with_sign_up(places=1)
    post(client, page)
    assert standings(page) == [("sam@example.org", "asked")]
    assert Places.objects.get().taken == 0
    (letter,) = sent()
    assert letter.subject == "Do you want to come? Workshop"
    assert "Somebody signed up for this with your address" in letter.body
    assert not letter.attachments
    assert "Sam" not in letter.body + letter.subject
    assert "All places are taken" not in client.get("/events/workshop/").content.decode()
    for _look in range(2):  # mail programs fetch links
        assert "Yes, I want to come" in client.get(own_page()).content.decode()
    assert standings(page) == [("sam@example.org", "asked")]
    for _press in range(2):
        press(client, own_page(), yes="1")
    assert standings(page) == [("sam@example.org", "going")]
    assert [each.subject for each in sent()[1:]] == ["You have a place: Workshop"]


def test_an_address_that_nobody_confirmed_gets_one_letter_whatever_happens(client):
    page = event_with_sign_up(places=1)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _hour in range(3):
            post(client, page)
            sent()
            clock.shift(datetime.timedelta(minutes=61))
        page.refresh_from_db()
        page.status, page.status_words = Status.CANCELLED, "The hall is closed."
        page.save_revision(clean=False).publish()
        assert len(sent()) == 1


def test_what_nobody_confirmed_is_deleted_after_two_days_and_staff_never_see_it(client):
    page = event_with_sign_up()
    post(client, page)
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    assert "sam@example.org" not in client.get(staff_page(page)).content.decode()
    assert "sam@example.org" not in b"".join(client.get(staff_page(page, "?as=csv"))).decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=47)):
        assert actions.delete_old() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49)):
        actions.delete_old()
    assert not SignUp.objects.exists()


def test_whoever_did_not_sign_up_deletes_it_with_one_button(client):
    page = event_with_sign_up()
    post(client, page)
    press(client, own_page())
    assert not SignUp.objects.exists()


def test_saying_yes_when_all_places_went_meanwhile_is_told(client):
    page = event_with_sign_up(places=1, waiting_list=False)
    post(client, page)
    join(client, page, email="b@example.org")
    press(client, own_page(), yes="1")
    assert standings(page) == [("sam@example.org", "asked"), ("b@example.org", "going")]
    assert "All places are taken now" in client.get(own_page()).content.decode()


def test_the_answer_is_the_same_whether_or_not_somebody_signed_up_before(client):
    page = event_with_sign_up(places=5)
    first = join(client, page)
    second = post(client, page, email=" SAM@Example.org ", name="Somebody else", access_needs="x")
    stranger = post(client, page, email="new@example.org")
    answers = {(each.status_code, each["Location"], each.content) for each in (first, second, stranger)}
    assert len(answers) == 1
    assert SignUp.objects.filter(email="sam@example.org").get().name == "Sam"
    assert len(sent()) == 2, "their place, and the question to the stranger"


def test_an_hour_later_the_letter_comes_again(client):
    page = event_with_sign_up()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        join(client, page)
        sent()
        clock.shift(datetime.timedelta(minutes=61))
        post(client, page)
        sent()
    assert list(Letter.objects.order_by("pk").values_list("news", flat=True)) == [News.GOING, News.AGAIN]
    assert len(mail.outbox) == 2


def test_when_it_is_full_people_wait_and_move_up_in_turn(client):
    page = event_with_sign_up(places=1)
    for name in ("a", "b", "c"):
        join(client, page, email=f"{name}@example.org")
    assert [each for _email, each in standings(page)] == ["going", "waiting", "waiting"]
    assert "All places are taken" in client.get("/events/workshop/").content.decode()
    sent()
    mail.outbox.clear()
    first = SignUp.objects.get(email="a@example.org")
    assert press(client, f"/events/place/{token_for(first.reference)}/").status_code == 303
    assert standings(page) == [("b@example.org", "going"), ("c@example.org", "waiting")]
    (letter,) = sent()
    assert letter.to == ["b@example.org"]
    assert "A place came free" in letter.body


def test_without_a_waiting_list_full_is_full_for_known_and_unknown_alike(client):
    page = event_with_sign_up(places=1, waiting_list=False)
    join(client, page)
    answers = {post(client, page, email=email).status_code for email in ("sam@example.org", "new@example.org")}
    assert answers == {409}
    assert SignUp.objects.count() == 1


def test_more_places_go_to_those_who_wait_when_the_page_is_published(client):
    page = event_with_sign_up(places=1)
    join(client, page)
    join(client, page, email="b@example.org")
    page.places = 2
    page.save_revision(clean=False).publish()
    assert [each for _email, each in standings(page)] == ["going", "going"]
    assert Places.objects.get().taken == 2


def test_the_worker_mends_a_waiting_list_that_was_left(client):
    page = event_with_sign_up(places=2)
    join(client, page)
    waiting = signed_up(page, "b@example.org", standing=Standing.WAITING)
    Places.objects.filter(pk=page.pk).update(waiting=1)
    assert tasks.settle_all() == 1
    waiting.refresh_from_db()
    assert waiting.standing == Standing.GOING
    assert tasks.settle_all() == 0


def test_looking_at_the_link_changes_nothing_and_the_button_cancels_once(client):
    page = event_with_sign_up()
    join(client, page)
    address = f"/events/place/{token_for(SignUp.objects.get().reference)}/"
    for _time in range(2):
        shown = client.get(address)
        assert shown.headers["Cache-Control"] == "no-store"
        assert "Give up my place" in shown.content.decode()
    assert SignUp.objects.count() == 1
    press(client, address)
    assert not SignUp.objects.exists()
    assert "You are not on the list" in client.get(address).content.decode()
    assert press(client, address).status_code == 303


@pytest.mark.parametrize("token", ["x", "a~b", "0" * 32, "%00", "é~é", "0" * 32 + "~" + "A" * 43, "~"])
def test_a_link_that_we_did_not_sign_is_none(client, token):
    assert client.get(f"/events/place/{token}/").status_code == 404


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_a_post_from_elsewhere_asks_again_and_stores_nothing(client, headers):
    page = event_with_sign_up()
    response = post(client, page, headers=headers)
    assert response.status_code == 403
    assert "sam@example.org" in response.content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Write a name that we can call you by."),
        ({"name": "\x00"}, "Null characters"),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"email": "nobody"}, "Check the e-mail."),
        ({"email": ""}, "Write your e-mail"),
        ({"email": "a@b.org\nBcc: c@d.org"}, "Check the e-mail."),
        ({"access_needs": "y" * 501}, "at most 500 characters"),
        ({"access_needs": "\x00"}, "Null characters"),
    ],
)
def test_bad_input_comes_back_with_words_and_what_was_typed(client, fields, words):
    page = event_with_sign_up()
    response = post(client, page, **{"name": "Kim", "access_needs": "Quiet", **fields})
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    if "name" not in fields:
        assert 'value="Kim"' in html
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"starts": timezone.now() - datetime.timedelta(minutes=1)},
        {"status": Status.CANCELLED, "status_words": "x"},
        {"status": Status.POSTPONED, "status_words": "x"},
    ],
)
def test_sign_up_closes_at_the_start_and_when_it_is_off(client, fields):
    page = event_with_sign_up(**fields)
    assert post(client, page).status_code == 409
    assert client.get(f"/events/sign-up/{page.pk}/").status_code == 200
    assert not SignUp.objects.exists()


def test_events_without_sign_up_drafts_private_and_unknown_ones_are_not_there(client):
    private = event_with_sign_up("for-some")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    pages = [event(), event_with_sign_up("draft", live=False), private,
             event_with_sign_up("ended", expire_at=timezone.now() - datetime.timedelta(minutes=1))]  # fmt: skip
    for pk in [*(page.pk for page in pages), 10**9, 10**30]:
        assert client.get(f"/events/sign-up/{pk}/").status_code == 404
        assert client.post(f"/events/sign-up/{pk}/", GOOD, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404
        assert client.get(f"/events/sign-up/{pk}/thanks/").status_code == 404


def test_a_very_sensitive_event_takes_sign_ups_and_names_itself_nowhere(client):
    page = event_with_sign_up("quiet", title="Something private", sensitivity=Sensitivity.HIDDEN)
    shown = client.get(f"/events/sign-up/{page.pk}/")
    assert shown.headers["Cache-Control"] == "no-store"
    assert "Something private" not in shown.content.decode().split("</title>")[0]
    post(client, page)
    (letter,) = sent()
    assert letter.subject == "About your place"
    assert "Something private" not in letter.message().as_string()
    assert len(letter.attachments) == 0


def test_the_form_sets_no_cookie_reads_no_user_and_costs_little(client):
    page = event_with_sign_up()
    client.get(f"/events/sign-up/{page.pk}/")
    with assert_queries(2, at_most=True) as counted:
        response = client.get(f"/events/sign-up/{page.pk}/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not [sql for sql in counted.sql if "people_user" in sql or "session" in sql]
    assert {"news.events.views.sign_up", "news.events.views.place"} <= set(kept_form_views)
    member = MemberFactory()
    client.force_login(member)
    with count_queries() as counted:
        post(client, page)
    assert not [sql for sql in counted.sql if "django_session" in sql or "people_user" in sql]


def test_a_network_that_sends_very_many_is_asked_to_wait_and_keeps_its_words(client, monkeypatch):
    page = event_with_sign_up(places=None)
    monkeypatch.setattr("news.events.views.MOST_AN_HOUR", 2)
    for number in range(2):
        assert post(client, page, email=f"{number}@example.org").status_code == 303
    refused = post(client, page, email="late@example.org")
    assert refused.status_code == 429
    assert 'value="late@example.org"' in refused.content.decode()
    assert SignUp.objects.count() == 2
