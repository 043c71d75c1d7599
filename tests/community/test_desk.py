"""The desk: who reaches it, what a decision does, and that only one counts."""

import threading

import pytest
from django.db import connection

from community.discussion.models import Post
from community.moderation import actions, queries
from community.moderation.enums import CaseState, FlagReason, Outcome, Visibility
from community.moderation.models import Case, Decision
from core.people.enums import Role
from core.safeguarding.models import Concern
from tests.factories.areas import AreaFactory
from tests.factories.community import BoardFactory, make_reply, make_topic
from tests.factories.people import MemberFactory, StaffFactory
from tests.queries import assert_queries
from tests.waiting import PATIENCE_SECONDS


def case_of(post):
    return Case.objects.get(target_kind="post", target_id=post.pk, state=CaseState.OPEN)


def waiting_post(**more):
    return make_reply(make_topic().thread, shown=False, **more)


@pytest.mark.django_db
def test_guests_sign_in_and_members_meet_a_404(client):
    case = case_of(waiting_post())
    assert client.get("/desk/")["Location"].startswith("/account/login/")
    client.force_login(MemberFactory())
    assert client.get("/desk/").status_code == 404
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    assert client.post(f"/desk/cases/{case.pk}/decide/").status_code == 404
    client.force_login(StaffFactory(role=Role.EDITOR))
    assert client.get("/desk/").status_code == 404


@pytest.mark.django_db
def test_a_moderator_of_one_area_handles_that_area_alone(client):
    here, there = AreaFactory(), AreaFactory()
    mine = make_topic(board=BoardFactory(area=here), shown=False)
    other = make_topic(board=BoardFactory(area=there), shown=False)
    whole = make_topic(board=BoardFactory(), shown=False)
    moderator = StaffFactory(role=Role.MODERATOR, area=here)
    assert [case.target_id for case in queries.visible_to(moderator)] == [mine.pk]
    client.force_login(moderator)
    assert client.get(f"/desk/cases/{case_of(mine).pk}/").status_code == 200
    assert client.get(f"/desk/cases/{case_of(other).pk}/").status_code == 404
    assert client.get(f"/desk/cases/{case_of(whole).pk}/").status_code == 404


@pytest.mark.django_db
def test_the_queue_costs_at_most_eight_queries_with_ten_thousand_cases(client):
    from django.utils import timezone

    for _number in range(26):
        waiting_post()
    now = timezone.now()
    Case.objects.bulk_create(
        [Case(target_kind="post", target_id=10_000 + n, opened_at=now, due_at=now, severity=3) for n in range(10_000)],
        batch_size=500,
    )
    moderator = StaffFactory()
    with assert_queries(8, at_most=True):
        page = queries.queue(moderator)
        queries.waiting(moderator)
    assert len(page.rows) == queries.PAGE
    assert page.after


@pytest.mark.django_db
def test_showing_a_post_publishes_it_and_closes_the_case(client):
    post = waiting_post(text="Hello there")
    case = case_of(post)
    client.force_login(StaffFactory())
    client.get(f"/desk/cases/{case.pk}/")
    answer = client.post(f"/desk/cases/{case.pk}/decide/", {"version": 1, "revision": 1, "outcome": "shown"})
    assert answer["Location"] == "/desk/"
    post.refresh_from_db()
    assert (post.visibility, post.seq) == (Visibility.VISIBLE, 2)
    assert Decision.objects.get().outcome == Outcome.SHOWN


@pytest.mark.django_db
def test_taking_down_needs_a_reason_and_keeps_what_was_typed(client):
    case = case_of(waiting_post())
    client.force_login(StaffFactory())
    fields = {"version": 1, "revision": 1, "outcome": "removed", "note_to_writer": "Dear writer"}
    answer = client.post(f"/desk/cases/{case.pk}/decide/", fields)
    assert answer.status_code == 422
    assert b"Dear writer" in answer.content
    assert b"Pick the main reason" in answer.content
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_the_writer_reads_why_and_can_change_it_and_send_it_again(client):
    writer = MemberFactory()
    post = waiting_post(author=writer, text="Jo lives there")
    moderator = StaffFactory()
    client.force_login(moderator)
    fields = {"version": 1, "revision": 1, "outcome": "returned", "reason": "names", "note_to_writer": "Leave Jo out"}
    client.post(f"/desk/cases/{case_of(post).pk}/decide/", fields)
    client.force_login(writer)
    assert b"Leave Jo out" in client.get(f"/community/posts/{post.uuid}/").content
    page = client.get(f"/community/posts/{post.uuid}/change/")
    assert b"Jo lives there" in page.content
    client.post(f"/community/posts/{post.uuid}/change/", {"token": post.uuid, "text": "Someone lives there"})
    post.refresh_from_db()
    assert (post.visibility, post.revision) == (Visibility.PENDING, 2)
    assert case_of(post).state == CaseState.OPEN


