"""Taking services in and giving them out: dry run first, all or nothing, always drafts."""

import contextlib
import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from core.audit.models import AuditEntry
from core.people.enums import Role
from support import rights
from support.enums import BankHolidays, Channel, HoursKind, Status
from support.exchange import actions, fetching, writing
from support.exchange.actions import NotAsShown, forget_old_imports, hold_rows, take_in
from support.exchange.cells import COLUMNS, CellError, normal, parts_of, row_of, value_of
from support.exchange.csv_files import BadFile, decoded, read_csv, write_csv
from support.exchange.feeds import read_services, row_from
from support.exchange.planning import NOT_TOLD, State, plan_import
from support.models import ContactPoint, HoursException, Location, Organisation, Service, ServiceImport
from support.queries import visible_to
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
NEW = {"name": "Harbour talk", "organisation": "Bay Trust", "summary": "Somebody to talk to.", "who_is_told": "Nobody."}


@pytest.fixture
def editor():
    AreaFactory(slug="here", name="Here")
    rights.grant()
    return StaffFactory(role=Role.EDITOR)


def everything(**more):
    """A service with something in every cell."""
    service = ServiceFactory(
        needs=[NeedFactory(), NeedFactory()], areas=[AreaFactory()],
        description="=HYPERLINK(1)\r\nSecond line", alert="@home", age_min=11, age_max=25, audience=["me"],
        languages=["en", "cy"], is_free=False, cost="+£2", eligibility="-", steps_text="One\nTwo\n\nThree",
        external_id=more.pop("external_id", "'=7"),
        hours=[{"day": 0, "last_day": 4, "opens": datetime.time(9), "closes": datetime.time(17, 30)},
               {"day": 5, "kind": HoursKind.ALL_DAY, "channel": Channel.CALL}, {"day": 7, "kind": HoursKind.CLOSED}],
        place={"name": "Boat|house", "address": "2 Quay Street\nKestrel", "postcode": "ZZ99 2LT",
               "directions": "Bus\n4"},
        **more,
    )  # fmt: skip
    HoursException.objects.create(
        service=service, first_date=datetime.date(2026, 12, 24), last_date=datetime.date(2026, 12, 26), words="Holiday",
        kind=HoursKind.TIMES, opens=datetime.time(10), closes=datetime.time(12),
    )  # fmt: skip
    ContactPoint.objects.create(service=service, sort_order=1, channel=Channel.TEXT, value="85258", word="SHOUT",
                                on_bill="no", languages=["en"], hours_words="a | b")  # fmt: skip
    return service


def outcome(rows, user, **more):
    plan = plan_import(rows, user, is_feed=more.pop("is_feed", False))
    return plan.outcomes[0]


def taken(rows, user, *, is_feed=False):
    held = hold_rows(user=user, rows=rows, is_feed=is_feed)
    plan = plan_import(rows, user, is_feed=is_feed)
    return take_in(held=held, user=user, digest=plan.digest)


def test_an_export_taken_in_again_changes_nothing(client, editor):
    everything()
    ServiceFactory(place={"address": "7 Hidden Lane"}, location_confidential=True)
    draft = everything(name="Has a draft", external_id="B")
    draft.summary = "Not yet published"
    draft.save_revision()
    client.force_login(editor)
    body = client.get(reverse("support_export_csv")).content
    plan = plan_import(read_csv(body), editor, is_feed=False)
    assert [(one.state, one.changes) for one in plan.outcomes] == [(State.UNCHANGED, [])] * 3
    assert b"Not yet published" in body


def test_our_own_feed_taken_in_again_changes_nothing(client, editor):
    everything(bank_holidays=BankHolidays.CLOSED)
    client.force_login(editor)
    body = client.get(reverse("support_export_json")).content
    rows = [row_from(one) for one in read_services(body)]
    [one] = plan_import(rows, editor, is_feed=True).outcomes
    assert (one.state, one.changes) == (State.UNCHANGED, [])


def test_no_cell_of_an_export_can_run_as_a_formula(client, editor):
    everything()
    client.force_login(editor)
    response = client.get(reverse("support_export_csv"))
    assert response["Content-Disposition"].startswith("attachment")
    text = response.content.decode("utf-8-sig")
    assert text.startswith(",".join(COLUMNS))
    for cell in ("'=HYPERLINK(1)", "'@home", "'+£2", "'-", "''=7"):
        assert cell in text


