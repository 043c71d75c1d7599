"""An event that people signed up for is never taken away without their hearing of it."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from home.workflows import set_up
from news.events import actions, letters, tasks
from news.events.enums import LetterState, News, Standing, Status, Where
from news.events.models import EventPage, Letter, SignUp
from news.events.rules import Door
from news.events.tokens import token_for
from tests.factories.events import event_with_sign_up, signed_up, site_with_events
from tests.factories.pages import editor
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
DOWN = "please do not travel to it"


@pytest.fixture(autouse=True)
def _home():
    site_with_events()


@pytest.fixture
def boss(client):
    from core.people.enums import Role

    user = StaffFactory(role=Role.EDITOR, is_superuser=True)
    client.force_login(user)
    return user


def come(page, email="sam@example.org"):
    actions.sign_up(event_id=page.pk, name="Sam", email=email)
    actions.confirm(reference=SignUp.objects.get(email=email).reference)
    letters.send_due()
    mail.outbox.clear()
    return SignUp.objects.get(email=email)


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def sent():
    letters.send_due()
    return mail.outbox


def test_taking_an_event_down_writes_once_to_everybody_who_signed_up(client):
    page = event_with_sign_up(where=Where.BOTH, join_url="https://meet.example.org/room")
    one = come(page)
    fresh(page).unpublish()
    (letter,) = sent()
    assert letter.subject == "Changed: Workshop"
    assert DOWN in letter.body
    assert DOWN in letter.alternatives[0].content
    for gone in ("More about it", "meet.example.org"):
        assert gone not in letter.body + letter.alternatives[0].content
    assert not letter.attachments
    html = client.get(reverse("events_place", args=[token_for(one.reference)])).content.decode()
    assert DOWN in html
    assert "meet.example.org" not in html


def test_a_letter_that_waits_when_an_event_is_taken_down_says_so_and_no_second_one_leaves():
    page = event_with_sign_up()
    come(page)
    moved = fresh(page)
    moved.place_name = "Elsewhere"
    moved.save_revision(clean=False).publish()
    fresh(page).unpublish()
    (letter,) = sent()
    assert DOWN in letter.body


def test_an_event_that_comes_back_is_told_again():
    page = event_with_sign_up()
    come(page)
    fresh(page).unpublish()
    sent()
    mail.outbox.clear()
    fresh(page).get_latest_revision().publish()
    (letter,) = sent()
    assert DOWN not in letter.body
    assert "how it stands now" in letter.body


@pytest.mark.parametrize("how", ["over", "cancelled", "nobody"])
def test_nobody_is_written_to_where_there_is_nothing_to_tell(how):
    page = event_with_sign_up()
    if how != "nobody":
        come(page)
    if how == "cancelled":
        off = fresh(page)
        off.status, off.status_words = Status.CANCELLED, "The hall is closed."
        off.save_revision(clean=False).publish()
        letters.send_due()
        mail.outbox.clear()
    when = page.ends + datetime.timedelta(hours=1) if how == "over" else page.starts - datetime.timedelta(days=1)
    with time_machine.travel(when):
        fresh(page).unpublish()
        assert sent() == []


def test_while_it_is_down_nobody_gets_a_place_in_it():
    page = event_with_sign_up(places=1)
    come(page)
    waits = signed_up(page, "b@example.org", standing=Standing.WAITING)
    fresh(page).unpublish()
    SignUp.objects.get(email="sam@example.org").delete()
    tasks.settle_all()
    actions.settle(event_id=page.pk)
    waits.refresh_from_db()
    assert waits.standing == Standing.WAITING
    assert actions.sign_up(event_id=page.pk, name="x", email="c@example.org") == Door.OFF


def test_an_event_is_not_deleted_while_people_think_that_it_happens(client, boss):
    page = event_with_sign_up()
    come(page)
    delete = reverse("wagtailadmin_pages:delete", args=[page.pk])
    for answer in (client.get(delete, follow=True), client.post(delete, follow=True)):
        assert "was not deleted: people signed up" in answer.content.decode()
    off = fresh(page)
    off.status, off.status_words = Status.CANCELLED, "The hall is closed."
    off.save_revision(clean=False).publish()
    assert "was not deleted" in client.post(delete, follow=True).content.decode()  # the letter has not left
    assert Letter.objects.filter(news=News.CHANGED, state=LetterState.WAITING).exists()
    sent()
    client.post(delete)
    assert not EventPage.objects.exists()
    assert not SignUp.objects.exists()


def test_neither_with_many_others_nor_with_the_section_above_it(client, boss):
    page = event_with_sign_up()
    come(page)
    index = page.get_parent()
    for gone in (page, index):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        answer = client.post(f"{bulk}?id={gone.pk}&next=/cms/", follow=True)
        assert "was not deleted: people signed up" in answer.content.decode()
        client.post(reverse("wagtailadmin_pages:delete", args=[gone.pk]))
    assert EventPage.objects.filter(pk=page.pk).exists()


def test_who_is_told_is_said(client, boss):
    page = event_with_sign_up()
    down = reverse("page_take_down", args=[page.pk])
    assert "gets a letter" not in client.get(down).content.decode()
    come(page)
    words = "1 person who signed up gets a letter"
    assert words in client.get(down).content.decode()
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    assert words in answer.content.decode()


def test_taking_down_at_once_tells_people_too(client):
    set_up()
    page = event_with_sign_up()
    come(page)
    client.force_login(editor())
    answer = client.post(reverse("page_take_down", args=[page.pk]), {"reason": "The wrong hall."})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert not fresh(page).live
    assert DOWN in sent()[0].body
