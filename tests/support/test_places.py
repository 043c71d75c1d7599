"""Grid references of places: found behind the scenes, never for a secret place."""

import pytest

from core.areas.models import Outcode
from support import places
from support.models import Location
from support.times import Times, answer_for, standing
from tests.factories.support import ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def place(**more):
    service = more.pop("service", {})
    ServiceFactory(place={"address": "1 Row", "postcode": "ZZ99 1AA", **more}, **service)
    return Location.objects.get()


def test_a_place_gets_the_middle_of_its_first_half_where_the_directory_has_no_more():
    Outcode.objects.create(code="ZZ99", easting=600_000, northing=400_000)
    place()
    places.find_places()
    assert Location.objects.values_list("easting", "northing", "placed_for").get() == (600_000, 400_000, "ZZ99 1AA")
    with assert_queries(2):
        places.find_places()


def test_a_real_postcode_gets_its_own_place():
    place(postcode="BS1 5TR")
    places.find_places()
    found = Location.objects.get()
    assert 357_000 < found.easting < 360_000
    assert 171_000 < found.northing < 174_000


def test_a_new_postcode_is_looked_up_again():
    Outcode.objects.create(code="ZZ99", easting=600_000, northing=400_000)
    place(easting=1, northing=1, placed_for="ZZ98 1AA")
    places.find_places()
    assert Location.objects.get().easting == 600_000


@pytest.mark.parametrize("secret", [{"is_confidential": True}, {"service": {"location_confidential": True}}])
def test_a_secret_place_has_none_and_loses_what_it_had(secret):
    place(easting=1, northing=1, placed_for="ZZ99 1AA", **secret)
    places.find_places()
    found = Location.objects.get()
    assert (found.easting, found.northing, found.placed_for) == (None, None, "")


def test_a_place_that_nobody_knows_is_not_asked_for_again():
    place()
    places.find_places()
    assert Location.objects.get().placed_for == "ZZ99 1AA"


def test_what_is_long_unchecked_is_never_said_to_be_open():
    import datetime

    from support.hours import UK, Rule, State

    always = ((("", Rule(0, 6, opens=datetime.time(0), closes=datetime.time(0)))),)
    times = Times(rules=always, stale_on=datetime.date(2026, 11, 23))
    before, after = (datetime.datetime(2026, 11, day, 12, tzinfo=UK) for day in (22, 23))
    assert standing(times, before).answer.is_open
    assert standing(times, after).answer.state == answer_for(times, "", after).state == State.CHECK
