"""A full consultation says so before anybody starts in a group session, so that nobody answers for nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from surveys.groups import actions, codes
from surveys.models import Draft, GroupMode, GroupSession, PendingResponse, Survey
from tests.factories.areas import AreaFactory
from tests.factories.surveys import make_pending, make_session
from tests.surveys.groups.conftest import OURS

pytestmark = pytest.mark.django_db
START = "/consultations/tablet/"
FULL = "As many people have answered as we can take"


@pytest.fixture
def full(page):
    """Two are wanted and two have answered."""
    Survey.objects.filter(pk=page.survey_id).update(quota=2)
    make_pending(page.survey, 2)
    page.survey.refresh_from_db()
    return page.survey


def test_a_tablet_says_that_it_is_full_and_begins_nothing(tablet, full):
    assert FULL in tablet.get(START).content.decode()
    answer = tablet.post(START)
    assert FULL in answer.content.decode()
    assert "Please give the tablet to the youth worker." in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_phone_with_the_code_says_that_it_is_full_and_begins_nothing(full):
    session = make_session(full, mode="phones")
    client = Client(**OURS)
    first = reverse("group_first", args=[codes.code_of(session.uuid)])
    assert FULL in client.get(first).content.decode()
    assert FULL in client.post(first, follow=True).content.decode()
    assert not Draft.objects.exists()
    assert GroupSession.objects.get(pk=session.pk).started == 0


def test_whoever_began_before_it_was_full_still_sends(tablet, page, answer):
    Survey.objects.filter(pk=page.survey_id).update(quota=2)
    tablet.post(START, follow=True)
    make_pending(page.survey, 2)
    shown = tablet.get(START).content.decode()
    assert "It was me: go on" in shown
    assert "delete that and start" not in shown
    answer(tablet)
    assert PendingResponse.objects.count() == 3


def test_with_room_left_a_session_begins_as_ever(tablet, page):
    Survey.objects.filter(pk=page.survey_id).update(quota=3)
    make_pending(page.survey, 2)
    assert FULL not in tablet.get(START).content.decode()
    tablet.post(START)
    assert Draft.objects.count() == 1


def test_nobody_opens_a_session_of_a_full_consultation(worker, full):
    meeting = actions.Meeting(AreaFactory(), "Club", "07700 900123", 60)
    with pytest.raises(actions.NotNow):
        actions.open_session(by=worker, survey=full, mode=GroupMode.ONE_TABLET, meeting=meeting)


def test_the_worker_is_told_that_nobody_new_can_start(client, worker, full):
    session = make_session(full, worker=worker)
    client.force_login(worker)
    body = client.get(reverse("group_session", args=[session.uuid])).content.decode()
    assert "Nobody new can start" in body
