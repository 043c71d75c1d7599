"""Letters about an event: once, tried again where the server is away, and nothing is kept for long."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from home.personal_data import HELD
from news.events import actions, letters
from news.events.enums import LetterState, Status
from news.events.models import Letter, SignUp
from tests.factories.events import event_with_sign_up
from tests.news.sign_up.pressing import join, post, sent

pytestmark = pytest.mark.django_db


def test_people_are_told_once_when_time_place_or_standing_changes(client):
    page = event_with_sign_up()
    join(client, page)
    sent()
    mail.outbox.clear()
    page.refresh_from_db()
    page.title = "A better title"
    page.save_revision(clean=False).publish()
    assert sent() == []
    page.status, page.status_words = Status.CANCELLED, "The hall is closed."
    page.save_revision(clean=False).publish()
    page.save_revision(clean=False).publish()
    (letter,) = sent()
    assert letter.subject == "Changed: A better title"
    assert "The hall is closed." in letter.body


def test_a_letter_leaves_once_however_often_the_worker_dies(client, monkeypatch):
    page = event_with_sign_up()
    post(client, page)

    def dies(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("news.events.letters.EmailMultiAlternatives.send", dies)
    with pytest.raises(KeyboardInterrupt):
        letters.send_due()
    monkeypatch.undo()
    assert letters.send_due() == 0
    assert Letter.objects.get().state == LetterState.SENDING


def test_a_server_that_does_not_answer_is_tried_again_later_and_no_address_is_logged(client, monkeypatch, caplog):
    page = event_with_sign_up()
    post(client, page)

    def refused(*_args, **_kwargs):
        raise ConnectionRefusedError

    with time_machine.travel(timezone.now(), tick=False) as clock:
        monkeypatch.setattr("news.events.letters.EmailMultiAlternatives.send", refused)
        assert letters.send_due() == 0
        monkeypatch.undo()
        assert letters.send_due() == 0
        clock.shift(datetime.timedelta(minutes=11))
        assert letters.send_due() == 1
    assert "example.org" not in caplog.text


def test_what_people_gave_is_deleted_thirty_days_afterwards(client):
    page = event_with_sign_up()
    join(client, page)
    with time_machine.travel(page.ends + datetime.timedelta(days=29, hours=23)):
        assert actions.delete_old() == 0
    with time_machine.travel(page.ends + datetime.timedelta(days=30, minutes=1)):
        actions.delete_old()
    assert not SignUp.objects.exists()
    assert not Letter.objects.exists()
    assert {"events.SignUp", "events.Letter"} <= set(HELD)
