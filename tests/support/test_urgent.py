"""What cannot wait: public at once with a reason, audited, looked at afterwards; drafts are neither lost nor public."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from core.audit.models import AuditEntry
from core.notifications.models import Notification
from core.people.enums import Role
from support import rights, urgent
from support.enums import Channel, UrgentKind
from support.models import ContactPoint, Need, Service, UrgentChange
from support.rules import next_working_day
from support.urgent import PartChanges
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here():
    area = AreaFactory(slug="here")
    AreaFactory(slug="there")
    rights.grant()
    return area


def editor(role=Role.EDITOR, area=None):
    return StaffFactory(role=role, area=area)


def posted(service, **changes):
    """What the form of *Correct now* sends, with `changes`."""
    data = {"alert": service.alert, "reason": "The number rings out."}
    for part in ("contact_points", "locations", "hours_rules", "hours_exceptions"):
        rows = list(getattr(service, part).all())
        data |= {f"{part}-TOTAL_FORMS": len(rows) + 1, f"{part}-INITIAL_FORMS": len(rows)}
        data[f"{part}-{len(rows)}-kind"] = "times"  # as the empty row of a browser sends it
        for number, row in enumerate(rows):
            for field in (*row._meta.fields, row._meta.pk):
                value = getattr(row, field.attname)
                data[f"{part}-{number}-{field.name}"] = "" if value is None else str(value)
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def place(service):
    return reverse("help_correct", args=[service.pk])


def test_a_correction_is_public_at_once_audited_and_waits_to_be_looked_at(client):
    service, user = ServiceFactory(), editor()
    approver = editor(Role.SAFEGUARDING_APPROVER)
    client.force_login(user)
    assert client.post(place(service), posted(service, contact_points__0__value="01632 960999")).status_code == 302
    assert b"01632 960999" in client.get(service.get_absolute_url()).content
    change = UrgentChange.objects.get()
    assert (change.kinds, change.by, change.looked_at) == (["contact"], user, None)
    entry = AuditEntry.objects.get(action="support.corrected")
    assert (entry.actor, entry.target) == (user.opaque_id, f"service:{service.pk}")
    assert "rings" not in str(entry.facts)
    assert Notification.objects.filter(user=approver, kind="support.urgent").count() == 1
    assert AuditEntry.objects.filter(action="cms.publish", target=f"service:{service.pk}").exists()


def test_hours_addresses_and_the_notice_too(client):
    service = ServiceFactory(place={"address": "1 Old Street"})
    client.force_login(editor())
    rule = {"hours_rules__1__day": "2", "hours_rules__1__kind": "appointment"}
    data = posted(service, locations__0__address="2 New Street", alert="Closed this week.", **rule)
    assert client.post(place(service), data).status_code == 302
    page = client.get(service.get_absolute_url()).content
    assert b"2 New Street" in page
    assert b"Closed this week." in page
    assert service.hours_rules.count() == 2
    assert UrgentChange.objects.get().kinds == ["address", "hours", "notice"]


def test_a_reason_is_required_and_nothing_typed_is_lost(client):
    service = ServiceFactory()
    client.force_login(editor())
    answer = client.post(place(service), posted(service, contact_points__0__value="01632 960999", reason=""))
    assert answer.status_code == 422
    assert b"cannot wait" in answer.content
    assert b"01632 960999" in answer.content
    assert ContactPoint.objects.get().value == "01632 960001"


@pytest.mark.parametrize(
    "changes",
    [
        {"contact_points__0__value": "no number"},
        {"contact_points__0__id": "999999"},
        {"contact_points__0__id": "x"},
        {"contact_points__TOTAL_FORMS": "x"},
        {"hours_rules__0__opens": "25:99"},
        {},
    ],
)
def test_what_makes_no_sense_changes_nothing(client, changes):
    service = ServiceFactory()
    client.force_login(editor())
    assert client.post(place(service), posted(service, **changes)).status_code == 422
    assert UrgentChange.objects.count() == 0


def correct_number(service, user, value="01632 960999"):
    row = service.contact_points.get(channel=Channel.CALL)
    row.value = value
    part = PartChanges("contact_points", UrgentKind.CONTACT, [(row, ["value"])], [], [])
    return urgent.correct(by=user, service=service, parts=[part], alert=service.alert, reason="Wrong.")


def test_an_open_draft_is_neither_published_nor_lost_and_gets_the_correction(client):
    service, user = ServiceFactory(), editor()
    draft = Service.objects.get(pk=service.pk)
    draft.summary = "A new line."
    draft.contact_points.add(ContactPoint(channel=Channel.TEXT, value="07700 900001"))
    draft.save_revision(user=user)
    correct_number(service, user)
    live = Service.objects.get(pk=service.pk)
    assert live.summary == "Somebody to talk to."
    assert [point.value for point in live.contact_points.all()] == ["01632 960999"]
    assert live.has_unpublished_changes
    latest = live.get_latest_revision_as_object()
    assert latest.summary == "A new line."
    assert {point.value for point in latest.contact_points.all()} == {"01632 960999", "07700 900001"}
    live.get_latest_revision().publish()
    after = Service.objects.get(pk=service.pk)
    assert {point.value for point in after.contact_points.all()} == {"01632 960999", "07700 900001"}


def test_without_a_draft_there_is_none_afterwards_and_history_has_the_version():
    service, user = ServiceFactory(), editor()
    correct_number(service, user)
    live = Service.objects.get(pk=service.pk)
    assert not live.has_unpublished_changes
    assert live.live_revision == live.latest_revision
    version = live.latest_revision.as_object()
    assert [point.value for point in version.contact_points.all()] == ["01632 960999"]


def test_what_waits_for_approval_still_waits_and_carries_the_correction_when_it_goes_up():
    service, user = ServiceFactory(), editor()
    draft = Service.objects.get(pk=service.pk)
    draft.summary = "A new line."
    draft.save_revision(user=user)
    draft.get_workflow().start(draft, user)
    correct_number(service, user)
    live = Service.objects.get(pk=service.pk)
    assert live.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    approver = editor(Role.SAFEGUARDING_APPROVER)
    live.current_workflow_task.on_action(live.current_workflow_task_state, approver, "approve")
    after = Service.objects.get(pk=service.pk)
    assert after.summary == "A new line."
    assert [point.value for point in after.contact_points.all()] == ["01632 960999"]


def test_a_version_with_a_time_set_carries_the_correction_and_keeps_its_time():
    service, user = ServiceFactory(), editor()
    later = Service.objects.get(pk=service.pk)
    later.summary = "From Monday."
    at = timezone.now() + datetime.timedelta(days=2)
    later.save_revision(user=user, approved_go_live_at=at)
    correct_number(service, user)
    planned = Service.objects.get(pk=service.pk).scheduled_revision
    assert planned.approved_go_live_at == at
    version = planned.as_object()
    assert version.summary == "From Monday."
    assert [point.value for point in version.contact_points.all()] == ["01632 960999"]


def test_rows_taken_out_and_added_are_so_in_the_draft_too():
    service, user = ServiceFactory(), editor()
    Service.objects.get(pk=service.pk).save_revision(user=user)
    old = service.contact_points.get()
    new = ContactPoint(channel=Channel.TEXT, value="85258")
    part = PartChanges("contact_points", UrgentKind.CONTACT, [], [new], [old])
    urgent.correct(by=user, service=service, parts=[part], alert="", reason="Wrong.")
    Service.objects.get(pk=service.pk).get_latest_revision().publish()
    assert [point.value for point in ContactPoint.objects.all()] == ["85258"]


@pytest.mark.parametrize("model", ["service", "need"])
def test_taking_down_is_at_once_and_keeps_drafts(client, model):
    thing = ServiceFactory() if model == "service" else NeedFactory()
    client.force_login(editor())
    address = reverse("help_take_down", args=[model, thing.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "It has closed."}).status_code == 302
    assert client.get(thing.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.filter(action="support.taken_down", target=f"{model}:{thing.pk}").exists()
    assert UrgentChange.objects.get().kinds == ["down"]


@pytest.mark.parametrize(
    ("role", "areas", "allowed"),
    [
        (Role.EDITOR, ["here"], True),
        (Role.EDITOR, ["here", "there"], True),
        (Role.EDITOR, ["there"], False),
        (Role.EDITOR, [], False),
        (Role.AREA_LEAD, ["here"], False),
        (Role.MODERATOR, ["here"], False),
    ],
)
def test_editors_of_an_area_correct_what_is_theirs(client, here, role, areas, allowed):
    service = ServiceFactory(areas=[AreaFactory(slug=slug) for slug in areas])
    client.force_login(editor(role, here))
    for address in (place(service), reverse("help_take_down", args=["service", service.pk])):
        assert (client.get(address).status_code == 200) == allowed
        client.post(address, posted(service, contact_points__0__value="01632 960999"))
    assert (UrgentChange.objects.count() > 0) == allowed


def test_an_editor_of_an_area_takes_down_no_need(client, here):
    need = NeedFactory()
    client.force_login(editor(area=here))
    assert client.post(reverse("help_take_down", args=["need", need.pk]), {"reason": "x"}).url == "/cms/"
    assert Need.objects.get().live


def test_members_and_guests_correct_nothing(client):
    service = ServiceFactory()
    assert client.post(place(service), posted(service)).status_code == 302
    client.force_login(MemberFactory())
    assert client.post(place(service), posted(service)).status_code in (302, 403, 404)
    assert UrgentChange.objects.count() == 0


def test_what_is_not_public_is_corrected_as_a_draft(client):
    client.force_login(editor())
    assert client.get(place(ServiceFactory(live=False))).status_code == 404


@pytest.mark.parametrize(
    ("day", "nation", "next_day"),
    [
        ("2026-11-20", "ENG", "2026-11-23"),  # over a weekend
        ("2026-12-24", "ENG", "2026-12-29"),  # Christmas, a weekend, and the substitute for Boxing Day
        ("2026-12-31", "ENG", "2027-01-04"),
        ("2026-12-31", "SCT", "2027-01-05"),  # 2 January, put off
        ("2027-03-16", "ENG", "2027-03-17"),
        ("2027-03-16", "NIR", "2027-03-18"),
    ],
)
def test_the_next_working_day_skips_weekends_and_the_nations_bank_holidays(day, nation, next_day):
    assert next_working_day(datetime.date.fromisoformat(day), nation).isoformat() == next_day


def test_an_approver_who_did_not_make_the_change_ticks_it_off(client):
    service, maker = ServiceFactory(), editor(Role.SAFEGUARDING_APPROVER)
    change = correct_number(service, maker)
    address = reverse("help_look_at", args=[change.pk])
    for user in (maker, editor()):
        client.force_login(user)
        assert client.post(address).url == "/cms/"
    client.force_login(editor(Role.SAFEGUARDING_APPROVER))
    assert b"I have looked at it" in client.get(reverse("help_due"), {"show": "urgent"}).content
    assert client.post(address).status_code == 302
    change.refresh_from_db()
    assert change.looked_at is not None
    assert service.name.encode() not in client.get(reverse("help_due"), {"show": "urgent"}).content
