"""Words for search and searches with no result in `/cms/`."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.people.enums import Role
from core.search.models import MissedWord, WordGroup
from tests.factories.pages import planted_with_workflow
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _rights(db):
    planted_with_workflow()


def address(view, *args):
    return reverse(WordGroup.snippet_viewset.get_url_name(view), args=args)


def signed_in(client, role):
    client.force_login(StaffFactory(role=role))
    return client


@pytest.mark.usefixtures("_rights")
def test_an_approver_changes_words_and_the_audit_says_so(client):
    group = WordGroup.objects.get(name="Knife")
    form = {"name": "Knife", "kind": "same", "words": "knife\nborer"}
    assert signed_in(client, Role.APPROVER).post(address("edit", group.pk), form).status_code == 302
    group.refresh_from_db()
    assert group.lines == [["knife"], ["borer"]]
    assert AuditEntry.objects.filter(action="cms.edit", target=f"wordgroup:{group.pk}").exists()


@pytest.mark.usefixtures("_rights")
def test_an_editor_changes_none(client):
    group = WordGroup.objects.get(name="Knife")
    form = {"name": "Knife", "kind": "same", "words": "fork"}
    signed_in(client, Role.EDITOR).post(address("edit", group.pk), form)
    group.refresh_from_db()
    assert "fork" not in group.words


@pytest.mark.usefixtures("_rights")
def test_the_report_adds_up_the_days(client):
    today = timezone.localdate()
    for days, times in ((0, 5), (1, 7), (60, 100)):
        MissedWord.objects.create(word="boxing", day=today - datetime.timedelta(days=days), times=times)
    page = signed_in(client, Role.EDITOR).get(reverse("missed_words_report"))
    assert page.status_code == 200
    assert "boxing" in page.content.decode()
    assert "12" in [cell.strip() for cell in page.content.decode().replace("<td>", "\n").replace("</td>", "\n").split()]
    download = client.get(reverse("missed_words_report"), {"export": "csv"})
    assert b"boxing,12" in b"".join(download.streaming_content if download.streaming else [download.content])


@pytest.mark.parametrize("role", [Role.MODERATOR, None])
@pytest.mark.usefixtures("_rights")
def test_the_report_is_not_for_others(client, role):
    from tests.factories.people import MemberFactory

    client.force_login(StaffFactory(role=role) if role else MemberFactory())
    assert client.get(reverse("missed_words_report")).status_code in (302, 303, 404)