def test_a_secret_place_is_in_no_export(client, editor):
    ServiceFactory(place={"address": "7 Hidden Lane", "postcode": "ZZ99 4XX"}, location_confidential=True)
    ServiceFactory(place={"address": "8 Hidden Lane", "is_confidential": True})
    client.force_login(editor)
    for name in ("support_export_csv", "support_export_json"):
        body = client.get(reverse(name)).content
        assert b"Hidden" not in body
        assert b"4XX" not in body


def test_a_new_service_is_a_draft_with_all_that_its_row_says(editor):
    NeedFactory(slug="hurt")
    row = NEW | {
        "external_id": "A-7", "needs": "hurt", "areas": "here", "audience": "me friend", "age_min": "11",
        "is_free": "no", "cost": "£2", "hours": "Mon-Fri 09:00-17:00\ncall: Sat all day\nBank holidays closed",
        "other_hours": "2026-12-25 closed | Christmas",
        "contacts": "call: 01632 960001 | bill: no\nemail: a@example.org",
        "places": "2 Quay Street, Kestrel | postcode: ZZ99 2LT | access: A lift", "last_checked": "01/11/2026",
    }  # fmt: skip
    plan = taken([row], editor)
    assert plan.count(State.NEW) == 1
    service = Service.objects.get(external_id="A-7")
    assert (service.live, service.has_unpublished_changes, service.slug) == (False, True, "harbour-talk")
    assert list(visible_to()) == []
    assert service.organisation.name == "Bay Trust"
    assert [need.slug for need in service.needs.all()] == ["hurt"]
    assert [area.slug for area in service.areas.all()] == ["here"]
    assert [rule.get_kind_display() for rule in service.hours_rules.all()][1] == "Open all day and all night"
    assert [point.value for point in service.contact_points.all()] == ["01632 960001", "a@example.org"]
    assert service.locations.get().lines == ["2 Quay Street", "Kestrel", "ZZ99 2LT"]
    assert service.last_checked == datetime.date(2026, 11, 1)
    assert service.latest_revision.user == editor
    cells = row_of(service)
    assert {column: cells[column] for column in row if column != "last_checked"} == {
        column: cell for column, cell in row.items() if column != "last_checked"
    }
    assert not ServiceImport.objects.exists()
    assert outcome([row], editor).state is State.UNCHANGED


def test_a_changed_row_becomes_a_draft_and_readers_see_the_old_words(editor):
    service = everything()
    kept = set(service.contact_points.values_list("value", flat=True))
    rows = [{"uuid": str(service.uuid), "summary": "New words.", "hours": "Mon closed"}]
    one = outcome(rows, editor)
    assert (one.state, one.changes, one.name) == (State.CHANGED, ["summary", "hours"], service.name)
    taken(rows, editor)
    service.refresh_from_db()
    assert (service.live, service.summary, service.has_unpublished_changes) == (True, "Somebody to talk to.", True)
    assert service.hours_rules.count() == 3
    draft = service.get_latest_revision_as_object()
    assert (draft.summary, [str(rule) for rule in draft.hours_rules.all()]) == ("New words.", ["Monday Closed"])
    assert {point.value for point in draft.contact_points.all()} == kept
    assert outcome(rows, editor).state is State.UNCHANGED


