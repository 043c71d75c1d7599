"""/api/oruk/: Open Referral UK 3.0, every answer of it against the schemas."""

import datetime
import json
import uuid

import pytest
from django.core.management import call_command
from django.test import Client

from core.areas.models import Outcode
from core.pages.cache import forget
from support.enums import Channel, HoursKind, Status
from support.models import ContactPoint, HoursException, HoursRule, Location, Service
from support.oruk.checking import LISTS, check, validator
from support.oruk.terms import AUDIENCE, CHANNEL, NEEDS, made_id
from support.rules import api_status
from tests.factories.areas import AreaFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
STUB = "/api/oruk"
ENVELOPE = ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"]
LIST_NAMES = [name for name, *_rest in LISTS]
SECRET = "7 Hidden Lane"


def get(client, path, status=200, **headers):
    response = client.get(STUB + path, headers=headers)
    assert response.status_code == status, response.content[:300]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "html" not in response["Content-Type"]
    return json.loads(response.content)


def warm(client, path):
    """Fill the small values: twice, because the first reading writes the one row of the partnership."""
    get(client, path)
    get(client, path)


def names(client, query, what="services"):
    return [one.get("name") for one in get(client, f"/{what}?{query}")["contents"]]


def rich(**more):
    """A service that has something of everything."""
    service = ServiceFactory(
        name="Harbour talk",
        needs=[NeedFactory(name="Someone hurt me")],
        areas=[AreaFactory(slug="bay", name="Kestrel Bay")],
        age_min=11,
        age_max=25,
        audience=["me", "friend"],
        languages=["en", "cy"],
        is_free=False,
        cost="£2 a visit",
        alert="Closed on Friday.",
        eligibility="Young people",
        steps_text="You ring\nWe listen",
        hours=[
            {"day": 0, "last_day": 4, "opens": datetime.time(9), "closes": datetime.time(17)},
            {"day": 5, "opens": datetime.time(20), "closes": datetime.time(2)},
            {"day": 6, "kind": HoursKind.CLOSED},
            {"day": 7, "kind": HoursKind.APPOINTMENT},
        ],
        place={"name": "The Boathouse", "address": "2 Quay Street\nFloor 1\nKestrel", "postcode": "ZZ99 2LT",
               "directions": "Bus 4", "accessibility": "A lift"},
        **more,
    )  # fmt: skip
    HoursException.objects.create(service=service, first_date=datetime.date(2026, 12, 25), kind=HoursKind.CLOSED)
    for channel, value in [(Channel.EMAIL, "help@example.org"), (Channel.TEXT, "85258"),
                           (Channel.RELAY, "01632 960002"), (Channel.CHAT, "https://example.org/chat"),
                           (Channel.VISIT, "")]:  # fmt: skip
        ContactPoint.objects.create(service=service, sort_order=5, channel=channel, value=value, languages=["en"])
    service.organisation.website = "https://example.org/ünser"
    service.organisation.email = "team@example.org"
    service.organisation.save()
    return service


def test_the_root_says_which_standard_it_is(client):
    for path in ("", "/"):
        said = get(client, path)
        assert said["version"] == "HSDS-UK-3.0"
        assert said["profile"].startswith("https://")
        assert said["openapi_url"].startswith("https://")


@pytest.mark.parametrize(("name", "of_items", "of_one"), [row[:3] for row in LISTS])
def test_every_page_of_every_list_and_every_item_is_valid(client, name, of_items, of_one):
    rich()
    secret = rich_secret()
    for _ in range(3):
        ServiceFactory(place={"address": "One line"})
    AreaFactory(slug="moor")
    first = get(client, f"/{name}?per_page=2")
    assert list(first) == ENVELOPE
    for number in range(1, first["total_pages"] + 1):
        page = get(client, f"/{name}?per_page=2&page={number}")
        assert page["size"] == len(page["contents"])
        assert (page["first_page"], page["last_page"]) == (number == 1, number == first["total_pages"])
        for one in page["contents"]:
            validator(of_items).validate(one)
            validator(of_one).validate(get(client, f"/{name}/{one['id']}"))
    for one in get(client, f"/{name}?full=true&per_page=500")["contents"]:
        validator(of_one).validate(one)
    assert secret.pk


