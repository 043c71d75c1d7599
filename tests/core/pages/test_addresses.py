"""Which page answers which address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.pages.addresses import address_map, languages_of, path_of
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    """A home page in English with one child, in a tree of its own."""
    from home.models import HomePage, StandardPage

    english, _made = Locale.objects.get_or_create(language_code="en-gb")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=english)
    root.get_children().delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Home", slug="start", locale=english))
    home.add_child(instance=StandardPage(title="About", slug="about", locale=english))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def test_a_live_page_has_an_address(home: Page) -> None:
    child = home.get_children().get()
    assert path_of(child.pk) == "/about/"


def test_a_draft_has_none(home: Page) -> None:
    child = home.get_children().get()
    child.specific.unpublish()
    assert path_of(child.pk) is None


def test_a_page_below_a_closed_one_is_private(home: Page) -> None:
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert address_map().by_path["en-gb", "about/"].private


def test_a_warm_map_asks_nothing(home: Page) -> None:
    address_map()
    with assert_queries(0):
        address_map()


def test_a_translation_answers_in_its_language_only(home: Page) -> None:
    welsh = Locale.objects.create(language_code="cy")
    home.specific.copy_for_translation(welsh).get_latest_revision().publish()
    assert languages_of("") == ["en-gb", "cy"]
    assert languages_of("about/") == ["en-gb"]


def test_an_english_page_under_a_welsh_address_is_404_with_a_link(home: Page) -> None:
    answer = Client().get("/cy/about/")
    assert answer.status_code == 404
    assert 'href="/about/"' in answer.content.decode()


def test_a_private_page_shows_nothing_to_a_guest(home: Page) -> None:
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/about/").status_code == 302


def test_a_private_english_page_is_not_told_in_another_language(home: Page) -> None:
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert 'href="/about/"' not in Client().get("/cy/about/").content.decode()


def teardown_module() -> None:
    translation.deactivate()
