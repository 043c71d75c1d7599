"""Services inside pages: always as they are now, never those that are not public, never an empty list, few queries."""

import pytest
from django.test import Client

from support.models import Service
from tests.factories.areas import AreaFactory
from tests.factories.pages import small_site, standard_page
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def with_ids(*blocks):
    return [{**block, "id": f"00000000-0000-4000-8000-{number:012}"} for number, block in enumerate(blocks)]


def one(service):
    return {"type": "service_card", "value": {"service": service.pk}}


def several(**value):
    return {
        "type": "service_list",
        "value": {"title": "", "need": None, "area": "", "audience": "", "limit": 3, **value},
    }


def page_with(*blocks, slug="help"):
    return standard_page(small_site(), slug, body=with_ids(*blocks))


def read(page):
    return Client().get(f"/{page.slug}/").content.decode().partition("<main")[2].partition("</main")[0]


def queries(page):
    read(page)
    with count_queries() as counted:
        read(page)
    return len(counted)


def test_a_card_shows_the_service_as_it_is_now():
    service = ServiceFactory(name="The Landing", number="01632 960001")
    page = page_with(one(service))
    assert "The Landing" in read(page)
    Service.objects.filter(pk=service.pk).update(name="The Pier")
    service.refresh_from_db()
    service.save()
    assert "The Pier" in read(page)


def test_a_card_of_a_service_that_is_not_public_or_gone_is_left_out():
    service = ServiceFactory(name="The Landing")
    page = page_with(one(service), {"type": "service_card", "value": {"service": 999_999}})
    service.live = False
    service.save()
    html = read(page)
    assert "The Landing" not in html
    assert 'class="card"' not in html


def test_a_list_shows_what_matches_and_no_more_than_its_limit():
    area, need = AreaFactory(slug="tarn-moor"), NeedFactory(slug="hurt")
    for name in ("First", "Second", "Third"):
        ServiceFactory(name=name, areas=[area], needs=[need])
    ServiceFactory(name="Elsewhere", areas=[AreaFactory(slug="oakhampton")], needs=[need])
    html = read(page_with(several(title="After an attack", need=need.pk, area="tarn-moor", limit=2)))
    assert "After an attack" in html
    assert html.count('<li class="card">') == 2
    assert "Elsewhere" not in html
    assert "/support/?need=hurt&amp;area=tarn-moor" in html


def test_a_list_without_a_match_falls_back_to_the_lines_that_help_anyone():
    need = NeedFactory(slug="rare")
    ServiceFactory(name="National line", is_fallback=True)
    html = read(page_with(several(need=need.pk)))
    assert "National line" in html
    assert "These lines help anyone" in html


def test_a_list_with_an_area_that_is_gone_shows_everywhere():
    ServiceFactory(name="Somebody")
    assert "Somebody" in read(page_with(several(area="gone")))


def test_services_cost_the_same_queries_however_many_blocks_ask():
    services = [ServiceFactory() for _number in range(6)]
    small = queries(page_with(one(services[0]), several(), slug="small"))
    large = queries(
        page_with(*(one(service) for service in services), *(several() for _number in range(6)), slug="large")
    )
    assert small == large
