"""The screens of an import: who may, what is said beside the field, confirmed once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.enums import Role
from support.exchange.actions import forget_old_imports, hold_rows
from support.exchange.planning import plan_import
from support.models import Service, ServiceImport
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.support import OrganisationFactory, ServiceFactory
from tests.support.exchange.test_taking_in import NEW

pytestmark = pytest.mark.django_db


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
