"""A concern that comes out of a session carries it: whom the lead rings, and what the worker is told."""

import pytest
from django.urls import reverse

from core.notifications.models import Notification
from core.people.enums import Role
from core.safeguarding import registry
from core.safeguarding.actions import raise_concern
from core.safeguarding.enums import Category
from core.safeguarding.models import Concern
from core.screening.load import load_built_in
from surveys.groups.concerns import concern_for
from surveys.models import PendingResponse
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.surveys import make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(page, worker):
    return make_session(page.survey, worker=worker, area=AreaFactory(name="Kestrel Bay"))


def test_it_names_the_session_and_its_area_and_the_first_known_kind(session):
    concern = concern_for(session, ["email", "risk-weapon", "risk-threat"], words="He has a knife.")
    assert concern.target == f"group_session:{session.uuid}"
    assert (concern.area, concern.category, concern.raised_by) == (session.area, Category.WEAPON, None)
    assert concern.words == "He has a knife."


def test_nothing_found_raises_nothing(session):
    assert concern_for(session, []) is None
    assert not Concern.objects.exists()


def test_the_worker_is_told_that_somebody_may_need_them_and_nothing_else(session, worker, client):
    concern_for(session, ["risk-self-harm"], words="I cut myself.")
    told = Notification.objects.get(user=worker)
    assert told.url == reverse("group_session", args=[session.uuid])
    assert told.facts == {}
    client.force_login(worker)
    for address in ("/account/notifications/", told.url):
        words = client.get(address).content.decode()
        assert "cut myself" not in words
        assert "self" not in words.split("<main", 1)[1].split("</main>")[0].replace("by itself", "")


def test_a_second_one_is_not_told_twice_while_the_first_is_unread(session, worker):
    concern_for(session, ["risk-self-harm"])
    concern_for(session, ["risk-threat"])
    assert Concern.objects.count() == 2
    assert Notification.objects.filter(user=worker).count() == 1
    Notification.objects.update(read_at="2026-01-01T00:00Z")
    concern_for(session, ["risk-threat"])
    assert Notification.objects.filter(user=worker).count() == 2


def test_the_lead_of_the_area_sees_whom_to_ring(session, worker, client):
    concern = concern_for(session, ["risk-threat"])
    client.force_login(StaffFactory(role=Role.DSL, area=session.area))
    page = client.get(reverse("concern", args=[concern.pk])).content.decode()
    assert 'href="tel:07700900123"' in page
    for words in (worker.name_shown, "Kestrel club", "Kestrel Bay", session.survey.title, "going on now"):
        assert words in page
    client.force_login(worker)
    assert client.get(reverse("concern", args=[concern.pk])).status_code == 404


def test_a_worker_who_has_left_and_a_session_that_is_gone_break_nothing(session, worker, client):
    concern = concern_for(session, ["risk-threat"])
    lost = raise_concern(target="group_session:00000000-0000-4000-8000-000000000000", reason="risk-threat")
    odd = raise_concern(target="group_session:nonsense", reason="risk-threat")
    worker.delete()
    client.force_login(StaffFactory(role=Role.DSL))
    assert b"Someone who has left" in client.get(reverse("concern", args=[concern.pk])).content
    for other in (lost, odd):
        assert client.get(reverse("concern", args=[other.pk])).status_code == 200
    assert registry.duty_of("post:1") is None


def test_without_a_worker_nobody_is_told(session):
    session.worker = None
    assert concern_for(session, ["risk-threat"]) is not None
    assert not Notification.objects.filter(kind="group.may_need_you").exists()


def test_danger_in_answers_from_the_tablet_reaches_the_leads_with_the_session(tablet, session, answer, worker):
    load_built_in()
    tablet.post("/consultations/tablet/")
    answer(tablet, "I want to kill myself.")
    concern = Concern.objects.get()
    assert concern.target == f"group_session:{session.uuid}"
    assert Notification.objects.filter(user=worker, kind="group.may_need_you").count() == 1
    assert PendingResponse.objects.count() == 1


def test_ordinary_words_from_the_tablet_reach_nobody(tablet, answer):
    load_built_in()
    tablet.post("/consultations/tablet/")
    answer(tablet, "Later buses, please.")
    assert not Concern.objects.exists()
    assert PendingResponse.objects.get().channel == "group"