def test_a_row_with_the_id_of_another_system_finds_its_service(editor):
    service = ServiceFactory(external_id="A-7")
    assert outcome([{"external_id": "A-7", "alert": "Closed today"}], editor).service.pk == service.pk


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": ""}, "name: a new service needs this"),
        ({"who_is_told": ""}, "who_is_told: a new service needs this"),
        ({"uuid": "x"}, "this is not a UUID"),
        ({"age_min": "x"}, "age_min: must be a whole number"),
        ({"age_min": "999"}, "age_min: "),
        ({"age_min": "18", "age_max": "11"}, "oldest age cannot be below"),
        ({"audience": "everyone"}, "not one of the choices"),
        ({"status": "odd"}, "status: "),
        ({"is_free": "perhaps"}, "must be yes or no"),
        ({"last_checked": "soon"}, "must be a date"),
        ({"last_checked": "31/02/2026"}, "must be a date"),
        ({"needs": "nothing"}, "“nothing” is not known"),
        ({"areas": "mars"}, "“mars” is not known"),
        ({"contacts": "shout: 1"}, "contacts: line 1: begin with one of call"),
        ({"contacts": "call: ring us"}, "contacts, line 1: Write a telephone number"),
        ({"contacts": "email: nobody"}, "Write a whole e-mail address"),
        ({"contacts": "call: 101 | colour: red"}, "after | write one of"),
        ({"contacts": "call: 101 | bill: maybe"}, "contacts, line 1: "),
        ({"hours": "Someday 09:00-17:00"}, "begin with days"),
        ({"hours": "Mon 25:00-26:00"}, "write times as"),
        ({"hours": "Mon"}, "write times as"),
        ({"other_hours": "tomorrow closed"}, "must be a date"),
        ({"other_hours": "2026-12-26 to 2026-12-24 closed"}, "last date cannot be before"),
        ({"places": "| postcode: ZZ99"}, "places: line 1: begin with the address"),
        ({"places": "1 Lane | postcode: ZZ99 999999"}, "places, line 1: "),
        ({"summary": "x" * 300}, "summary: "),
        ({"organisation": "x" * 300}, "the name is too long"),
    ],
)
def test_an_error_names_its_column_in_plain_words(editor, row, words):
    one = outcome([NEW | row], editor)
    assert one.state is State.ERROR
    assert any(words in problem for problem in one.problems), one.problems


def test_a_row_that_comes_twice_or_is_there_already_is_an_error(editor):
    service = ServiceFactory(name="Harbour talk", organisation=OrganisationFactory(name="bay trust"))
    other = ServiceFactory(external_id="B")
    assert "is there already" in outcome([NEW], editor).problems[0]
    rows = [{"uuid": str(service.uuid), "alert": "x"}] * 2
    assert "in the file twice" in plan_import(rows, editor, is_feed=False).outcomes[1].problems[0]
    clash = {"uuid": str(service.uuid), "external_id": other.external_id}
    assert "two different services" in outcome([clash], editor).problems[0]


def test_one_wrong_row_stops_them_all(editor):
    rows = [NEW, NEW | {"name": "Other", "age_min": "x"}]
    held = hold_rows(user=editor, rows=rows, is_feed=False)
    plan = plan_import(rows, editor, is_feed=False)
    assert not plan.can_go_ahead
    with pytest.raises(NotAsShown):
        take_in(held=held, user=editor, digest=plan.digest)
    assert not Service.objects.exists()
    assert not Organisation.objects.exists()


def test_what_changed_since_the_dry_run_is_not_taken_in(editor):
    service = ServiceFactory()
    rows = [{"uuid": str(service.uuid), "summary": "New words."}]
    held = hold_rows(user=editor, rows=rows, is_feed=False)
    digest = plan_import(rows, editor, is_feed=False).digest
    service.alert = "Somebody else was here"
    service.save_revision()
    with pytest.raises(NotAsShown):
        take_in(held=held, user=editor, digest=digest)


def test_a_fault_half_way_writes_nothing(editor, monkeypatch):
    rows = [NEW, NEW | {"name": "Other"}]
    held = hold_rows(user=editor, rows=rows, is_feed=False)
    digest = plan_import(rows, editor, is_feed=False).digest

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(ModelLogEntry.objects, "bulk_create", fail)  # the last thing that is written
    with pytest.raises(RuntimeError):
        take_in(held=held, user=editor, digest=digest)
    assert not Service.objects.exists()
    assert ServiceImport.objects.exists()


@pytest.mark.parametrize("change", [lambda: ServiceFactory(), lambda: OrganisationFactory()])
def test_what_changes_while_it_is_planned_stops_it(editor, monkeypatch, change):
    held = hold_rows(user=editor, rows=[NEW], is_feed=False)
    digest = plan_import([NEW], editor, is_feed=False).digest

    def plan_meanwhile(*args, **kwargs):
        plan = plan_import(*args, **kwargs)
        change()
        return plan

    monkeypatch.setattr(actions, "plan_import", plan_meanwhile)
    with pytest.raises(NotAsShown):
        take_in(held=held, user=editor, digest=digest)
    assert not Service.objects.filter(name="Harbour talk").exists()
    assert ServiceImport.objects.filter(pk=held.pk).exists()


