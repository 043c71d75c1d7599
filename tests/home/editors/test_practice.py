"""In the practice area everything can be tried and nothing goes live."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from core.people.enums import Role
from home.editors import practice
from home.editors.models import PracticePage
from home.models import StandardPage
from home.tree import plant
from home.workflows import set_up
from news.models import NewsIndexPage, NewsPage
from news.queries import latest
from tests.factories.news import article
from tests.factories.pages import planted
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    planted()
    set_up()
    return PracticePage.objects.get()


def attempt(area, **fields):
    return area.add_child(instance=NewsPage(title="A try", slug="a-try", live=False, **fields))


def test_there_is_one_practice_area_beside_the_site_however_often_it_is_planted(area):
    assert practice.plant() == area
    assert (area.depth, area.live, area.get_url()) == (2, False, None)


def test_an_editor_can_write_there(area, client):
    client.force_login(StaffFactory(role=Role.EDITOR))
    answer = client.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", area.pk]))
    assert answer.status_code == 200


def test_what_is_published_there_by_any_way_is_a_draft_again_and_in_no_list(area):
    page = attempt(area)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert latest(5) == []


def test_an_administrator_who_publishes_there_is_told_and_keeps_a_draft(area, client):
    page = attempt(area)
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).context["form"]
    data = {"title": "A try", "slug": "a-try", "published_on": "2026-11-01", "body-count": "0", "action-publish": "1"}
    data |= {"sensitivity": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert form is not None
    answer = client.post(address, data, follow=True)
    assert b"Nothing in the practice area is published" in answer.content
    page.refresh_from_db()
    assert not page.live


def test_a_page_that_readers_see_is_not_moved_there(area, client):
    page = article()
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, area.pk]))
    page.refresh_from_db()
    assert page.get_parent().specific == NewsIndexPage.objects.get()
    assert page.live


def test_a_page_moved_there_by_a_program_is_a_draft_with_everything_below_it(area):
    parent = StandardPage.objects.get(slug="about")
    parent.move(area, pos="last-child")
    below = Page.objects.filter(path__startswith=StandardPage.objects.get(slug="about").path)
    assert below.count() > 1
    assert not below.live().exists()


def test_planting_the_site_again_leaves_attempts_alone(area):
    page = attempt(area)
    plant()
    set_up()
    assert NewsPage.objects.get() == page
