"""The index follows what the public can find, in the same transaction, and never a draft."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.search.actions import tidy
from core.search.models import IndexedWord, KnownWord, MissedWord
from support.models import Service
from tests.factories.news import article
from tests.factories.pages import small_site
from tests.factories.support import NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def stands(stem, kind=None):
    found = IndexedWord.objects.filter(stem=stem)
    return (found.filter(kind=kind) if kind else found).exists()


def test_a_published_service_is_in_it_and_a_draft_is_not():
    ServiceFactory(name="Zebra house")
    ServiceFactory(name="Giraffe house", live=False)
    assert stands("zebra", "service")
    assert not stands("giraff")


def test_taking_a_service_down_takes_its_words_out_in_the_same_transaction():
    service = ServiceFactory(name="Zebra house")
    with transaction.atomic():
        service.unpublish()
        assert not stands("zebra")
        transaction.set_rollback(True)
    service.refresh_from_db()


def test_a_draft_of_a_published_service_stays_out_until_it_is_published():
    service = ServiceFactory(name="Zebra house")
    service.name = "Giraffe house"
    revision = service.save_revision()
    assert (stands("zebra"), stands("giraff")) == (True, False)
    revision.publish()
    assert (stands("zebra"), stands("giraff")) == (False, True)


def test_a_deleted_need_leaves_nothing():
    NeedFactory(name="Zebra").delete()
    assert not stands("zebra")


def test_a_secret_place_is_not_in_it():
    ServiceFactory(place={"address": "9 Hidden Street", "postcode": "ZZ99 4XX"}, location_confidential=True)
    assert not stands("hidden")


def test_pages_follow_publishing_closing_and_hiding():
    small_site()
    page = article("zebra", title="Zebra")
    assert stands("zebra", "page.en-gb")
    restriction = PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    assert not stands("zebra")
    restriction.delete()
    assert stands("zebra")
    page.hide_from_search = True
    page.save()
    assert not stands("zebra")


def test_a_page_taken_down_as_a_plain_page_leaves_too():
    small_site()
    Page.objects.get(pk=article("zebra", title="Zebra").pk).unpublish()
    assert not stands("zebra")


def test_the_index_can_be_made_again(capsys):
    ServiceFactory(name="Zebra house")
    IndexedWord.objects.all().delete()
    Service.objects.update(live=True)
    call_command("search_index")
    assert stands("zebra")


def test_tidying_forgets_what_stands_nowhere_and_old_misses():
    service = ServiceFactory(name="Zebra house")
    today = timezone.localdate()
    MissedWord.objects.create(word="old", day=today - datetime.timedelta(days=91), times=5)
    MissedWord.objects.create(word="new", day=today, times=5)
    Service.objects.filter(pk=service.pk).first().delete()
    tidy()
    assert not KnownWord.objects.filter(word="zebra").exists()
    assert [row.word for row in MissedWord.objects.all()] == ["new"]