@pytest.mark.django_db
def test_whoever_is_second_reads_what_was_decided_and_keeps_their_words(client):
    case = case_of(waiting_post())
    actions.decide(case=case, by=StaffFactory(), outcome=Outcome.SHOWN, version=1, revision=1)
    client.force_login(StaffFactory())
    fields = {"version": 1, "revision": 1, "outcome": "removed", "reason": "spam", "note_to_writer": "My long words"}
    answer = client.post(f"/desk/cases/{case.pk}/decide/", fields)
    assert answer.status_code == 409
    assert b"My long words" in answer.content
    assert b"Shown" in answer.content


@pytest.mark.django_db
def test_nobody_decides_about_their_own_words(client):
    moderator = StaffFactory()
    case = case_of(waiting_post(author=moderator))
    client.force_login(moderator)
    fields = {"version": 1, "revision": 1, "outcome": "shown"}
    assert client.post(f"/desk/cases/{case.pk}/decide/", fields).status_code == 404
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_case_in_a_colleagues_hands_waits_until_it_is_taken_over(client):
    case, first, second = case_of(waiting_post()), StaffFactory(), StaffFactory()
    assert actions.claim(case=case, by=first)
    assert not actions.claim(case=case, by=second)
    with pytest.raises(actions.HeldByAnother):
        actions.decide(case=case, by=second, outcome=Outcome.SHOWN, version=1, revision=1)
    client.force_login(second)
    client.post(f"/desk/cases/{case.pk}/take/")
    actions.decide(case=case, by=second, outcome=Outcome.SHOWN, version=1, revision=1)


@pytest.mark.django_db
def test_flags_join_one_case_and_hide_nothing(client):
    post = make_topic()
    for why in ("unkind", "private", "danger"):
        answer = client.post(
            f"/community/posts/{post.uuid}/report/", {"why": why}, headers={"sec-fetch-site": "same-origin"}
        )
        assert answer.status_code == 302
        receipt = client.get(answer["Location"])
        assert b"We never tell them" in receipt.content
        assert not receipt.cookies
    case = case_of(post)
    assert (case.flag_count, case.kind) == (3, "risk")
    assert Post.objects.get(pk=post.pk).visibility == Visibility.VISIBLE


@pytest.mark.django_db
def test_a_flag_from_elsewhere_is_asked_to_confirm_and_too_many_are_refused(client):
    post = make_topic()
    url = f"/community/posts/{post.uuid}/report/"
    assert client.post(url, {"why": "unkind"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(url, {"why": "no"}, headers={"sec-fetch-site": "same-origin"}).status_code == 200
    said = [
        client.post(url, {"why": "other", "note": "\x00 \u202e"}, headers={"sec-fetch-site": "same-origin"})
        for _n in range(12)
    ]
    assert all(answer.status_code in (200, 302, 429) for answer in said)
    said = [
        client.post(url, {"why": "other"}, headers={"sec-fetch-site": "same-origin"}).status_code for _n in range(12)
    ]
    assert said[0] == 302
    assert said[-1] == 429


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pairs", [200, pytest.param(10_000, marks=pytest.mark.slow)])
def test_two_moderators_at_once_make_exactly_one_decision(pairs):
    moderators, talk = [StaffFactory(), StaffFactory()], make_topic().thread
    for _pair in range(pairs):
        case = case_of(make_reply(talk, shown=False))
        start, outcomes = threading.Barrier(2), []

        def press(who, case=case, start=start, outcomes=outcomes):
            start.wait()
            try:
                actions.decide(case=case, by=who, outcome=Outcome.SHOWN, version=1, revision=1)
                outcomes.append("decided")
            except actions.Overtaken as problem:
                outcomes.append(problem.decision.outcome)
            finally:
                connection.close()

        threads = [threading.Thread(target=press, args=(who,)) for who in moderators]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
        assert sorted(outcomes) == ["decided", "shown"]
    assert Decision.objects.count() == pairs


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{}, {"outcome": "x"}, {"outcome": "shown", "version": "9" * 30, "revision": "a\x00"}]
)
def test_hostile_decisions_are_answered_plainly(client, fields):
    case = case_of(waiting_post())
    client.force_login(StaffFactory())
    assert client.post(f"/desk/cases/{case.pk}/decide/", fields).status_code == 422
    assert client.get("/desk/cases/99999999999999999999999/").status_code == 404
    assert client.get("/desk/", {"tab": "\x00", "after": "1~x~\x00"}).status_code == 200


@pytest.mark.django_db
def test_a_reason_for_every_kind_of_flag_is_known():
    assert set(FlagReason.values) == {"danger", "unkind", "private", "other"}


@pytest.mark.django_db
def test_a_safeguarding_lead_reads_what_was_said_and_can_open_it_at_the_desk(client):
    post = waiting_post(text="I am scared to go home. He hits me every night.")
    concern = Concern.objects.get(target=f"post:{post.pk}")
    client.force_login(StaffFactory(role=Role.DSL))
    page = client.get(f"/desk/safeguarding/{concern.pk}/").content.decode()
    assert "He hits me every night." in page
    assert f'href="/desk/cases/{case_of(post).pk}/"' in page