def test_the_same_import_is_taken_in_once(editor):
    held = hold_rows(user=editor, rows=[NEW], is_feed=False)
    digest = plan_import([NEW], editor, is_feed=False).digest
    take_in(held=held, user=editor, digest=digest)
    with pytest.raises(NotAsShown):
        take_in(held=held, user=editor, digest=digest)
    assert Service.objects.count() == 1


def test_the_transaction_writes_rows_of_one_kind_together(editor, monkeypatch):
    def queries_for(number):
        rows = [
            NEW | {"name": f"{number} {each}", "contacts": "call: 01632 960001\ntext: 01632 960002"}
            for each in range(number)
        ]
        counts = []

        def counted(ready, user):
            with count_queries() as found:
                writing.write(ready, user)
            counts.append(len(found))

        monkeypatch.setattr(actions, "write", counted)
        taken(rows, editor)
        return counts[0]

    taken([NEW], editor)  # the organisation
    assert queries_for(2) == queries_for(12)
    assert Service.objects.filter(latest_revision=None).count() == 0
    assert ContactPoint.objects.count() == 28


def test_a_new_draft_is_the_same_thing_as_its_rows(editor):
    NeedFactory(slug="harm")
    AreaFactory(slug="here")
    row = NEW | {"needs": "harm", "areas": "here", "contacts": "call: 01632 960001", "hours": "mon-fri 9:00-17:00"}
    taken([row], editor)
    service = Service.objects.get()
    draft = service.latest_revision.as_object()
    assert row_of(draft) == row_of(service)
    assert [point.pk for point in draft.contact_points.all()] == [point.pk for point in service.contact_points.all()]
    assert draft.organisation_id == service.organisation_id
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(service).order_by("pk")] == [
        "wagtail.create",
        "wagtail.edit",
    ]
    service.latest_revision.publish()
    assert ContactPoint.objects.count() == 1
    assert visible_to().get() == service


def test_an_area_editor_may_not_add_an_organisation_by_the_way(editor):
    area_editor = StaffFactory(role=Role.EDITOR, area=AreaFactory(slug="there"))
    rights.grant()
    assert "you may not add one" in outcome([NEW], type(area_editor).objects.get(pk=area_editor.pk)).problems[0]


def test_a_service_that_somebody_locked_is_left_alone(editor):
    service = ServiceFactory(locked=True, locked_by=StaffFactory(role=Role.EDITOR))
    one = outcome([{"uuid": str(service.uuid), "summary": "New words."}], editor)
    assert "locked" in one.problems[0]


def test_secret_places_are_kept_and_never_said(editor, client):
    service = ServiceFactory(location_confidential=True, place={"address": "7 Hidden Lane", "postcode": "ZZ99 4XX"})
    mixed = ServiceFactory(place={"address": "8 Hidden Lane", "is_confidential": True})
    rows = [
        {"uuid": str(service.uuid), "places": "", "alert": "Hello"},
        {"uuid": str(mixed.uuid), "places": "1 Open Street"},
        NEW | {"location_confidential": "yes", "places": "9 Hidden Lane | postcode: ZZ99 99999999"},
    ]
    plan = plan_import(rows, editor, is_feed=False)
    assert [one.changes for one in plan.outcomes[:2]] == [["alert"], ["places"]]
    held = hold_rows(user=editor, rows=rows, is_feed=False)
    client.force_login(editor)
    page = client.get(reverse("support_import_confirm", args=[held.token])).content
    assert b"places, line 1" in page
    assert b"Hidden" not in page
    taken(rows[:2], editor)
    mixed.refresh_from_db()
    places = mixed.get_latest_revision_as_object().locations.all()
    assert [(place.address, place.is_confidential) for place in places] == [
        ("8 Hidden Lane", True),
        ("1 Open Street", False),
    ]
    new = NEW | {"location_confidential": "yes", "places": "9 Hidden Lane"}
    taken([new], editor)
    assert Location.objects.get(service__name="Harbour talk").is_confidential
    assert "Hidden" not in row_of(Service.objects.get(name="Harbour talk"))["places"]