def rich_secret():
    return ServiceFactory(
        name="Refuge",
        location_confidential=True,
        areas=[AreaFactory(slug="vale", name="Marlow Vale")],
        place={"name": "Oak House", "address": f"{SECRET}\nKestrel", "postcode": "ZZ99 4XX", "directions": "Left"},
    )


def test_a_service_says_everything_that_the_profile_has_words_for(client):
    service = rich()
    said = get(client, f"/services/{service.uuid}")
    assert said["organization"]["website"] == "https://example.org/%C3%BCnser"
    assert said["url"].endswith(service.get_absolute_url())
    assert (said["minimum_age"], said["maximum_age"], said["fees"]) == (11, 25, "£2 a visit")
    assert said["assured_date"] == "2026-11-01"
    assert [phone["type"] for phone in said["phones"]] == ["voice", "text", "textphone"]
    assert said["contacts"][0]["email"] == said["email"] == "help@example.org"
    weekly, overnight, dated = said["schedules"]
    assert (weekly["byday"], weekly["freq"], weekly["opens_at"]) == ("MO,TU,WE,TH,FR", "WEEKLY", "09:00:00")
    assert overnight["closes_at"] < overnight["opens_at"]
    assert overnight["description"] == "Until the next morning"
    assert (dated["valid_from"], dated["description"]) == ("2026-12-25", "Closed")
    assert len(said["x_hours"]) == 5
    assert {one["taxonomy_term"]["name"] for one in said["attributes"]} >= {"Someone hurt me", "Me", "Call"}
    location = said["service_at_locations"][0]["location"]
    address = location["addresses"][0]
    assert (address["address_1"], address["address_2"], address["city"]) == ("2 Quay Street", "Floor 1", "Kestrel")
    assert (address["state_province"], address["postal_code"]) == ("England", "ZZ99 2LT")


def test_what_is_empty_is_left_out(client):
    ServiceFactory(hours=[]).contact_points.all().delete()
    [service] = get(client, "/services?full=1")["contents"]
    assert "null" not in json.dumps(service)
    assert [] not in service.values()
    assert not {"email", "alert", "schedules", "phones", "attributes", "minimum_age"} & set(service)


def test_a_need_that_nobody_sees_is_no_term_of_a_service(client):
    need = NeedFactory(name="Not yet", live=False)
    service = ServiceFactory(needs=[need])
    assert b"Not yet" not in client.get(f"{STUB}/services/{service.uuid}").content
    assert names(client, f"taxonomy_term_id={need.uuid}") == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_confidential_place_leaves_in_no_answer(client, whole):
    service = rich_secret()
    if not whole:
        service.location_confidential = False
        service.save()
        Location.objects.update(is_confidential=True)
    Outcode.objects.create(code="ZZ99", easting=600_000, northing=400_000)
    said = get(client, f"/services/{service.uuid}")
    assert said["service_at_locations"][0]["location"] == {
        "id": str(service.locations.get().uuid), "location_type": "virtual"
    }  # fmt: skip
    assert ("service_areas" in said) == (not whole)
    for path in ("services", "service_at_locations", "organizations"):
        for query in ("", "?full=1", "?search=hidden", "?search=ZZ99", "?format=ndjson&full=1"):
            response = client.get(f"{STUB}/{path}{query}")
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert not any(word in body for word in (b"Hidden", b"Oak House", b"4XX", b"Left"))
    for metres in (1, 1_000_000):
        assert names(client, f"postcode=ZZ99&proximity={metres}", "service_at_locations") == []
    assert names(client, "postcode=ZZ99", "service_at_locations") == []


def test_places_are_found_by_their_distance_in_metres(client):
    Outcode.objects.create(code="BS1", easting=359_000, northing=173_000)
    Outcode.objects.create(code="BS2", easting=362_000, northing=177_000)  # 5,000 m away
    near = ServiceFactory(name="Near", place={"address": "1 Quay", "postcode": "bs1 4dj"})
    ServiceFactory(name="Far", place={"address": "2 Hill", "postcode": "BS2 1AA"})
    ServiceFactory(name="Nowhere", place={"address": "3 Lane"})

    def found(query):
        return [one["service"]["name"] for one in get(client, f"/service_at_locations?{query}")["contents"]]

    assert found("postcode=BS1+9ZZ&proximity=4999") == ["Near"]
    assert found("postcode=BS1+9ZZ&proximity=5000") == ["Near", "Far"]
    assert found("postcode=bs1&proximity=0") == ["Near"]
    assert found(f"postcode=BS1&proximity=9999&organization_id={near.organisation.uuid}") == ["Near"]
    assert found("postcode=M1+1AE&proximity=9999") == []


