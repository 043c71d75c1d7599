"""Hearing what comes of a consultation."""

import datetime

import pytest
from django.utils import timezone

from core.notifications.models import Notification
from core.people.copies import copy_of
from surveys import following
from surveys.models import Follow, Response
from tests.factories.people import MemberFactory
from tests.factories.surveys import make_page, make_survey

pytestmark = pytest.mark.django_db


def closed_page(**fields):
    return make_page(survey=make_survey(opens=-60, closes=-3), slug="shut", **fields)


def told(member):
    return list(Notification.objects.filter(user=member).order_by("pk").values_list("kind", flat=True))


def test_a_guest_is_led_to_sign_in_and_nothing_is_written(client):
    make_page(slug="open")
    assert client.get("/consultations/open/follow/").status_code == 200
    assert client.post("/consultations/open/follow/").url.startswith("/account/login")
    assert not Follow.objects.exists()


def test_a_member_follows_once_and_can_stop(client):
    member = MemberFactory()
    client.force_login(member)
    make_page(slug="open")
    assert 'value="follow"' in client.get("/consultations/open/follow/").content.decode()
    for _twice in range(2):
        client.post("/consultations/open/follow/", {"go": "follow"})
    assert Follow.objects.filter(user=member).count() == 1
    assert "Stop following" in client.get("/consultations/open/follow/").content.decode()
    client.post("/consultations/open/follow/", {"go": "leave"})
    assert not Follow.objects.exists()


def test_followers_are_told_of_the_closing_and_of_the_answer_once_each():
    member, page = MemberFactory(), closed_page()
    following.follow(user=member, page=page)
    assert following.tell_followers() == 1
    assert following.tell_followers() == 0
    assert told(member) == ["consultation.closed"]
    page.answered_on, page.answer = timezone.localdate(), "Yes."
    page.save()
    for _twice in range(2):
        following.tell_followers()
    assert told(member) == ["consultation.closed", "consultation.answered"]


def test_nobody_is_told_while_it_is_open_or_after_it_was_taken_down():
    member, page = MemberFactory(), make_page(slug="open")
    following.follow(user=member, page=page)
    following.tell_followers()
    down = closed_page()
    following.follow(user=member, page=down)
    down.unpublish()
    following.tell_followers()
    assert told(member) == []


def test_a_late_answer_is_told_as_closed():
    member, page = MemberFactory(), closed_page(reply_by=timezone.localdate() - datetime.timedelta(days=2))
    following.follow(user=member, page=page)
    following.tell_followers()
    assert told(member) == ["consultation.closed"]


def test_following_is_in_the_copy_and_goes_with_the_account():
    member, page = MemberFactory(), closed_page()
    following.follow(user=member, page=page)
    assert copy_of(member)["consultations_followed"] == [page.title]
    member.delete()
    assert not Follow.objects.exists()


def test_no_response_knows_of_following():
    assert not {field.name for field in Follow._meta.get_fields()} & {
        field.name for field in Response._meta.get_fields()
    } - {"id"}
