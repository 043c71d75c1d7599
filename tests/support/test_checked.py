"""Checked today: the date moves, nothing else does, and nobody but those who keep a service may say so."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.pages.reviews import uk_today
from core.people.enums import Role
from support.checked import mark_checked, next_review
from support.models import Service
from support.queries import visible_to
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def editor():
    return StaffFactory(role=Role.EDITOR)


def service(days=180, **fields):
    last = TODAY - datetime.timedelta(days=200)
    return ServiceFactory(last_checked=last, review_by=last + datetime.timedelta(days=days), **fields)


@pytest.mark.parametrize(("days", "then"), [(180, 180), (1, 30), (30, 30), (31, 31), (365, 365), (900, 365)])
def test_the_next_check_is_as_far_off_as_the_last_within_a_month_and_a_year(days, then):
    assert next_review(service(days), TODAY) == TODAY + datetime.timedelta(days=then)


def test_a_service_that_was_hidden_is_shown_again(editor):
    one = service()
    Service.objects.update(hidden_on=TODAY)
    assert not visible_to().exists()
    assert mark_checked(by=editor, services=[one], today=TODAY) == 1
    one.refresh_from_db()
    assert (one.last_checked, one.hidden_on) == (TODAY, None)
    assert visible_to().get() == one


def test_the_open_draft_gets_the_dates_and_keeps_its_words(editor):
    one = service(summary="As it is.")
    draft = Service.objects.get(pk=one.pk)
    draft.summary = "As it shall be."
    draft.save_revision(user=editor)
    mark_checked(by=editor, services=[one], today=TODAY)
    live = Service.objects.get(pk=one.pk)
    latest = live.get_latest_revision_as_object()
    assert (live.summary, live.last_checked, live.has_unpublished_changes) == ("As it is.", TODAY, True)
    assert (latest.summary, latest.last_checked) == ("As it shall be.", TODAY)
    assert latest.review_by == live.review_by == TODAY + datetime.timedelta(days=180)


def test_what_is_not_published_stays_as_it_is(editor):
    one = service(live=False)
    assert mark_checked(by=editor, services=[one], today=TODAY) == 0
    assert Service.objects.get(pk=one.pk).last_checked == one.last_checked


def test_the_audit_says_who_noted_it(editor):
    mark_checked(by=editor, services=[service()], today=TODAY)
    assert AuditEntry.objects.filter(action="support.checked", actor=editor.opaque_id).count() == 1


def address(*services):
    return (
        reverse("wagtail_bulk_action", args=["support", "service", "checked"])
        + "?next=/cms/snippets/support/service/&"
        + "&".join(f"id={each.pk}" for each in services)
    )


def test_many_are_noted_at_once_after_a_question(client, editor):
    services = [service(), service()]
    client.force_login(editor)
    assert b"Yes, all of it is right" in client.get(address(*services)).content
    assert not Service.objects.filter(last_checked=uk_today()).exists()
    said = client.post(address(*services), follow=True).content
    assert b"2 services were noted as checked today" in said
    assert Service.objects.filter(last_checked=uk_today()).count() == 2


def test_an_editor_of_an_area_notes_its_own_services_alone(client):
    here, there = AreaFactory(), AreaFactory()
    mine, theirs = service(areas=[here]), service(areas=[there])
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    client.post(address(mine, theirs))
    assert set(Service.objects.filter(last_checked=uk_today())) == {mine}


def test_members_cannot(client):
    one = service()
    client.force_login(MemberFactory())
    assert client.post(address(one)).status_code in (302, 403)
    assert not Service.objects.filter(last_checked=uk_today()).exists()
