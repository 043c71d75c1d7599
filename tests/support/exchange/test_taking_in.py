"""Taking services in and giving them out: dry run first, all or nothing, always drafts."""

import datetime
import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.people.enums import Role
from support import rights
from support.enums import BankHolidays, Channel, HoursKind, Status
from support.exchange import actions, writing
from support.exchange.actions import NotAsShown, hold_rows, take_in
from support.exchange.cells import COLUMNS, row_of
from support.exchange.csv_files import read_csv
from support.exchange.feeds import read_services, row_from
from support.exchange.planning import NOT_TOLD, State, plan_import
from support.models import ContactPoint, HoursException, Location, Organisation, Service, ServiceImport
from support.queries import visible_to
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, OrganisationFactory, ServiceFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
NEW = {"name": "Harbour talk", "organisation": "Bay Trust", "summary": "Somebody to talk to.", "who_is_told": "Nobody."}


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