def test_a_foreign_feed_becomes_drafts_that_say_what_nobody_asked_yet(editor):
    NeedFactory(name="Someone hurt me", slug="hurt")
    feed = {"contents": [{
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Counselling", "status": "temporarily closed",
        "description": "Talk.\n\nMore about it.", "minimum_age": 12, "maximum_age": 100.0, "fees": "£5",
        "organization": {"id": "x", "name": "Example Org", "description": "x"}, "assured_date": "2026-01-31",
        "email": "help@example.org",
        "phones": [{"id": "x", "number": "01632 960001"}, {"number": "85258", "type": "text"}],
        "schedules": [{"id": "x", "freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00:00", "closes_at": "18:00"}],
        "languages": [{"id": "x", "code": "cy"}, {"name": "Polski"}, {"id": "x"}],
        "attributes": [{"taxonomy_term": {"name": "someone hurt me"}}, {"taxonomy_term": {"name": "Else"}}],
        "service_areas": [{"name": "Here"}, {"name": "Mars"}],
        "service_at_locations": [{"location": {"name": "Civic", "addresses": [
            {"address_1": "1 Main Street", "city": "Town", "postal_code": "ZZ99 1AA"}]}}],
    }]}  # fmt: skip
    rows = [row_from(one) for one in read_services(json.dumps(feed).encode())]
    assert taken(rows, editor, is_feed=True).count(State.NEW) == 1
    service = Service.objects.get(uuid="ac148810-d857-441c-9679-408f346de14b")
    assert (service.live, service.status, service.who_is_told) == (False, Status.PAUSED, NOT_TOLD)
    assert (service.summary, service.description) == ("Talk.", "More about it.")
    assert (service.age_min, service.age_max, service.is_free, service.cost) == (12, 100, False, "£5")
    assert service.last_checked == datetime.date(2026, 1, 31)
    cells = row_of(service)
    assert cells["contacts"] == "call: 01632 960001\ntext: 85258\nemail: help@example.org"
    assert cells["hours"] == "Thu 10:00-18:00\nFri 10:00-18:00"
    assert (cells["languages"], cells["needs"], cells["areas"]) == ("cy pl", "hurt", "here")
    assert cells["places"] == "1 Main Street, Town | postcode: ZZ99 1AA | name: Civic"
    assert plan_import(rows, editor, is_feed=True).outcomes[0].state is State.UNCHANGED


SCALAR = st.none() | st.booleans() | st.integers(-9, 999) | st.floats() | st.text(max_size=8)
JUNK = (
    SCALAR
    | st.lists(SCALAR, max_size=2)
    | st.lists(st.dictionaries(st.text(max_size=4), SCALAR, max_size=2), max_size=2)
)
unhurried = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
KEYS = ["name", "description", "organization", "minimum_age", "status", "languages", "phones", "email", "schedules",
        "service_at_locations", "attributes", "service_areas", "x_hours", "x_contact_points", "x_bank_holidays", "fees",
        "assured_date", "contacts"]  # fmt: skip


@unhurried
@given(st.fixed_dictionaries({"id": st.text(max_size=40)}, optional=dict.fromkeys(KEYS, JUNK)))
def test_no_feed_breaks_the_reading(service):
    row = row_from(service)
    assert set(row) <= set(COLUMNS)
    assert "\x00" not in "".join(row.values())


@unhurried
@given(st.sampled_from(["contacts", "hours", "other_hours", "places"]), st.text(max_size=60))
def test_no_cell_breaks_the_reading(column, cell):
    with contextlib.suppress(CellError):
        assert isinstance(parts_of(column, cell, secret=False), list)