def test_a_postcode_alone_finds_places_of_services_for_its_area(client):
    from core.areas.models import Postcode

    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    Postcode.objects.create(code="BS14DJ", area=here)
    for name, areas in [("Here", [here]), ("There", [there]), ("All", [])]:
        ServiceFactory(name=name, areas=areas, place={"address": "1 Quay", "postcode": "BS1 4DJ"})
    said = get(client, "/service_at_locations?postcode=BS1+4DJ")
    assert [one["name"] for one in said["contents"]] == ["Here", "All"]


def test_filters_add_up(client):
    first, second = rich(), ServiceFactory(name="Other", age_min=16, age_max=18, audience=["work"])
    need = first.needs.get()
    friend = made_id(AUDIENCE, "friend")
    for query, found in {
        "search=harbour": [first],
        "search=harbour+other": [],
        "search=%00": [first, second],
        f"taxonomy_term_id={need.uuid}": [first],
        f"taxonomy_term_id={friend}": [first],
        f"taxonomy_term_id={made_id(CHANNEL, 'text')}": [first],
        f"taxonomy_term_id={uuid.uuid4()}": [],
        f"taxonomy_id={NEEDS}": [first],
        f"taxonomy_id={AUDIENCE}": [first, second],
        f"taxonomy_id={CHANNEL}": [first, second],
        f"taxonomy_id={uuid.uuid4()}": [],
        "minimum_age=12": [second],
        "maximum_age=18": [second],
        "minimum_age=11&maximum_age=25": [first, second],
        "day=MO": [first, second],
        "day=Sunday": [second],
        "day=sat&start_time=20:00": [first],
        "day=sat&end_time=23:00": [],
        "start_time=9:00&end_time=17:00": [first],
        "start_time=00:00&end_time=23:59": [first, second],
        f"organization_id={second.organisation.uuid}": [second],
        f"organization_id={second.organisation.uuid}&minimum_age=1&maximum_age=18&search=other": [second],
        "modified_after=2026-11-01": [first, second],
        "modified_after=2026-11-02T00:00:00+00:00": [],
        "nobody_knows=this": [first, second],
    }.items():
        assert names(client, query) == [service.name for service in found], query


def test_days_go_round_the_end_of_the_week(client):
    ServiceFactory(name="Weekend", hours=[{"day": 5, "last_day": 0, "kind": HoursKind.ALL_DAY}])
    assert [day for day in ("MO", "TU", "FR", "SA", "SU") if names(client, f"day={day}")] == ["MO", "SA", "SU"]


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=1e9", "page=99999999999999999999", "per_page=0", "per_page=501", "per_page=x",
     "taxonomy_term_id=x", "taxonomy_id=1", "organization_id=%00", "minimum_age=x", "maximum_age=-1", "minimum_age=inf",
     "start_time=9", "start_time=25:00", "end_time=x", "day=x", "day=8", "modified_after=x",
     "modified_after=0001-01-01",
     "modified_after=9999-12-31T23:59:59-14:00", "minimal=maybe", "full=2", "minimal=1&full=1", "format=xml",
     "postcode=hello&proximity=5", "postcode=%00", "proximity=5", "postcode=BS1&proximity=-1",
     "postcode=BS1&proximity=1000001", "postcode=BS1&proximity=nan"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_a_bad_parameter_gets_a_clear_400(client, path, query):
    said = get(client, f"/{path}?{query}", 400)
    assert list(said) == ["type", "title", "status", "detail"]
    assert any(word in said["detail"] for word in ("must be", "needs", "cannot"))
    assert "hello" not in said["detail"]


NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "path",
    ["/services?page=2", "/taxonomies?page=9", "/services/x", f"/services/{NOBODY}", "/services/%00", "/nothing",
     "/services/a/b", f"/organizations/{NOBODY}", f"/service_at_locations/{NOBODY}", "/taxonomy_terms/x",
     f"/taxonomies/{NOBODY}", "//", "/" + "x" * 3000],
)  # fmt: skip
def test_what_is_not_there_gets_404_in_json(client, path):
    assert get(client, path, 404)["status"] == 404


