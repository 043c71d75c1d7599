"""Alerts: on every page or an area's, from a moment to another, never kept past either."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse

from core.audit.models import AuditEntry
from core.pages.cache import forget
from core.people.enums import Role
from home.alerts import alerts_now
from home.models import Alert
from home.workflows import set_up
from tests.factories.areas import AreaFactory
from tests.factories.pages import planted
from tests.factories.people import StaffFactory
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

STARTS = datetime.datetime(2027, 3, 27, 9, tzinfo=datetime.UTC)
ENDS = datetime.datetime(2027, 3, 28, 16, tzinfo=datetime.UTC)  # 5pm in the UK: the clocks went forward
MOMENT = datetime.timedelta(seconds=1)


def alert(**more):
    return Alert.objects.create(
        **{"text": "The town hall is closed.", "starts": STARTS, "ends": ENDS, "reason": "Flood", **more}
    )


@pytest.fixture
def here():
    area = AreaFactory(slug="here", name="Here")
    AreaFactory(slug="there", name="There")
    planted()
    return area


def shown(client, path, at=STARTS):
    with time_machine.travel(at, tick=False):
        return "The town hall is closed." in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("at", "is_shown"), [(STARTS - MOMENT, False), (STARTS, True), (ENDS - MOMENT, True), (ENDS, False)]
)
def test_it_is_shown_from_its_first_moment_to_its_last(client, here, at, is_shown):
    alert()
    assert shown(client, "/support/", at) == is_shown


@pytest.mark.parametrize("path", ["/", "/support/", "/about/", "/news/", "/areas/there/", "/emergency/"])
def test_an_alert_for_all_is_on_every_page(client, here, path):
    alert()
    assert shown(client, path)


@pytest.mark.parametrize(
    ("path", "is_shown"),
    [
        ("/areas/here/", True),
        ("/support/?area=here", True),
        ("/areas/there/", False),
        ("/support/", False),
        ("/", False),
    ],
)
def test_an_areas_alert_is_on_its_hub_and_in_its_finder(client, here, path, is_shown):
    alert(area=here)
    assert shown(client, path) == is_shown


def test_it_says_uk_time_and_not_why(client, here):
    alert()
    with time_machine.travel(STARTS, tick=False):
        page = client.get("/support/").content.decode()
    assert "From 27 March, 9:00am to 28 March, 5:00pm, UK time." in page
    assert "Flood" not in page


@pytest.mark.parametrize(("at", "until"), [(STARTS - MOMENT, STARTS), (STARTS, ENDS), (ENDS, None)])
def test_no_page_is_kept_past_its_beginning_or_its_end(at, until):
    alert()
    request = RequestFactory().get("/")
    with time_machine.travel(at, tick=False):
        alerts_now(request)
    assert request.META.get("sayso.keep_until") == until


def test_it_costs_no_query_once_warm():
    alert()
    forget()
    request = RequestFactory().get("/")
    alerts_now(request)
    with assert_queries(0):
        alerts_now(request)


def sent(area="", **more):
    return {"text": "Closed.", "path": "", "area": area, "starts": "2027-03-27 09:00", "ends": "2027-03-28 09:00",
            "reason": "Flood", **more}  # fmt: skip


def add():
    return reverse(Alert.snippet_viewset.get_url_name("add"))


def test_an_editor_puts_one_up_at_once_and_it_is_audited(client, here):
    set_up()
    user = StaffFactory(role=Role.EDITOR)
    client.force_login(user)
    assert client.post(add(), sent()).status_code == 302
    assert AuditEntry.objects.filter(
        action="cms.create", target=f"alert:{Alert.objects.get().pk}", actor=user.opaque_id
    )
    assert client.get(reverse(Alert.snippet_viewset.get_url_name("list"))).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"ends": "2027-03-27 08:00"}, {"path": "//evil.example/"}, {"path": "x"}]
)
def test_an_alert_that_makes_no_sense_is_refused(client, here, wrong):
    set_up()
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.post(add(), sent(**wrong)).status_code == 200
    assert not Alert.objects.exists()


def test_an_editor_of_an_area_writes_its_alerts_only(client, here):
    set_up()
    client.force_login(StaffFactory(role=Role.EDITOR, area=here))
    there = AreaFactory(slug="there")
    for area in (there.pk, ""):
        assert client.post(add(), sent(area)).status_code == 200
    assert client.post(add(), sent(here.pk)).status_code == 302
    everywhere = alert()
    edit = reverse(Alert.snippet_viewset.get_url_name("edit"), args=[everywhere.pk])
    assert client.post(edit, sent(here.pk)).status_code in (302, 403)
    everywhere.refresh_from_db()
    assert everywhere.text == "The town hall is closed."


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AREA_LEAD])
def test_others_write_none(client, here, role):
    set_up()
    client.force_login(StaffFactory(role=role))
    client.post(add(), sent())
    assert not Alert.objects.exists()