@unhurried
@given(st.dictionaries(st.sampled_from([c for c in COLUMNS if c != "uuid"]), st.text(max_size=30), min_size=1))
def test_every_cell_comes_back_from_csv_as_it_was(cells):
    row = {column: normal(cell.replace("\x00", "")) for column, cell in {"name": "x", **cells}.items()}
    try:
        [back] = read_csv(write_csv([row]).encode("utf-8", "replace"))
    except BadFile:
        assert not any(row.values())
        return
    assert {c: normal(back[c]) for c in row} == {c: cell.encode("utf-8", "replace").decode() for c, cell in row.items()}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "must name"),
        (b"name\n", "no rows"),
        (b"name,colour\nx,red\n", "“colour” is none"),
        (b"name,name\nx,y\n", "once"),
        (b"summary\nx\n", "among them"),
        (b"name\n\x00\n", "NUL"),
        (b"name\nCaf\xe9\n", "not UTF-8"),
        (b"\xff\xfen", "not UTF-8"),
        (b'name\n"open\n', "not CSV"),
        (b"name\na,b\n", "more cells"),
        (b"name\n" + b"x" * 21_000 + b"\n", "more than 20,000 letters"),
        (b"name\n" + b"x" * 200_000 + b"\n", "far too long"),
        (b"name\n" + b"x\n" * 1_000_000, "more than 1,000 rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_a_hostile_file_gets_one_clear_sentence(body, words):
    with pytest.raises(BadFile, match=words):
        read_csv(body)


def test_bytes_marks_other_separators_and_other_line_ends_are_read():
    assert read_csv("\ufeffname;cost\r\nÉté;£2\r\n\r\n".encode()) == [{"name": "Été", "cost": "£2"}]
    assert read_csv("Name,Cost\rx,y\r".encode("utf-16")) == [{"name": "x", "cost": "y"}]


@pytest.mark.parametrize("body", [b"{", b"[1]", b"{}", b"[]", b"[" * 100_000, b'{"contents":[{"id":1}]}', b"{}\n{"])
def test_a_hostile_feed_gets_one_clear_sentence(body):
    with pytest.raises(BadFile):
        read_services(body)


def test_lines_of_json_are_read():
    assert [one["id"] for one in read_services(b'{"id":"a"}\n{"id":"b"}\n')] == ["a", "b"]


def test_a_value_of_each_kind_is_read():
    assert value_of("is_free", "") is True
    assert value_of("location_confidential", "") is False
    assert value_of("age_max", "") is None
    assert decoded("é".encode()) == "é"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "192.0.2.1"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_not(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "ftp://example.org", "file:///etc/passwd", "gopher://x", "https://", "example.org",
     "https://user:secret@example.org/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
     "https://2130706433/",
     "https://0x7f.1/", "https://10.1.2.3:8000/", "https://[::ffff:127.0.0.1]/", "https://x:99999/", "https://[/",
     "\x00", "https://example.org\r\nHost: x/"],
)  # fmt: skip
def test_an_address_that_may_not_be_read_is_refused(address):
    with pytest.raises(BadFile):
        fetching.Reader().read(address)