def test_other_methods_are_refused_and_options_answered(client):
    checked = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "delete", "patch"):
        for caller in (client, checked):
            response = getattr(caller, method)(f"{STUB}/services")
            assert response.status_code == 405
            assert (response["Access-Control-Allow-Origin"], response["Allow"]) == ("*", "GET, HEAD, OPTIONS")
            assert response.json()["status"] == 405
    response = client.options(f"{STUB}/services")
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_request_for_another_host_and_a_fault_are_answered_in_json(client, settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    assert get(client, "/services", 400, host="elsewhere.example")["status"] == 400
    from django.test import RequestFactory

    from config.errors import server_error

    response = server_error(RequestFactory().get(f"{STUB}/services"))
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


def test_an_empty_feed_has_one_empty_page(client):
    said = get(client, "/services")
    assert [said[key] for key in ENVELOPE] == [0, 1, 1, 0, True, True, True, []]


def test_an_entity_tag_saves_sending_it_again(client):
    ServiceFactory()
    first = client.get(f"{STUB}/services")
    assert first["ETag"].startswith('"')
    again = client.get(f"{STUB}/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    Service.objects.get().save()
    changed = ServiceFactory(name="New")
    assert client.get(f"{STUB}/services", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert changed.name in names(client, "")


def test_drafts_ended_and_expired_services_are_not_there(client):
    for keywords in ({"live": False}, {"status": Status.ENDED}, {"expire_at": "2020-01-01T00:00:00Z"}):
        service = ServiceFactory(place={"address": "1 Quay"}, **keywords)
        get(client, f"/services/{service.uuid}", 404)
        get(client, f"/service_at_locations/{service.locations.get().uuid}", 404)
        get(client, f"/organizations/{service.organisation.uuid}", 404)
    for name in ("services", "service_at_locations", "organizations"):
        assert get(client, f"/{name}")["empty"] is True


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [(Status.ACTIVE, 0, "active"), (Status.ACTIVE, -29, "active"), (Status.ACTIVE, -30, "inactive"),
     (Status.PAUSED, 9, "temporarily closed"), (Status.ENDED, 9, "defunct")],
)  # fmt: skip
def test_a_service_that_nobody_checked_in_time_is_inactive(status, days, words):
    today = datetime.date(2026, 11, 22)
    assert api_status(Service(status=status, review_by=today + datetime.timedelta(days=days)), today) == words


def test_minimal_gives_ids_and_dates_of_all_at_once(client):
    for _ in range(60):
        ServiceFactory(hours=[])
    said = get(client, "/services?minimal=true")
    assert (said["size"], said["total_pages"]) == (60, 1)
    assert set(said["contents"][0]) == {"id", "last_modified", "modified_date"}


def test_lines_are_every_service_one_a_line(client):
    for _ in range(3):
        ServiceFactory()
    response = client.get(f"{STUB}/services?format=ndjson&per_page=1")
    lines = b"".join(response.streaming_content).splitlines()
    assert response["Content-Type"] == "application/x-ndjson"
    assert len({json.loads(line)["id"] for line in lines}) == 3


def test_terms_can_be_asked_for_by_taxonomy(client):
    NeedFactory(name="One")
    assert names(client, f"taxonomy_id={NEEDS}", "taxonomy_terms") == ["One"]
    assert names(client, f"parent_id={uuid.uuid4()}", "taxonomy_terms") == []
    assert len(names(client, "top_only=true", "taxonomy_terms")) > 8


@pytest.mark.parametrize("name", ["services", "service_at_locations", "organizations"])
@pytest.mark.parametrize("many", [5, 40])
def test_the_last_page_costs_what_the_first_does(client, name, many):
    for _ in range(many):
        ServiceFactory(hours=[], place={"address": "1 Quay"}, organisation=OrganisationFactory())
    warm(client, f"/{name}?per_page=2")
    last = -(-many // 2)
    exact = {"services": 2, "service_at_locations": 3, "organizations": 1}[name]
    for page in (1, last):
        with assert_queries(exact) as counted:
            get(client, f"/{name}?per_page=2&page={page}")
        assert not any("COUNT(" in sql or "OFFSET" in sql for sql in counted.sql)


@pytest.mark.parametrize("many", [1, 30])
def test_a_full_page_takes_the_same_queries_at_any_size(client, many):
    for _ in range(many):
        ServiceFactory(place={"address": "1 Quay"}, needs=[NeedFactory()])
    warm(client, "/services?full=1")
    with assert_queries(7):
        get(client, "/services?full=1")


def test_a_page_expires_with_the_first_service_on_it(client):
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)
    ServiceFactory(expire_at=soon)
    from support.oruk.queries import lists

    assert lists(datetime.datetime.now(datetime.UTC)).until == soon
    assert lists(soon).services == []


def test_an_address_with_a_postcode_or_a_search_is_kept_nowhere_and_others_are():
    from core.pages.cache import _key

    def key(query):
        return _key({"REQUEST_METHOD": "GET", "PATH_INFO": f"{STUB}/services", "QUERY_STRING": query})

    for private in ("postcode=BS1+4DJ", "search=x", "proximity=5", "modified_after=2026-01-01"):
        assert key(f"page=1&{private}") is None
    assert key("per_page=2&day=MO&other=1")[3] == "per_page=2&day=MO"
    assert _key({"REQUEST_METHOD": "GET", "PATH_INFO": "/support/", "QUERY_STRING": "per_page=2"})[3] == ""


def test_the_check_finds_nothing_wrong_with_our_own_feed_and_says_so(capsys):
    rich()
    call_command("validate_oruk")
    assert "no things wrong" in capsys.readouterr().out


def answers(change):
    """Our own feed, with one thing changed."""
    from support.oruk.checking import Answer

    client = Client()

    def get_one(path):
        response = client.get(STUB + path)
        headers = {name.lower(): value for name, value in response.items()}
        return change(path, Answer(response.status_code, headers, response.content))

    return get_one


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (b'"HSDS-UK-3.0"', b'"1.0"', "version must be"),
        (b'"profile"', b'"x"', "profile must be an address"),
        (b'"total_pages":1', b'"total_pages":null', "total_pages is missing"),
        (b'"size":1', b'"size":7', "size does not say"),
        (b'"status":"active"', b'"status":"on"', "does not keep to its enum"),
        (b'"status":"active"', b'"x":"on"', "'status' is a required property"),
        (b'"last_modified":"2026-11-01T00:00:00+00:00"', b'"last_modified":"today"', "does not keep to its format"),
        (b'"description"', b'"description":null,"x"', "does not keep to its type"),
        (b'"url":"http', b'"url":" ', "does not keep to its format"),
    ],
)
def test_the_check_finds_what_is_wrong(before, after, words):
    from support.oruk.checking import Answer

    ServiceFactory()
    report = check(answers(lambda path, said: Answer(said.status, said.headers, said.body.replace(before, after))))
    assert any(words in problem for problem in report.problems), report.problems


def test_the_check_finds_missing_headers_web_pages_and_wrong_statuses():
    from support.oruk.checking import Answer

    report = check(lambda path: Answer(200, {"content-type": "text/html"}, b"<p>no"))
    said = " ".join(report.problems)
    assert "Access-Control-Allow-Origin" in said
    assert "is not JSON" in said
    assert "must answer 404, not 200" in said
    assert "must not be a web page" in said


def test_the_command_fails_where_the_feed_does(monkeypatch, capsys):
    from support.management.commands import validate_oruk
    from support.oruk.checking import Answer

    monkeypatch.setattr(validate_oruk, "own", lambda path: Answer(200, {}, b"{}"))
    with pytest.raises(SystemExit) as end:
        call_command("validate_oruk")
    assert end.value.code == 1
    assert "wrong  /: the header" in capsys.readouterr().out


@pytest.fixture(autouse=True)
def _fresh():
    forget()


def test_hours_of_bank_holidays_are_not_sold_as_a_weekday(client):
    service = ServiceFactory(hours=[{"day": 7, "opens": datetime.time(9), "closes": datetime.time(12)}])
    assert "schedules" not in get(client, f"/services/{service.uuid}")
    assert HoursRule.objects.count() == 1
    assert names(client, "day=SU") == []
