"""The finder with ten and with ten thousand services: the same queries, a bound on what is read, and honest words."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from core.areas.models import Outcode
from core.pages.cache import raise_version
from support.directory import directory
from support.enums import BankHolidays, HoursKind
from support.filters import Filters
from support.models import ContactPoint, HoursRule, Need, Service
from support.queries import MOST_READ, MOST_READ_OPEN, Step, find
from support.shelf import listings
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.support import CHECKED, NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London"))
QUESTION = "/support/?area=marlow-vale&need=hurt&age=16-17&channel=call&language=pl"


@pytest.fixture
def areas():
    PartnershipFactory()
    Outcode.objects.create(code="ZZ99", easting=600_000, northing=400_000)
    return [AreaFactory(slug="marlow-vale", name="Marlow Vale"), AreaFactory(slug="kestrel-bay", name="Kestrel Bay")]


def fill(number: int, area, need: Need) -> None:
    """`number` services of `area` for `need`; every tenth is open day and night, the others on Sundays at one."""
    organisation = OrganisationFactory()
    rows = [
        Service(
            organisation=organisation,
            name=f"Service {place:05}",
            slug=f"many-{place}",
            summary="Somebody to talk to.",
            who_is_told="Nobody.",
            languages=["pl"],
            bank_holidays=BankHolidays.SAME,
            review_owner="the test team",
            last_checked=CHECKED,
            review_by=CHECKED.replace(year=2080),
        )
        for place in range(number)
    ]
    rows = Service.objects.bulk_create(rows, batch_size=900)
    Service.areas.through.objects.bulk_create(
        [Service.areas.through(service_id=row.pk, area_id=area.pk) for row in rows], batch_size=5000
    )
    Service.needs.through.objects.bulk_create(
        [Service.needs.through(service_id=row.pk, need_id=need.pk) for row in rows], batch_size=5000
    )
    ContactPoint.objects.bulk_create(
        [ContactPoint(service_id=row.pk, sort_order=0, channel="call", value="01632 960001") for row in rows],
        batch_size=2000,
    )
    HoursRule.objects.bulk_create(
        [
            HoursRule(service_id=row.pk, sort_order=0, day=0, last_day=6, kind=HoursKind.ALL_DAY)
            if place % 10 == 9
            else HoursRule(service_id=row.pk, sort_order=0, day=6, opens=time(1), closes=time(2))
            for place, row in enumerate(rows)
        ],
        batch_size=2000,
    )
    raise_version()


@pytest.mark.parametrize("how_many", [10, 10_000])
def test_the_finder_is_as_cheap_among_many(client, areas, how_many):
    need = NeedFactory(slug="hurt")
    fill(how_many, areas[0], need)
    for address in (QUESTION, f"{QUESTION}&open=1", "/support/", "/support/?area=kestrel-bay&near=ZZ99"):
        client.get(address)
        with assert_queries(0):
            assert client.get(address).status_code == 200
    listings(directory().numbered.ids)
    with assert_queries(0):
        found = find(Filters(area="marlow-vale"), NOON)
    assert (found.count, found.cut) == ((10, False) if how_many == 10 else (MOST_READ, True))
    opened = find(Filters(area="marlow-vale", open=True), NOON)
    assert opened.count == opened.open_count == (1 if how_many == 10 else MOST_READ_OPEN // 10)
    assert opened.listed[0].service.name == "Service 00009"


@pytest.mark.parametrize("how_many", [10, 10_000])
def test_typed_words_cost_the_same_queries_among_many(client, areas, how_many):
    need = NeedFactory(slug="hurt", name="Someone hurt me")
    ServiceFactory(name="Boxing gym", summary="Somewhere to go", areas=areas[:1])
    fill(how_many, areas[0], need)
    client.get("/support/?q=hurt&area=marlow-vale")
    listings(directory().numbered.ids)
    for words, queries in (("boxing", 1), ("boxnig hurt", 0), ("qqqqqq", 0), ("somewhere qqqqqq", 1)):
        with assert_queries(queries):  # one for a word that nobody asked for in this version
            assert client.get(f"/support/?q={words}&area=marlow-vale&age=16-17").status_code == 200


def test_national_lines_are_there_beside_more_local_help_than_is_read(areas):
    fill(MOST_READ + 1, areas[0], NeedFactory())
    ServiceFactory(name="National", position=99)
    found = find(Filters(area="marlow-vale"), NOON)
    assert (found.count, found.cut) == (MOST_READ + 1, True)


def test_local_help_is_read_before_national_however_many_lines_there_are(areas):
    for number in range(3):
        ServiceFactory(name=f"National {number}", position=1)
    ServiceFactory(name="Local", areas=areas[:1], position=99)
    assert find(Filters(area="marlow-vale"), NOON).listed[0].service.name == "Local"
    assert find(Filters(area="marlow-vale"), NOON).step == Step.LOCAL


def test_a_listing_is_read_by_six_queries_and_then_by_none(areas):
    keys = [ServiceFactory(areas=areas[:1]).pk for _ in range(3)]
    with assert_queries(6):
        listings(keys)
    with assert_queries(0):
        assert [one.pk for one in listings(reversed(keys))] == keys[::-1]


def test_a_listing_says_what_its_service_says(areas):
    service = ServiceFactory(areas=areas, number="0800 1111", place={"address": "1 Row", "postcode": "ZZ99 1AA"})
    one = listings([service.pk])[0]
    assert one.times == service.times
    assert [point.href for point in one.contacts] == [point.href for point in service.contacts]
    assert set(one.area_names) == {"Marlow Vale", "Kestrel Bay"}
    assert one.get_absolute_url() == service.get_absolute_url()


def test_the_address_of_a_listing_is_in_the_language_of_each_page():
    one = listings([ServiceFactory(slug="landing").pk])[0]
    for language, address in (("en-gb", "/support"), ("ar", "/ar/support"), ("en-gb", "/support")):
        with override(language):
            assert one.get_absolute_url() == f"{address}/services/landing/"


def test_a_listing_is_read_again_when_a_part_changes(areas):
    service = ServiceFactory(hours=[])
    assert not listings([service.pk])[0].answer(NOON).is_open
    HoursRule.objects.create(service=service, day=0, last_day=6, kind="all_day")
    assert listings([service.pk])[0].answer(NOON).is_open


def test_a_standing_is_asked_again_at_its_next_change(areas):
    one = listings([ServiceFactory(hours=[{"day": 0, "opens": time(9), "closes": time(17)}]).pk])[0]
    assert one.answer(NOON).is_open
    assert one.stands(NOON).until == NOON.replace(hour=17)
    assert not one.answer(NOON.replace(hour=17)).is_open
    assert one.answer(NOON).is_open


PLACES = {"easting": 600_000, "northing": 400_000 + 3 * 1609, "placed_for": "ZZ99 1AA"}


def near(**place):
    ServiceFactory(name="Here", place={"address": "1 Row", "postcode": "ZZ99 1AA", **PLACES, **place})
    return find(Filters(near="ZZ99"), NOON).listed[0]


def test_a_distance_is_in_whole_miles_from_the_middle_of_the_first_half(areas):
    assert near().miles == 3


def test_the_nearest_of_equals_comes_first(areas):
    ServiceFactory(name="A far", place={"address": "x", "postcode": "y", **PLACES, "northing": 430_000})
    ServiceFactory(name="B unknown")
    assert near().service.name == "Here"
    assert [item.service.name for item in find(Filters(near="ZZ99"), NOON).listed] == ["Here", "A far", "B unknown"]


def test_a_secret_place_has_no_distance_from_anywhere(client, areas):
    assert near(is_confidential=True).miles is None
    hidden = ServiceFactory(
        name="Refuge", location_confidential=True, place={"address": "x", "postcode": "ZZ99 4XX", **PLACES}
    )
    assert listings([hidden.pk])[0].places == ()
    for first_half in ("ZZ99", "BS1", "M1", "SW1A"):
        assert "mile" not in client.get(f"/support/?near={first_half}").content.decode()


def test_the_finder_says_about_how_many_miles(client, areas):
    near()
    assert "about 3 miles away" in client.get("/support/?near=ZZ99").content.decode()
