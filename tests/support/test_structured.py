"""What a service page tells search engines."""

import datetime
import json
import re

import pytest

from support.enums import Channel, Sensitivity, Status
from support.models import ContactPoint
from tests.factories.areas import AreaFactory
from tests.factories.support import ServiceFactory

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
NINE_TO_FIVE = [{"day": 0, "last_day": 1, "opens": datetime.time(9), "closes": datetime.time(17)}]


def block(client, service, prefix=""):
    found = BLOCK.findall(client.get(prefix + service.get_absolute_url()).content.decode())
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_it_says_who_runs_the_service_how_to_reach_it_where_and_when(client):
    place = {"address": "2 Quay Street\nKestrel", "postcode": "ZZ99 2LT"}
    service = ServiceFactory(name="Harbour", hours=NINE_TO_FIVE, areas=[AreaFactory(name="Bay")], place=place)
    ContactPoint.objects.create(service=service, channel=Channel.EMAIL, value="help@example.org", sort_order=1)
    said = block(client, service)
    assert (said["@type"], said["name"], said["areaServed"]) == ("Service", "Harbour", ["Bay"])
    assert said["url"].endswith(service.get_absolute_url())
    assert said["provider"]["contactPoint"] == [
        {"@type": "ContactPoint", "telephone": "01632 960001"}, {"@type": "ContactPoint", "email": "help@example.org"}
    ]  # fmt: skip
    days = ["Monday", "Tuesday"]
    line = {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "09:00", "closes": "17:00"}
    assert said["hoursAvailable"] == [line]
    assert said["availableChannel"][0]["serviceLocation"]["address"] == "2 Quay Street, Kestrel, ZZ99 2LT"


def test_hostile_words_stay_inside_it(client):
    name = "</script><script>alert(1)</script><!-- & \u2028"
    service = ServiceFactory(name=name, summary="]]> <b>")
    page = client.get(service.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert json.loads(BLOCK.findall(page)[0])["name"] == name


def test_a_confidential_place_is_not_in_it_nor_where_it_serves(client):
    service = ServiceFactory(location_confidential=True, areas=[AreaFactory(name="Vale")], place={"address": "7 Lane"})
    said = block(client, service)
    assert not {"availableChannel", "areaServed"} & set(said)


def test_a_page_of_sensitivity_2_has_none_and_no_canonical_address(client):
    service = ServiceFactory(sensitivity=Sensitivity.PRIVATE)
    assert block(client, service) is None
    assert b"canonical" not in client.get(service.get_absolute_url()).content


def test_a_page_in_another_language_has_none(client):
    assert block(client, ServiceFactory(), "/cy") is None


@pytest.mark.parametrize("keywords", [{"status": Status.PAUSED}, {"review_by": datetime.date(2026, 11, 1)}])
def test_hours_that_nobody_vouches_for_are_left_out(client, keywords):
    assert "hoursAvailable" not in block(client, ServiceFactory(**keywords))


def test_every_visible_service_is_in_the_sitemap_and_names_its_one_address(client):
    service = ServiceFactory()
    hidden = ServiceFactory(live=False)
    listed = client.get("/sitemap.xml").content.decode()
    assert f"http://testserver{service.get_absolute_url()}</loc>" in listed
    assert hidden.get_absolute_url() not in listed
    page = client.get(service.get_absolute_url() + "?x=1").content.decode()
    assert f'<link rel="canonical" href="http://testserver{service.get_absolute_url()}">' in page
