"""Paper and phone answers: typed in once each, several in a row, marked as such, by few."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.people.enums import Role
from core.safeguarding.models import Concern
from surveys.folding import fold
from surveys.models import Draft, GroupSession, PendingResponse, Response, SpentKey, Survey, SurveyVersion
from surveys.paper.actions import Entered, Slip, enter
from surveys.queries import definition_of
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.surveys import make_page, make_session
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def questions(page):
    return definition_of(page.survey.version).questions


@pytest.fixture
def analyst(client):
    user = StaffFactory(role=Role.ANALYST)
    client.force_login(user)
    return user


@pytest.fixture
def address(page):
    return reverse("paper_enter", args=[page.survey.version_id])


def filled(questions, number=1, pile="Library box", **other):
    one, several, words = questions
    return {
        "channel": "paper",
        "pile": pile,
        "number": str(number),
        f"q{one.qid}-answer": one.choices[1].cid,
        f"q{several.qid}-answer": [several.choices[0].cid],
        f"q{words.qid}-answer": "More lights",
        **other,
    }


def test_one_paper_becomes_one_response_marked_as_paper_and_the_next_is_ready(client, analyst, address, questions):
    stored = client.post(address, filled(questions, 17))
    waiting = PendingResponse.objects.get()
    assert waiting.channel == "paper"
    assert waiting.document[questions[2].qid] == "More lights"
    following = client.get(stored.url).content.decode()
    assert 'value="18"' in following
    assert 'value="Library box"' in following
    assert "More lights" not in following
    assert "checked" not in following.split('class="asked', 1)[1]


def test_a_call_is_marked_as_phone(client, analyst, address, questions):
    client.post(address, filled(questions, channel="phone"))
    assert PendingResponse.objects.get().channel == "phone"


def test_the_same_number_of_a_pile_is_stored_once_however_the_pile_is_written(client, analyst, address, questions):
    client.post(address, filled(questions, 17))
    again = client.post(address, filled(questions, 17, pile=" library   BOX"))
    assert again.status_code == 422
    assert b"typed in before" in again.content
    assert b"More lights" in again.content
    assert PendingResponse.objects.count() == 1
    assert client.post(address, filled(questions, 17, pile="Youth club")).status_code == 302
    assert PendingResponse.objects.count() == 2


def test_an_empty_paper_is_not_stored_and_spends_no_number(client, analyst, address):
    empty = client.post(address, {"channel": "paper", "pile": "Library box", "number": "3"})
    assert empty.status_code == 422
    assert not SpentKey.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "0"},
        {"number": "many"},
        {"number": ""},
        {"pile": ""},
        {"pile": "\u200b"},
        {"pile": "a\x00b"},
        {"channel": "site"},
    ],
)
def test_what_cannot_be_stored_is_told_and_nothing_typed_is_lost(client, analyst, address, questions, wrong):
    answer = client.post(address, {**filled(questions), **wrong})
    assert answer.status_code == 422
    assert b"More lights" in answer.content
    assert not PendingResponse.objects.exists()


def test_a_forged_choice_is_refused(client, analyst, address, questions):
    answer = client.post(address, {**filled(questions), f"q{questions[0].qid}-answer": "forged"})
    assert answer.status_code == 422
    assert not PendingResponse.objects.exists()


def test_no_cookie_of_answering_no_draft_and_no_audit_is_involved(client, analyst, address, questions):
    before = AuditEntry.objects.count()
    client.post(address, filled(questions))
    assert "sayso_answers" not in client.cookies
    assert not Draft.objects.exists()
    assert AuditEntry.objects.count() == before


def test_typed_in_answers_are_counted_with_their_channel(client, analyst, address, questions, page):
    client.post(address, filled(questions))
    fold(survey_id=page.survey_id)
    assert Response.objects.get().channel == "paper"


def test_paper_is_taken_until_two_days_after_closing(client, analyst, address, questions):
    Survey.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert client.post(address, filled(questions)).status_code == 302
    assert b"Type in paper" in client.get("/desk/paper/").content
    Survey.objects.update(closes_at=timezone.now() - timedelta(days=2, minutes=1))
    assert client.post(address, filled(questions, 2)).status_code == 404
    assert b"No consultation takes paper" in client.get("/desk/paper/").content


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_other_staff_may_not_read_what_is_on_paper(client, address, role):
    client.force_login(StaffFactory(role=role))
    assert client.get(address).status_code == 404
    assert client.get("/desk/paper/").status_code == 404


def test_guests_sign_in_and_members_meet_nothing(client, address):
    assert client.get(address).url.startswith("/account/login/")
    client.force_login(MemberFactory())
    assert client.get(address).status_code == 404


def test_a_worker_types_in_the_paper_of_their_own_paper_session_alone(client, page, questions):
    worker = StaffFactory(role=Role.YOUTH_WORKER)
    own = make_session(page.survey, worker=worker, mode="paper")
    client.force_login(worker)
    address = reverse("group_paper", args=[own.uuid])
    given = filled(questions)
    assert client.post(address, {name: value for name, value in given.items() if name not in ("pile", "channel")})
    assert PendingResponse.objects.get().channel == "paper"
    assert GroupSession.objects.get(pk=own.pk).started == 1
    tablet = make_session(page.survey, worker=worker, mode="tablet")
    others = make_session(page.survey, mode="paper")
    for session in (tablet, others):
        assert client.get(reverse("group_paper", args=[session.uuid])).status_code == 404


def test_storing_a_paper_writes_two_rows(analyst, page, questions):
    definition_of(page.survey.version)
    document = {questions[0].qid: questions[0].choices[0].cid}
    version = SurveyVersion.objects.select_related("survey").get(pk=page.survey.version_id)
    with assert_queries(2):
        entered = enter(version=version, document=document, slip=Slip("Library box", 1))
    assert entered == Entered.YES


def test_danger_on_a_sessions_own_paper_is_a_concern_that_names_the_session_once(page, questions):
    session = make_session(page.survey, mode="paper")
    document = {questions[2].qid: "I want to die."}
    kept = enter(version=page.survey.version, document=document, slip=Slip(str(session.uuid), 1), session=session)
    assert kept == Entered.YES
    concern = Concern.objects.get()
    assert concern.target == f"group_session:{session.uuid}"
    assert session.worker.notifications.filter(kind="group.may_need_you").count() == 1
    assert PendingResponse.objects.get().channel == "paper"
    fold(survey_id=page.survey_id)
    assert Concern.objects.count() == 1


def test_danger_on_paper_from_elsewhere_is_a_concern_without_a_session(page, questions):
    document = {questions[2].qid: "I want to die."}
    enter(version=page.survey.version, document=document, slip=Slip("Library box", 1))
    assert not Concern.objects.exists()
    fold(survey_id=page.survey_id)
    assert Concern.objects.get().target == "survey_answer"


def test_a_paper_that_was_typed_in_before_raises_nothing_again(page, questions):
    session = make_session(page.survey, mode="paper")
    document = {questions[2].qid: "I want to die."}
    slip = Slip(str(session.uuid), 1)
    given = {"version": page.survey.version, "document": document, "slip": slip, "session": session}
    assert [enter(**given), enter(**given)] == [Entered.YES, Entered.BEFORE]
    assert Concern.objects.count() == 1