@pytest.fixture
def server(settings):
    """A web server of this machine that answers what a test puts into `pages`."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    settings.IMPORT_FROM_PRIVATE_ADDRESSES = True
    yield f"http://127.0.0.1:{running.server_address[1]}", pages
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_file_is_read_from_an_address_and_through_a_redirect(server):
    base, pages = server
    pages["/old"] = (302, {"Location": "/new.csv"}, b"")
    pages["/new.csv"] = (200, {}, b"name\nHarbour\n")
    assert fetching.read_address(f"{base}/old") == ([{"name": "Harbour"}], False)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x/", "/round"])
def test_a_redirect_is_checked_like_the_address_itself(server, to):
    base, pages = server
    pages["/round"] = (302, {"Location": to}, b"")
    with pytest.raises(BadFile):
        fetching.read_address(f"{base}/round")


def test_an_answer_that_is_no_answer_is_refused(server):
    base, pages = server
    pages["/large"] = (200, {}, b"x" * (20 * 1024 * 1024 + 1))
    for path, words in (("/none", "answers 404"), ("/large", "larger than 20 MB")):
        with pytest.raises(BadFile, match=words):
            fetching.read_address(base + path)


def test_a_whole_feed_is_read_page_by_page_and_service_by_service(server):
    base, pages = server
    ids = [f"ac148810-d857-441c-9679-408f346de1{number:02}" for number in range(3)]
    pages["/api"] = (200, {}, b'{"version":"HSDS-UK-3.0"}')
    for number in (1, 2, 3):
        page = {"total_pages": 3, "contents": [{"id": ids[number - 1], "name": "Listed"}]}
        path = "/api/services" if number == 1 else f"/api/services?page={number}"
        pages[path] = (200, {}, json.dumps(page).encode())
        pages[f"/api/services/{ids[number - 1]}"] = (
            200,
            {},
            json.dumps({"id": ids[number - 1], "name": "Whole"}).encode(),
        )
    rows, is_feed = fetching.read_address(f"{base}/api")
    assert is_feed
    assert [(row["uuid"], row["name"]) for row in rows] == [(one, "Whole") for one in ids]


@pytest.mark.parametrize("name", ["support_import", "support_export_csv", "support_export_json"])
@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.ANALYST, Role.DSL, Role.AREA_LEAD])
def test_others_may_neither_import_nor_export(client, editor, name, role):
    ServiceFactory(name="Harbour")
    client.force_login(StaffFactory(role=role) if role else MemberFactory())
    response = client.get(reverse(name))
    assert response.status_code in (302, 403)
    assert b"Harbour" not in response.content


def test_rows_of_one_person_are_nobody_elses_to_confirm(client, editor):
    held = hold_rows(user=editor, rows=[NEW], is_feed=False)
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get(reverse("support_import_confirm", args=[held.token])).status_code == 404


def test_a_file_is_looked_at_first_and_taken_in_when_confirmed(client, editor):
    client.force_login(editor)
    body = b"name,organisation,summary,who_is_told\nHarbour <b>talk</b>,Bay Trust,Talk.,Nobody.\n"
    response = client.post(reverse("support_import"), {"file": SimpleUploadedFile("a.csv", body)})
    assert response.status_code == 302
    page = client.get(response.url)
    assert b"Harbour &lt;b&gt;talk" in page.content
    assert not Service.objects.exists()
    answer = client.post(response.url, {"digest": page.context["plan"].digest})
    assert answer.status_code == 302
    assert Service.objects.get().live is False
    entry = AuditEntry.objects.get(action="support.imported")
    assert (entry.actor, entry.facts) == (editor.opaque_id, {"new": 1, "changed": 0})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "one of the two"),
        ({"address": "http://example.org"}, "begins with https://"),
        ({"address": "x" * 600}, "at most 500"),
        ({"file": SimpleUploadedFile("a.csv", b"\x00\x01")}, "characters that no text has"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "empty"),
        ({"file": SimpleUploadedFile("a.json", b"{}")}, "no list of services"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(client, editor, data, words):
    client.force_login(editor)
    response = client.post(reverse("support_import"), data)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not ServiceImport.objects.exists()


def test_a_wrong_digest_shows_the_dry_run_again(client, editor):
    client.force_login(editor)
    held = hold_rows(user=editor, rows=[NEW], is_feed=False)
    address = reverse("support_import_confirm", args=[held.token])
    assert client.post(address, {"digest": "f" * 64}).url == address
    assert not Service.objects.exists()


def test_rows_that_nobody_confirmed_go_after_a_day(editor):
    held = hold_rows(user=editor, rows=[NEW], is_feed=False)
    forget_old_imports()
    assert ServiceImport.objects.exists()
    ServiceImport.objects.filter(pk=held.pk).update(made_at="2026-01-01T00:00:00Z")
    assert forget_old_imports() == 1


def test_an_editor_of_an_area_takes_in_what_is_of_that_area_alone():
    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    user = StaffFactory(role=Role.EDITOR, area=here)
    OrganisationFactory(name="Bay Trust")
    theirs = ServiceFactory(name="Theirs", areas=[there])
    mine = ServiceFactory(name="Mine", areas=[here])
    rows = [
        {**NEW, "name": "New here", "areas": "here"},
        {**NEW, "name": "New there", "areas": "there"},
        {**NEW, "name": "New everywhere", "areas": ""},
        {"uuid": str(theirs.uuid), "summary": "Taken over.", "areas": "here"},
        {"uuid": str(mine.uuid), "summary": "Better words."},
    ]
    plan = plan_import(rows, user, is_feed=False)
    assert [bool(outcome.problems) for outcome in plan.outcomes] == [False, True, True, True, False]
    assert "not of your area" in plan.outcomes[1].problems[0]
