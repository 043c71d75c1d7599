"""The finder: what it finds, what it says, what it never does."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict

from core.search.meaning import understand
from support.filters import Filters, read_filters
from support.models import HoursRule, Need, Service
from support.queries import Step, find, search, visible_to
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def areas():
    PartnershipFactory()
    return [AreaFactory(slug="marlow-vale", name="Marlow Vale"), AreaFactory(slug="kestrel-bay", name="Kestrel Bay")]


def names(**filters):
    return [item.service.name for item in find(Filters(**filters), NOON).listed]


def test_a_local_service_comes_before_a_national_one(areas):
    ServiceFactory(name="National")
    ServiceFactory(name="Local", areas=areas[:1])
    assert names(area="marlow-vale") == ["Local", "National"]


def test_an_open_service_comes_before_a_closed_nearer_one(areas):
    ServiceFactory(name="Open")
    ServiceFactory(name="Shut", areas=areas[:1], hours=[{"day": 6, "opens": time(1), "closes": time(2)}])
    assert names(area="marlow-vale") == ["Open", "Shut"]


def test_another_area_s_service_is_not_found(areas):
    ServiceFactory(name="Other", areas=areas[1:])
    ServiceFactory(name="National")
    assert names(area="marlow-vale") == ["National"]


def test_the_step_says_whole_place_then_national(areas):
    need = NeedFactory(slug="x")
    ServiceFactory(needs=[need])
    assert find(Filters(area="marlow-vale", need="x"), NOON).step == Step.NATIONAL
    ServiceFactory(needs=[need], areas=areas)
    assert find(Filters(area="marlow-vale", need="x"), NOON).step == Step.WHOLE_PLACE


def test_a_question_that_nothing_fits_gets_the_lines_that_help_anyone(areas):
    ServiceFactory(name="Anyone", is_fallback=True)
    found = find(Filters(q="zebra", language="ti", open=True), NOON)
    assert (found.step, [item.service.name for item in found.listed]) == (Step.ANYONE, ["Anyone"])


@pytest.mark.parametrize(
    ("values", "filters", "matches"),
    [
        ({"age_min": 11, "age_max": 18}, {"age": "16-17"}, True),
        ({"age_min": 11, "age_max": 18}, {"age": "25+"}, False),
        ({"audience": ["child"]}, {"audience": "child"}, True),
        ({"audience": ["child"]}, {"audience": "me"}, False),
        ({"languages": ["en", "pl"]}, {"language": "pl"}, True),
        ({"languages": ["en"]}, {"language": "pl"}, False),
        ({}, {"channels": ("call",)}, True),
        ({}, {"channels": ("chat",)}, False),
        ({"name": "Victim Support"}, {"q": "victims"}, True),
        ({"status": "paused"}, {"open": True}, False),
        ({"hours": []}, {"open": True}, False),
    ],
)
def test_each_filter_keeps_and_drops(areas, values, filters, matches):
    ServiceFactory(**{"name": "It", **values})
    assert (len(names(**filters)) == 1) is matches


@pytest.mark.parametrize("hidden", [{"live": False}, {"status": "ended"}, {"expire_at": NOON}])
def test_what_is_not_published_is_nowhere(client, areas, hidden):
    service = ServiceFactory(name="Hidden thing", **hidden)
    with time_machine.travel(NOON, tick=False):
        assert not visible_to().exists()
        answer, nothing = client.get(service.get_absolute_url()), client.get("/support/services/none/")
        seen = answer.content.replace(service.get_absolute_url().encode(), b"/support/services/none/")
        assert (answer.status_code, seen) == (404, nothing.content)
        assert not search(understand("hidden"))
        assert b"Hidden thing" not in client.get("/support/").content


@pytest.mark.parametrize("how_many", [1, 60])
def test_the_finder_stays_within_eight_queries_whatever_there_is(client, areas, how_many):
    need = NeedFactory(slug="hurt")
    for _ in range(how_many):
        ServiceFactory(areas=areas[:1], needs=[need])
    client.get("/support/")
    with count_queries() as counted:
        client.get("/support/?area=marlow-vale&need=hurt&age=16-17&channel=call&language=pl")
    assert len(counted) <= 8, counted.sql
    assert not [sql for sql in counted.sql if "COUNT(" in sql or "OFFSET" in sql]


def test_a_need_page_and_a_service_page_are_few_queries(client, areas):
    need = NeedFactory(slug="hurt")
    service = ServiceFactory(needs=[need], areas=areas)
    client.get("/support/")
    with count_queries() as counted:
        assert client.get("/support/hurt/").status_code == 200
    assert len(counted) <= 8, counted.sql
    with count_queries() as counted:
        assert client.get(service.get_absolute_url()).status_code == 200
    assert len(counted) <= 8, counted.sql


def test_more_than_a_page_leads_to_the_next(client, areas):
    for number in range(12):
        ServiceFactory(name=f"Service {number:02}")
    first, second = client.get("/support/").content.decode(), client.get("/support/?page=2").content.decode()
    assert "Service 00" in first
    assert "page=2" in first
    assert "Service 11" not in first
    assert "Service 11" in second
    assert "12 services" in second


def test_the_emergency_lines_are_there_under_any_filter(client, areas):
    for address in ("/support/", "/support/?q=zebra&open=1&channel=bsl", "/support/?near=M1"):
        page = client.get(address).content.decode()
        assert 'href="tel:999"' in page
        assert 'href="tel:08001111"' in page


def test_pages_set_no_cookie_and_read_no_session(client, areas):
    NeedFactory(slug="hurt")
    for address in ("/support/", "/support/hurt/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_is_kept_no_longer_than_the_next_change(client, areas):
    ServiceFactory(hours=[{"day": 0, "opens": time(9), "closes": time(17)}])
    with time_machine.travel(NOON, tick=False):
        response = client.get("/support/")
    assert response.wsgi_request.META["sayso.keep_until"] == NOON.replace(hour=17)


def test_a_page_that_leaves_a_closed_service_out_is_kept_no_longer_than_until_it_opens(client, areas):
    ServiceFactory(name="Always")
    ServiceFactory(name="Later", hours=[{"day": 0, "opens": time(14), "closes": time(17)}])
    with time_machine.travel(NOON, tick=False):
        response = client.get("/support/?open=1")
    assert b"Later" not in response.content
    assert response.wsgi_request.META["sayso.keep_until"] == NOON.replace(hour=14)


def test_a_private_service_has_a_neutral_title_and_is_never_kept(client, areas):
    service = ServiceFactory(name="Harbour House", sensitivity=2)
    response = client.get(service.get_absolute_url())
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert "Harbour" not in title
    assert "Information" in title
    assert response.wsgi_request.META["sayso.never_keep"]


@pytest.mark.parametrize("where", ["service", "place"])
def test_a_secret_place_is_in_no_page(client, areas, where):
    place = {"address": "9 Hidden Street", "postcode": "ZZ99 4XX", "directions": "Past the mill"}
    if where == "place":
        service = ServiceFactory(place={**place, "is_confidential": True}, areas=areas[:1])
    else:
        service = ServiceFactory(place=place, location_confidential=True, areas=areas[:1])
    for address in (service.get_absolute_url(), "/support/", "/support/?q=hidden", "/support/?area=marlow-vale"):
        page = client.get(address).content.decode()
        assert "Hidden Street" not in page
        assert "4XX" not in page
        assert "the mill" not in page


def test_an_overdue_service_says_so(client, areas):
    service = ServiceFactory(review_by=date(2025, 1, 31))
    assert "This was due to be checked on 31 January 2025" in client.get(service.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("prefix", "code", "rtl"), [("cy", "cy", False), ("ar", "ar", True)])
def test_other_languages_have_the_finder_with_english_content_marked(client, areas, prefix, code, rtl):
    NeedFactory(slug="hurt", name="Someone hurt me", translations={"cy": "Cymraeg yma", "ar": "شخص ما آذاني"})
    ServiceFactory(name="The Landing")
    page = client.get(f"/{prefix}/support/").content.decode()
    assert f'<html lang="{code}" dir="{"rtl" if rtl else "ltr"}">' in page
    assert Need.objects.get().translations[code] in page
    assert 'lang="en" dir="ltr">The Landing' in page
    assert f"/{prefix}/support/hurt/" in page


def test_the_area_chosen_before_counts_where_the_address_names_none(client, areas):
    ServiceFactory(name="Other", areas=areas[1:])
    ServiceFactory(name="Mine", areas=areas[:1])
    client.cookies["sayso_area"] = "marlow-vale"
    response = client.get("/support/")
    assert b"Mine" in response.content
    assert b">Other<" not in response.content
    assert "private" in response.headers["Cache-Control"]
    assert b">Other<" in client.get("/support/?area=").content


HOSTILE = [
    "\x00",
    "x" * 10_000,
    "😀" * 50,
    "%00",
    "' OR 1=1 --",
    "../../etc",
    "<script>",
    "-1",
    "9" * 40,
    "ＺＺ",
    "\ud83d",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", ["q", "need", "area", "near", "audience", "age", "channel", "language", "open", "page"])
def test_no_value_of_a_filter_breaks_the_finder(client, areas, key, value):
    ServiceFactory()
    value = value.encode("utf-8", "surrogatepass").decode("latin-1")
    assert client.get("/support/", {key: value}).status_code == 200


@pytest.mark.parametrize(
    "query", ["need[]=a&need[]=b", "q=%ff%fe&area=%80", "near=%00", "&&&===", "age[$gt]=1", "a=1" * 300]
)
def test_no_shape_of_query_breaks_the_finder(client, areas, query):
    assert client.get(f"/support/?{query}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/support/%00/", "/support/services/%00/", "/support/services/x'/", "/support/" + "a" * 3000 + "/"]
)
def test_hostile_paths_are_not_found(client, areas, path):
    assert client.get(path).status_code in (404, 414)


def test_a_question_survives_its_own_address():
    filters = Filters(q="a & b", need="hurt", channels=("call", "text"), open=True, page=3)
    address = filters.address("/support/")
    assert read_filters(QueryDict(address.partition("?")[2]), []) == filters


def test_a_new_hour_counts_at_once(client, areas):
    service = ServiceFactory(hours=[])
    assert "Check when they are open" in client.get("/support/").content.decode()
    HoursRule.objects.create(service=service, day=0, last_day=6, kind="all_day")
    assert "Open now, day and night" in client.get("/support/").content.decode()


def test_one_service_has_one_uuid_and_keeps_it():
    service = ServiceFactory()
    kept = service.uuid
    service.save()
    assert Service.objects.get(pk=service.pk).uuid == kept


def test_a_slip_is_said_and_what_was_typed_can_be_looked_for(client, areas):
    ServiceFactory(name="Knife help", summary="About knives.")
    page = client.get("/support/?q=kinfe&page=2").content.decode()
    assert "Showing results for <strong><bdi>knife</bdi></strong>" in page
    assert 'href="/support/?q=kinfe&amp;exact=1#list"' in page
    assert "Search for <bdi>kinfe</bdi> just as it is" in page
    assert "Showing results for" not in client.get("/support/?q=kinfe&exact=1").content.decode()
    assert "Showing results for" not in client.get("/support/?q=knife").content.decode()


def test_exact_without_words_is_nothing():
    assert not read_filters(QueryDict("exact=1"), []).exact
    assert Filters(q="x", exact=True).address("/support/") == "/support/?q=x&exact=1"


@pytest.mark.parametrize("query", ["", "?area=marlow-vale&near=ZZ99&open=1&page=2", "?q=words", "?need=x&utm_source=y"])
def test_the_finder_has_one_address(client, areas, query):
    assert (
        '<link rel="canonical" href="http://testserver/support/">' in client.get(f"/support/{query}").content.decode()
    )


def test_a_need_has_one_address_unless_it_is_hidden(client):
    PartnershipFactory()
    NeedFactory(slug="open-need")
    NeedFactory(slug="hidden-need", sensitivity=2)
    page = client.get("/support/open-need/?near=ZZ99").content.decode()
    assert '<link rel="canonical" href="http://testserver/support/open-need/">' in page
    assert 'rel="canonical"' not in client.get("/support/hidden-need/").content.decode()


def test_the_same_question_costs_no_query_until_something_changes(client, areas):
    service = ServiceFactory(name="First name", areas=areas[:1])
    client.get("/support/?area=marlow-vale")
    with count_queries() as counted:
        assert "First name" in client.get("/support/?area=marlow-vale").content.decode()
    assert len(counted) == 0
    service.name = "Second name"
    service.save()
    assert "Second name" in client.get("/support/?area=marlow-vale").content.decode()


def test_what_is_kept_of_a_service_ends_when_it_does(client, areas):
    end = NOON.replace(hour=13)
    ServiceFactory(name="Soon gone", slug="soon-gone", areas=areas[:1], expire_at=end)
    ServiceFactory(name="Stays", areas=areas[:1])
    for moment, shown in ((NOON, True), (end, False)):
        with time_machine.travel(moment, tick=False):
            assert ("Soon gone" in client.get("/support/?area=marlow-vale").content.decode()) == shown
            assert client.get("/support/services/soon-gone/").status_code == (200 if shown else 404)


def test_words_of_visitors_are_kept_nowhere(client, areas):
    from core.pages import frame

    ServiceFactory(name="Knife help")
    client.get("/support/?q=secretword&area=marlow-vale")
    assert "secretword" not in repr(frame._kept)


def test_the_form_holds_what_this_visitor_typed_and_nothing_of_the_one_before(client, areas):
    ServiceFactory(name="Knife help")
    first = client.get("/support/", {"q": 'zebra"><b>'}).content.decode()
    assert first.count('value="zebra&quot;&gt;&lt;b&gt;"') == 2  # the box, and the postcode form carries it along
    second = client.get("/support/", {"q": "\ue000giraffe"}).content.decode()
    assert second.count('value="\ue000giraffe"') == 2
    assert "zebra" not in second
    assert '<details class="report">' in client.get("/support/").content.decode()
