"""The first page of /cms/: what is due, what goes up next, how the last pages did; only of one's own pages."""

import datetime

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from core.pages.models import PageViews
from core.people.enums import Role
from home.editors.guides import GUIDES
from home.editors.queries import due_for_review, how_the_last_did, scheduled_next
from home.models import AreaHubPage, PageUse, StandardPage
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.news import article
from tests.factories.pages import planted
from tests.factories.people import StaffFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def hub():
    area = AreaFactory()
    planted()
    set_up()
    return AreaHubPage.objects.get(area=area)


@pytest.fixture
def editor(hub):
    return StaffFactory(role=Role.EDITOR)


@pytest.fixture
def area_editor(hub):
    return StaffFactory(role=Role.EDITOR, area=hub.area)


def test_what_is_late_comes_first_and_what_is_far_off_not_at_all(editor):
    late = article("late", review_by=TODAY - datetime.timedelta(days=1))
    soon = article("soon", review_by=TODAY + datetime.timedelta(days=14))
    article("far", review_by=TODAY + datetime.timedelta(days=15))
    article("never")
    with assert_queries(2):
        found = due_for_review(editor, TODAY)
    assert [page.pk for page in found] == [late.pk, soon.pk]


def test_an_area_editor_hears_only_of_own_pages(area_editor, hub):
    article("elsewhere", review_by=TODAY)
    StandardPage.objects.filter(slug="about").update(review_by=TODAY)
    AreaHubPage.objects.filter(pk=hub.pk).update(review_by=TODAY)
    assert [page.pk for page in due_for_review(area_editor, TODAY)] == [hub.pk]
    assert {did.page.pk for did in how_the_last_did(area_editor)} == {hub.pk}


def test_only_approved_schedules_are_next(editor):
    soon = timezone.now() + datetime.timedelta(hours=1)
    waits, only_wished = article("waits", live=False), article("wished", live=False)
    for page in (waits, only_wished):
        page.go_live_at = soon
        page.save()
    waits.save_revision().publish()
    only_wished.save_revision()
    assert [(page.pk, page.goes_up) for page in scheduled_next(editor)] == [(waits.pk, soon)]


def test_how_pages_did_shows_no_small_counts_and_no_very_sensitive_page(editor):
    page, hidden = article("plain"), article("hidden", sensitivity=2)
    PageViews.objects.create(path="/news/plain/", day=TODAY, reads=43)
    PageUse.objects.create(path="/news/plain/", day=TODAY, yes=12, no=3)
    found = {did.page.pk: (did.reads, did.useful, did.not_useful) for did in how_the_last_did(editor, TODAY)}
    assert found[page.pk] == ("45", "10", "< 10")
    assert hidden.pk not in found


def test_the_first_page_shows_the_panel(editor, client):
    article("plain", review_by=timezone.localdate())
    client.force_login(editor)
    answer = client.get(reverse("wagtailadmin_home"))
    assert b"Check again soon" in answer.content
    assert b"How the last pages did" in answer.content


def test_every_guide_opens_for_every_editor_and_leads_to_the_next(area_editor, client):
    client.force_login(area_editor)
    assert len(GUIDES) == 10
    listed = client.get(reverse("guides")).content.decode()
    for guide in GUIDES:
        assert reverse("guide", args=[guide.slug]) in listed
        assert guide.title in client.get(reverse("guide", args=[guide.slug])).content.decode().replace("&#x27;", "'")
    assert client.get(reverse("guide", args=["nonsense"])).status_code == 404


def test_every_guide_has_its_picture_with_words():
    assert [guide.slug for guide in GUIDES if not finders.find(guide.picture)] == []
    assert [guide.slug for guide in GUIDES if not guide.picture_alt] == []


def test_guides_are_not_for_guests(client):
    assert client.get(reverse("guides")).status_code == 302
