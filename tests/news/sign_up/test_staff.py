"""Who comes, for whoever may edit the event: the list, the download, taking somebody off."""

import re

import pytest

from core.audit.models import AuditEntry
from core.people.enums import Role
from news.events.models import SignUp
from tests.factories.areas import AreaFactory
from tests.factories.events import event_with_sign_up, signed_up
from tests.factories.people import MemberFactory, StaffFactory
from tests.news.sign_up.pressing import join, staff_page, standings
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def test_only_those_who_may_edit_the_event_see_who_comes(client):
    from home.models import AreaHubPage
    from home.tree import plant
    from home.workflows import set_up

    here, there = AreaFactory(slug="here"), AreaFactory(slug="there")
    plant()
    set_up()
    page = event_with_sign_up("ours", under=AreaHubPage.objects.get(slug="here"), areas=[here])
    signed_up(page)
    allowed = {
        StaffFactory(role=Role.EDITOR, area=here): 200,
        StaffFactory(role=Role.EDITOR): 200,
        StaffFactory(role=Role.EDITOR, area=there): 403,
        StaffFactory(role=Role.MODERATOR): None,
        MemberFactory(): None,
    }
    for user, status in allowed.items():
        client.force_login(user)
        for path in (staff_page(page), staff_page(page, "?as=csv")):
            response = client.get(path)
            seen = "sam@example.org" in (b"".join(response) if response.streaming else response.content).decode()
            assert seen == (status == 200), user
            if status == 403:
                assert response.status_code in (302, 403)
    client.logout()
    assert client.get(staff_page(page)).status_code == 302


def test_the_download_holds_no_formula_and_is_audited(client):
    page = event_with_sign_up()
    SignUp.objects.create(event=page, name="=HYPERLINK(1)", email="x@example.org", standing="going", access_needs="+1")
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    text = b"".join(client.get(staff_page(page, "?as=csv"))).decode()
    assert "'=HYPERLINK(1)" in text
    assert "'+1" in text
    entry = AuditEntry.objects.get(action="events.sign_ups_downloaded")
    assert entry.target == f"eventpage:{page.pk}"


def test_staff_take_somebody_off_and_the_next_moves_up(client):
    page = event_with_sign_up(places=1)
    join(client, page)
    join(client, page, email="b@example.org")
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    number = SignUp.objects.get(email="sam@example.org").pk
    for sign_up in (number, number, "x", "9" * 30):
        assert client.post(f"/cms/events/{page.pk}/sign-ups/take-off/", {"sign_up": sign_up}).status_code == 302
    assert standings(page) == [("b@example.org", "going")]
    assert AuditEntry.objects.filter(action="events.taken_off").count() == 1


@pytest.mark.parametrize("many", [1, 60])
def test_the_list_of_staff_costs_the_same_at_one_and_at_sixty(client, many):
    page = event_with_sign_up(places=None)
    for number in range(many):
        signed_up(page, f"{number}@example.org")
    client.force_login(StaffFactory(role=Role.EDITOR, is_superuser=True))
    client.get(staff_page(page))
    with count_queries() as counted:
        html = client.get(staff_page(page)).content.decode()
    assert len(re.findall("@example.org", html)) >= many
    assert len([sql for sql in counted.sql if "events_" in sql]) <= 4
