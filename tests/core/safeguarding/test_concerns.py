"""Concerns: nothing stops one from being raised, and only safeguarding leads read them."""

import datetime

import pytest
from django.core import mail

from core.audit.models import AuditEntry
from core.notifications import outbox
from core.notifications import queries as news
from core.people import copies, erasure
from core.people.enums import Role
from core.safeguarding import actions, demo, queries
from core.safeguarding.enums import Category, Outcome, State
from core.safeguarding.models import Concern, ConcernNote
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.safeguarding import ConcernFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dsl():
    return StaffFactory(role=Role.DSL, email="dsl@example.org")


def test_raising_writes_the_record_and_tells_the_leads_at_once(dsl):
    member = MemberFactory()
    concern = actions.raise_concern(target="post:12", reason="risk-self-harm", by=member, words="Please look.")
    assert (concern.state, concern.category) == (State.NEW, Category.SELF_HARM)
    entry = AuditEntry.objects.get(action="concern.raised")
    assert (entry.actor, entry.facts) == (member.opaque_id, {"about": "post:12"})
    assert news.unread_count(dsl) == 1
    assert outbox.send_due() == 1
    assert "concern" not in mail.outbox[0].subject + mail.outbox[0].body


@pytest.mark.parametrize("words", ["\x00", "\ud800", "x" * 50_000, "", "\u202e<script>"])
@pytest.mark.parametrize("code", ["", "post:1", "x" * 400, "words and a@b.c", "\x00\ud800"])
def test_nothing_stops_a_concern(words, code):
    actions.raise_concern(target=code, reason=code, words=words)
    assert Concern.objects.count() == 1


def test_leads_of_the_area_and_of_everywhere_are_told_and_others_not():
    here, there = AreaFactory(), AreaFactory()
    local, away = StaffFactory(role=Role.DSL, area=here), StaffFactory(role=Role.DSL, area=there)
    everywhere, moderator = StaffFactory(role=Role.DSL), StaffFactory(role=Role.MODERATOR)
    actions.raise_concern(target="post:1", reason="x", area=here)
    assert [news.unread_count(one) for one in (local, away, everywhere, moderator)] == [1, 0, 1, 0]


def test_a_lead_sees_their_areas_and_what_has_no_area():
    here, there = AreaFactory(), AreaFactory()
    ours, theirs, nobodys = ConcernFactory(area=here), ConcernFactory(area=there), ConcernFactory()
    local = StaffFactory(role=Role.DSL, area=here)
    assert set(queries.visible_to(local)) == {ours, nobodys}
    assert set(queries.visible_to(StaffFactory(role=Role.DSL))) == {ours, theirs, nobodys}


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.EDITOR, Role.AREA_LEAD, Role.YOUTH_WORKER])
def test_for_everybody_else_there_is_no_such_page(client, role):
    concern = ConcernFactory()
    staff = StaffFactory(role=role, is_superuser=role == Role.EDITOR)
    client.force_login(staff)
    for path in ("", f"{concern.pk}/", "999999/"):
        assert client.get(f"/desk/safeguarding/{path}").status_code == 404
    assert client.post(f"/desk/safeguarding/{concern.pk}/acknowledge/").status_code == 404


def test_members_and_guests_get_no_further(client):
    concern = ConcernFactory()
    assert client.get(f"/desk/safeguarding/{concern.pk}/").status_code == 302
    client.force_login(MemberFactory())
    assert client.get(f"/desk/safeguarding/{concern.pk}/").status_code == 404


def test_a_concern_of_another_area_is_like_one_that_is_not_there(client):
    concern = ConcernFactory(area=AreaFactory())
    client.force_login(StaffFactory(role=Role.DSL, area=AreaFactory()))
    for pk in (concern.pk, 10**30):
        assert client.get(f"/desk/safeguarding/{pk}/").status_code == 404
        assert client.post(f"/desk/safeguarding/{pk}/note/", {"note-words": "x"}).status_code == 404


