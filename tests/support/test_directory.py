"""The directory: which services a question finds, without a query once it is read."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.search.meaning import understand
from support.directory import directory
from support.enums import Status
from support.filters import Filters
from support.models import ContactPoint, Service
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _partnership():
    PartnershipFactory()


def names(mask):
    numbered = directory().numbered
    return [Service.objects.get(pk=pk).name for pk in numbered.first(mask, 99)]


def test_it_is_read_by_four_queries_and_then_by_none():
    ServiceFactory(areas=[AreaFactory()], needs=[NeedFactory(slug="hurt")])
    with assert_queries(4):
        directory()
    with assert_queries(0):
        directory().matching(Filters(need="hurt", age="16-17", audience="me", channels=("call",), language="en"))


@pytest.mark.parametrize(
    "hidden", [{"live": False}, {"status": Status.ENDED}, {"hidden_on": NOON.date()}], ids=["draft", "ended", "hidden"]
)
def test_what_nobody_may_see_is_not_in_it(hidden):
    Service.objects.filter(pk=ServiceFactory(name="Hidden").pk).update(**hidden)
    ServiceFactory(name="Shown")
    assert names(directory().shown(NOON)) == ["Shown"]


def test_a_service_is_shown_until_it_is_taken_down():
    ServiceFactory(name="Ends", expire_at=NOON)
    assert names(directory().shown(NOON - timedelta(minutes=1))) == ["Ends"]
    assert names(directory().shown(NOON)) == []


def test_services_come_in_the_order_of_their_position_and_name():
    for name, position in (("B", 1), ("A", 1), ("C", 0)):
        ServiceFactory(name=name, position=position)
    assert names(directory().shown(NOON)) == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("filters", "fits", "does_not"),
    [
        ({"free": True}, {"is_free": True}, {"is_free": False}),
        ({"audience": "child"}, {"audience": ["child"]}, {"audience": ["me", "friend"]}),
        ({"audience": "child"}, {"audience": []}, {"audience": ["work"]}),
        ({"age": "16-17"}, {"age_min": 17, "age_max": None}, {"age_min": 18, "age_max": None}),
        ({"age": "16-17"}, {"age_min": None, "age_max": 16}, {"age_min": None, "age_max": 15}),
        ({"language": "pl"}, {"languages": ["en", "pl"]}, {"languages": ["en"]}),
    ],
)
def test_a_filter_keeps_what_fits_and_drops_what_does_not(filters, fits, does_not):
    ServiceFactory(name="Fits", **fits)
    ServiceFactory(name="Does not", **does_not)
    assert names(directory().matching(Filters(**filters))) == ["Fits"]


def test_any_of_the_channels_asked_for_is_enough():
    ServiceFactory(name="Calls")
    ContactPoint.objects.filter(service=ServiceFactory(name="Texts")).update(channel="text")
    assert names(directory().matching(Filters(channels=("text", "chat")))) == ["Texts"]
    assert len(names(directory().matching(Filters(channels=("call", "text"))))) == 2


def test_a_language_of_one_way_in_counts_for_the_service():
    ContactPoint.objects.filter(service=ServiceFactory(name="By phone", languages=[])).update(languages=["pl"])
    ServiceFactory(name="Other", languages=[])
    assert names(directory().matching(Filters(language="pl"))) == ["By phone"]


def test_a_need_that_is_not_there_fits_nothing():
    ServiceFactory(needs=[NeedFactory(slug="hurt")])
    assert names(directory().matching(Filters(need="nowhere"))) == []


def test_what_has_an_area_does_not_work_everywhere():
    area = AreaFactory(slug="marlow-vale")
    ServiceFactory(name="Local", areas=[area])
    ServiceFactory(name="National")
    assert names(directory().everywhere()) == ["National"]
    assert names(directory().to("area", "marlow-vale")) == names(directory().to("area", area.pk)) == ["Local"]


@pytest.mark.parametrize("q", ["zebra", "pushed", "tarn", "own"])
def test_a_service_holds_its_own_words_and_those_of_what_it_belongs_to(q):
    ServiceFactory(
        name="Own",
        needs=[NeedFactory(name="Being pushed")],
        areas=[AreaFactory(name="Tarn Moor")],
        organisation=OrganisationFactory(name="Zebra Trust"),
    )
    ServiceFactory(name="Other")
    (term,) = understand(q).terms
    assert names(directory().holding(term)) == ["Own"]
