"""The worker's pages: opening, seeing counts and no answer, hands, ending; nobody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.body_limits import FIELDS
from core.audit.models import AuditEntry
from core.people.enums import Role
from surveys.groups import codes, rules
from surveys.groups.actions import close_doors
from surveys.groups.presenting import asked_in
from surveys.groups.registering import sweep
from surveys.models import Draft, GroupSession, GroupTablet, HandsCount, PendingResponse, Response
from tests.factories.areas import AreaFactory
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_page, make_session, make_survey, single

pytestmark = pytest.mark.django_db
OPEN = "/desk/groups/open/"


@pytest.fixture
def area():
    return AreaFactory()


def given(page, where, **other):
    return {
        "survey": page.survey.pk,
        "mode": "tablet",
        "area": where.pk,
        "minutes": 60,
        "place": "Kestrel club",
        "phone": "07700 900123",
        **other,
    }


def test_a_worker_opens_a_session_that_ends_by_itself(client, worker, page, area):
    client.force_login(worker)
    opened = client.post(OPEN, given(page, area))
    session = GroupSession.objects.get()
    assert opened.url == reverse("group_session", args=[session.uuid])
    assert (session.worker, session.area, session.phone) == (worker, area, "07700 900123")
    assert timedelta(minutes=59) < session.closes_at - timezone.now() <= timedelta(minutes=60)
    assert AuditEntry.objects.filter(action="group.opened").exists()
    screen = client.get(opened.url).content.decode()
    assert codes.spaced(codes.code_of(session.uuid)) in screen
    assert codes.pin_of(session.uuid) in screen
    assert "<svg" in screen


def test_a_session_ends_with_its_consultation_at_the_latest(client, worker, area):
    page = make_page(survey=make_survey(closes=1))
    page.survey.closes_at = timezone.now() + timedelta(minutes=10)
    page.survey.save()
    client.force_login(worker)
    client.post(OPEN, given(page, area))
    assert GroupSession.objects.get().closes_at <= page.survey.closes_at


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "shouting"},
        {"minutes": "9999"},
        {"phone": "ring me"},
        {"phone": ""},
        {"place": ""},
        {"place": "\u200b"},
        {"place": "x" * 81},
        {"place": "a\x00b"},
        {"area": "0"},
        {"survey": "nonsense"},
        {"survey": "99999999999999999999999"},
    ],
)
def test_what_cannot_be_opened_is_told_beside_it(client, worker, page, area, wrong):
    client.force_login(worker)
    answer = client.post(OPEN, given(page, area, **wrong))
    assert answer.status_code == 422
    assert b"errors" in answer.content
    assert not GroupSession.objects.exists()


def test_a_consultation_that_is_closed_or_not_for_groups_is_not_offered(client, worker, area):
    client.force_login(worker)
    for survey in (make_survey(opens=-9, closes=-1), make_survey(group_sessions=False), make_survey(opens=2)):
        page = make_page(survey=survey, slug=f"s{survey.pk}")
        assert client.post(OPEN, given(page, area)).status_code == 422


def test_a_worker_of_one_area_opens_there_alone(client, page, area):
    client.force_login(StaffFactory(role=Role.YOUTH_WORKER, area=area))
    assert client.post(OPEN, given(page, AreaFactory())).status_code == 422
    assert client.post(OPEN, given(page, area)).status_code == 302


@pytest.mark.parametrize("role", [r for r in Role if r != Role.YOUTH_WORKER])
def test_other_staff_meet_no_such_page(client, session, role):
    client.force_login(StaffFactory(role=role))
    for address in ("/desk/groups/", OPEN, reverse("group_session", args=[session.uuid])):
        assert client.get(address).status_code == 404


def test_members_and_guests_meet_no_such_page(client, session):
    address = reverse("group_session", args=[session.uuid])
    assert client.get(address).url.startswith("/account/login/")
    client.force_login(MemberFactory())
    assert client.get(address).status_code == 404


def test_a_worker_without_a_second_factor_is_led_to_set_one_up(client):
    client.force_login(StaffFactory(role=Role.YOUTH_WORKER, factor=False))
    assert client.get("/desk/groups/").status_code == 303


def test_another_workers_session_is_none_of_ones_business(client, session):
    client.force_login(StaffFactory(role=Role.YOUTH_WORKER))
    for name in ("group_session", "group_room", "group_hands", "group_paper"):
        assert client.get(reverse(name, args=[session.uuid])).status_code == 404
    for name in ("group_end", "group_hand_over"):
        assert client.post(reverse(name, args=[session.uuid])).status_code == 404


def test_counts_under_three_are_not_shown_and_sent_ones_only_at_the_end(client, worker, session):
    client.force_login(worker)
    address = reverse("group_session", args=[session.uuid])
    GroupSession.objects.update(started=1, sent=1)
    assert "<b>under 3</b> started" in client.get(address).content.decode()
    GroupSession.objects.update(started=4, sent=3)
    running = client.get(address).content.decode()
    assert "<b>4</b> started" in running
    assert "</b> sent" not in running
    GroupSession.objects.update(closes_at=timezone.now())
    assert "<b>3 or more</b> sent" in client.get(address).content.decode()
    GroupSession.objects.update(sent=2)
    assert "<b>under 3</b> sent" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("sent", "told"), [(10, "8 or more"), (9, "8 or more"), (8, "8 or more"), (7, "7"), (3, "3"), (2, "under 3")]
)
def test_one_or_two_who_did_not_send_look_like_none(client, worker, session, sent, told):
    client.force_login(worker)
    GroupSession.objects.update(started=10, sent=sent, closes_at=timezone.now())
    assert f"<b>{told}</b> sent" in client.get(reverse("group_session", args=[session.uuid])).content.decode()


def test_where_nobody_more_can_have_sent_the_number_is_told(client, worker, session):
    client.force_login(worker)
    GroupSession.objects.update(started=3, sent=3, closes_at=timezone.now())
    assert "<b>3</b> sent" in client.get(reverse("group_session", args=[session.uuid])).content.decode()


def test_ending_takes_the_code_away_and_the_sweep_the_rest(client, worker, session, tablet):
    tablet.post("/consultations/tablet/", HTTP_SEC_FETCH_SITE="same-origin")
    client.force_login(worker)
    client.post(reverse("group_end", args=[session.uuid]))
    session.refresh_from_db()
    assert session.code_hash is None
    assert Draft.objects.exists()  # whoever is in the middle can still send
    GroupSession.objects.update(closes_at=timezone.now() - timedelta(minutes=31))
    sweep()
    assert not GroupTablet.objects.exists()
    assert not Draft.objects.exists()


def test_phones_go_after_a_month_and_workers_after_two_years(session):
    GroupSession.objects.update(closes_at=timezone.now() - timedelta(days=29))
    sweep()
    assert GroupSession.objects.get().phone
    GroupSession.objects.update(closes_at=timezone.now() - timedelta(days=31))
    sweep()
    assert (GroupSession.objects.get().phone, GroupSession.objects.get().place) == ("", "Kestrel club")
    GroupSession.objects.update(closes_at=timezone.now() - timedelta(days=731))
    sweep()
    found = GroupSession.objects.get()
    assert (found.worker, found.place) == (None, "")


def test_closing_doors_of_nothing_does_nothing():
    assert close_doors(session_ids=[]) == 0


def test_hands_are_kept_apart_from_answers(client, worker, page, questions):
    session = make_session(page.survey, worker=worker, mode="hands")
    client.force_login(worker)
    one = questions[0]
    address = reverse("group_hands", args=[session.uuid])
    hands = {f"{one.qid}.{choice.cid}": str(number) for number, choice in enumerate(one.choices, 5)}
    assert client.post(address, hands).url == address
    assert HandsCount.objects.get().counts == {choice.cid: n for n, choice in enumerate(one.choices, 5)}
    assert not PendingResponse.objects.exists()
    assert not Response.objects.exists()
    client.post(address, {**hands, f"{one.qid}.{one.choices[0].cid}": "9"})
    assert HandsCount.objects.get().counts[one.choices[0].cid] == 9
    assert b'value="9"' in client.get(address).content


@pytest.mark.parametrize("wrong", ["-1", "501", "many", "1.5", "\x00", "9" * 400])
def test_hands_that_are_no_number_are_told_and_kept(client, worker, page, questions, wrong):
    session = make_session(page.survey, worker=worker, mode="hands")
    client.force_login(worker)
    one = questions[0]
    answer = client.post(
        reverse("group_hands", args=[session.uuid]),
        {f"{one.qid}.{one.choices[0].cid}": wrong, f"{one.qid}.{one.choices[1].cid}": "12"},
    )
    assert answer.status_code == 422
    assert b'value="12"' in answer.content
    assert not HandsCount.objects.exists()


@pytest.mark.parametrize("asked", ["", "2", "99", "0", "-1", "x", "²", "9" * 50])
def test_the_screen_for_the_room_shows_some_question_whatever_is_asked(client, worker, page, asked):
    session = make_session(page.survey, worker=worker, mode="hands")
    client.force_login(worker)
    screen = client.get(reverse("group_room", args=[session.uuid]), {"question": asked})
    assert screen.status_code == 200
    assert b"Question" in screen.content


@pytest.mark.parametrize("mode", ["phones", "tablet", "together", "paper", "hands"])
def test_every_mode_has_its_pages(client, worker, page, mode):
    session = make_session(page.survey, worker=worker, mode=mode)
    client.force_login(worker)
    assert client.get(reverse("group_session", args=[session.uuid])).status_code == 200
    assert client.get(reverse("group_room", args=[session.uuid])).status_code == 200
    assert client.get("/desk/groups/").status_code == 200


def test_counts_are_shown_from_three_on():
    assert [rules.shown_count(number) for number in (0, 1, 2, 3, 40)] == [None, None, None, 3, 40]


def test_hands_of_a_long_survey_can_be_written_down(client, worker):
    survey = make_survey(questions=[single(f"Question {n}", tuple("ABCDEF")) for n in range(40)])
    session = make_session(make_page(survey=survey).survey, worker=worker, mode="hands")
    client.force_login(worker)
    names = [f"{one.qid}.{choice.cid}" for one in asked_in(session).questions for choice in one.choices]
    assert len(names) > FIELDS
    assert client.post(reverse("group_hands", args=[session.uuid]), dict.fromkeys(names, "1")).status_code == 302
    assert HandsCount.objects.filter(session=session).count() == 40