def test_the_whole_way_of_a_concern(client, dsl):
    concern = ConcernFactory()
    client.force_login(dsl)
    path = f"/desk/safeguarding/{concern.pk}/"
    assert "Concern " in client.get("/desk/safeguarding/").content.decode()
    assert "Someone may not be safe." in client.get(path).content.decode()
    client.post(path + "acknowledge/")
    client.post(path + "note/", {"note-words": "Rang the school.\x00"})
    client.post(path + "note/", {"note-words": "Rang the school."})
    client.post(path + "close/", {"close-outcome": "referred", "close-words": "Passed on at 10:40."})
    page = client.get(path).content.decode()
    assert "Rang the school." in page
    assert "Passed on at 10:40." in page
    concern.refresh_from_db()
    assert (concern.state, concern.outcome) == (State.CLOSED, Outcome.REFERRED)
    assert [note.what for note in concern.notes.all()] == ["acknowledged", "note", "closed"]
    done = list(AuditEntry.objects.filter(target=f"concern:{concern.pk}").values_list("action", flat=True))
    assert done == ["concern.read", "concern.acknowledged", "concern.noted", "concern.closed", "concern.read"]
    assert "Referred" not in client.get("/desk/safeguarding/").content.decode()
    assert path in client.get("/desk/safeguarding/?closed=1").content.decode()


@pytest.mark.parametrize(
    ("verb", "data", "kept"),
    [
        ("note", {"note-words": " "}, ""),
        ("close", {"close-words": "What I typed"}, "What I typed"),
        ("close", {"close-outcome": "nonsense", "close-words": "What I typed"}, "What I typed"),
        ("close", {"close-outcome": "police"}, ""),
    ],
)
def test_bad_input_gets_a_message_and_keeps_what_was_typed(client, dsl, verb, data, kept):
    concern = ConcernFactory()
    client.force_login(dsl)
    answer = client.post(f"/desk/safeguarding/{concern.pk}/{verb}/", data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert kept in answer.content.decode()
    assert ConcernNote.objects.count() == 0


def test_of_two_leads_who_press_at_once_one_is_told(dsl):
    concern = ConcernFactory()
    seen_by_other = Concern.objects.get(pk=concern.pk)
    actions.acknowledge(concern=concern, by=dsl)
    with pytest.raises(actions.AlreadyMoved):
        actions.acknowledge(concern=seen_by_other, by=StaffFactory(role=Role.DSL))
    with pytest.raises(actions.AlreadyMoved):
        actions.close(concern=seen_by_other, by=dsl, outcome=Outcome.NO_ACTION, words="x")
    assert concern.notes.count() == 1


def test_pressing_twice_is_explained(client, dsl):
    concern = ConcernFactory()
    client.force_login(dsl)
    for _ in range(2):
        answer = client.post(f"/desk/safeguarding/{concern.pk}/acknowledge/", follow=True)
    assert "Someone else was quicker" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_pages_cost_the_same_with_one_and_with_many(client, dsl, django_assert_max_num_queries, path):
    area = AreaFactory()
    concern = ConcernFactory(area=area)
    client.force_login(dsl)
    address = "/desk/safeguarding/" + path.format(pk=concern.pk)
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    cost = len(one)
    for _ in range(12):
        ConcernFactory(area=area)
        actions.add_note(concern=concern, by=StaffFactory(role=Role.DSL), words="x")
    client.get(address)  # new people make the small kept values new
    with django_assert_max_num_queries(cost):
        client.get(address)


def test_deleting_an_account_keeps_the_record_without_the_name():
    member = MemberFactory()
    actions.raise_concern(target="post:1", reason="x", by=member, words="Mine")
    assert copies.copy_of(member)["concerns"][0]["words"] == "Mine"
    erasure.erase_parts(member)
    member.delete()
    assert Concern.objects.get().raised_by is None


def test_the_demo_has_one_open_concern_however_often_it_is_loaded():
    for _ in range(2):
        demo.load(datetime.date(2026, 1, 5))
    assert Concern.objects.get().state == State.NEW
