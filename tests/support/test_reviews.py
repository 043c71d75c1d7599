"""The review clock: reminders once, then a line for readers, then no "open", then hidden; never the last help."""

import datetime
from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audit.models import AuditEntry
from core.notifications.models import Notification
from core.pages.reviews import ReviewStage, stage_of
from core.people.enums import Role
from support import reviewing
from support.hours import State
from support.models import HelpSettings, Service
from support.queries import visible_to
from support.times import standing
from tests.factories.areas import AreaFactory
from tests.factories.people import StaffFactory
from tests.factories.support import NeedFactory, ServiceFactory
from tests.queries import count_queries

BY = date(2027, 3, 28)  # the clocks go forward on this day
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return StaffFactory(role=Role.EDITOR, factor=False)


def service(**more):
    return ServiceFactory(review_by=BY, **more)


def told(user):
    return [kind.removeprefix("support.review_") for kind in Notification.objects.filter(user=user)
            .order_by("pk").values_list("kind", flat=True)]  # fmt: skip


def run_each_day(first, last):
    for number in range((last - first).days + 1):
        reviewing.run_clock(first + timedelta(days=number))


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (-15, ReviewStage.FRESH),
        (-14, ReviewStage.SOON),
        (-1, ReviewStage.SOON),
        (0, ReviewStage.DUE),
        (1, ReviewStage.LATE),
        (29, ReviewStage.LATE),
        (30, ReviewStage.STALE),
        (89, ReviewStage.STALE),
        (90, ReviewStage.EXPIRED),
    ],
)
def test_each_stage_begins_on_its_day(days, stage):
    assert stage_of(BY, BY + timedelta(days=days)) == stage


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_the_stage_never_goes_back_as_days_pass(by, days):
    today = by + timedelta(days=days)
    assert stage_of(by, today) <= stage_of(by, today + timedelta(days=1))


def test_what_has_no_date_is_never_late():
    assert stage_of(None, date(2100, 1, 1)) == ReviewStage.FRESH


@pytest.mark.parametrize(
    ("instant", "is_late"),
    [
        ("2027-03-28T22:59:00+00:00", False),  # 23:59 in the UK, on the day
        ("2027-03-28T23:00:00+00:00", True),  # midnight in the UK
    ],
)
def test_readers_are_told_from_uk_midnight_on_the_day_that_the_clocks_change(client, instant, is_late):
    place = service().get_absolute_url()
    with time_machine.travel(instant, tick=False):
        assert (b"This was due to be checked on 28 March 2027" in client.get(place).content) == is_late


@pytest.mark.parametrize(("days", "state"), [(29, State.ALWAYS), (30, State.CHECK)])
def test_a_month_late_it_is_no_longer_said_to_be_open(days, state):
    now = datetime.datetime.combine(BY + timedelta(days=days), datetime.time(12), datetime.UTC)
    assert standing(service().times, now).answer.state == state


@pytest.mark.parametrize(
    ("days", "kinds"),
    [(-15, []), (-14, ["soon"]), (-1, ["soon"]), (0, ["soon", "due"]), (29, ["soon", "due"]),
     (30, ["soon", "due", "stale"]), (75, ["soon", "due", "stale"]), (76, ["soon", "due", "stale", "hiding"]),
     (90, ["soon", "due", "stale", "hiding", "hidden"])],
)  # fmt: skip
def test_the_keeper_is_told_each_thing_once_however_often_the_worker_runs(keeper, days, kinds):
    service(review_person=keeper)
    for number in (-20, -14, -10, -1, 0, 5, 30, 31, 76, 80, 90, 91):
        if number <= days:
            for _again in range(2):
                reviewing.run_clock(BY + timedelta(days=number))
    reviewing.run_clock(BY + timedelta(days=days))
    assert told(keeper) == kinds


def test_a_new_date_begins_anew(keeper):
    one = service(review_person=keeper)
    reviewing.run_clock(BY)
    one.review_by = BY + timedelta(days=100)
    one.save()
    reviewing.run_clock(one.review_by)
    assert told(keeper) == ["due", "due"]


def test_a_worker_that_dies_between_telling_and_noting_tells_once(keeper, monkeypatch):
    service(review_person=keeper)
    with monkeypatch.context() as broken:
        broken.setattr("core.notifications.once.notify", _dies)
        with pytest.raises(RuntimeError):
            reviewing.run_clock(BY)
    reviewing.run_clock(BY)
    reviewing.run_clock(BY)
    assert told(keeper) == ["due"]


def _dies(*_args, **_more):
    raise RuntimeError


def test_without_a_keeper_the_safeguarding_approvers_are_told(keeper):
    approver = StaffFactory(role=Role.SAFEGUARDING_APPROVER, factor=False)
    service()
    reviewing.run_clock(BY)
    assert told(approver) == ["due"]


@pytest.mark.django_db(transaction=True)
def test_a_team_gets_one_email_that_names_nothing(mailoutbox):
    from core.notifications.once import mail_teams

    one = service(review_email="team@example.org", name="A quiet place")
    for _again in range(2):
        reviewing.run_clock(BY)
        mail_teams()
    assert [letter.to for letter in mailoutbox] == [["team@example.org"]]
    assert "quiet" not in mailoutbox[0].subject + mailoutbox[0].body
    assert f"/cms/snippets/support/service/edit/{one.pk}/" in mailoutbox[0].body


def test_after_three_months_it_is_hidden_and_audited(client):
    one = service()
    run_each_day(BY + timedelta(days=70), BY + timedelta(days=89))
    assert visible_to().count() == 1
    reviewing.run_clock(BY + timedelta(days=90))
    assert visible_to().count() == 0
    assert client.get(one.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.filter(action="support.hidden", target=f"service:{one.pk}").count() == 1


def test_nothing_is_hidden_that_was_not_announced_14_days_before():
    service()
    late = BY + timedelta(days=300)
    run_each_day(late, late + timedelta(days=13))
    assert visible_to().count() == 1
    reviewing.run_clock(late + timedelta(days=14))
    assert visible_to().count() == 0


def hide_all():
    reviewing.run_clock(BY + timedelta(days=80))
    reviewing.run_clock(BY + timedelta(days=100))


def test_a_safe_fallback_is_never_hidden():
    service(is_fallback=True)
    hide_all()
    assert visible_to().count() == 1


def test_the_last_local_help_for_a_need_stays_and_the_accountable_person_is_told(client, keeper):
    here, need, head = AreaFactory(), NeedFactory(), StaffFactory(role=Role.AREA_LEAD, factor=False)
    AreaFactory()
    HelpSettings(accountable=head).save()
    one = service(areas=[here], needs=[need], review_person=keeper)
    ServiceFactory(needs=[need])  # national help does not make up for local help
    hide_all()
    assert visible_to().count() == 2
    assert told(head) == ["alone"]
    assert told(keeper)[-1] == "alone"
    with time_machine.travel("2027-07-10T12:00:00+00:00", tick=False):
        assert b"This was due to be checked on 28 March 2027" in client.get(one.get_absolute_url()).content


def test_of_two_that_cover_for_each_other_one_stays():
    here, need = AreaFactory(), NeedFactory()
    AreaFactory()
    for _one in range(2):
        service(areas=[here], needs=[need])
    hide_all()
    assert visible_to().count() == 1


def test_help_elsewhere_does_not_make_up_for_it_and_other_local_help_does():
    here, there, need = AreaFactory(), AreaFactory(), NeedFactory()
    one = service(areas=[here], needs=[need])
    ServiceFactory(areas=[there], needs=[need])
    hide_all()
    assert visible_to().filter(pk=one.pk).exists()
    ServiceFactory(areas=[here], needs=[need])
    reviewing.run_clock(BY + timedelta(days=101))
    assert not visible_to().filter(pk=one.pk).exists()


def test_the_last_line_for_the_whole_country_stays():
    need = NeedFactory()
    service(needs=[need])
    ServiceFactory(needs=[need], areas=[AreaFactory()])
    hide_all()
    assert visible_to().count() == 2


def test_checking_it_brings_it_back():
    one = service()
    hide_all()
    one.refresh_from_db()
    one.last_checked = BY + timedelta(days=100)
    one.review_by = BY + timedelta(days=400)
    one.save()
    assert visible_to().count() == 1


def test_publishing_an_older_version_changes_nothing_about_being_hidden():
    one = service()
    one.save_revision()
    hide_all()
    Service.objects.get(pk=one.pk).latest_revision.publish()
    assert Service.objects.get(pk=one.pk).hidden_on is not None


def test_a_need_is_reminded_of_and_marked_and_never_hidden(client, keeper):
    need = NeedFactory(review_by=BY, review_person=keeper)
    ServiceFactory(is_fallback=True)
    reviewing.run_clock(BY)
    hide_all()
    assert told(keeper) == ["due"]
    with time_machine.travel("2027-07-10T12:00:00+00:00", tick=False):
        page = client.get(need.get_absolute_url())
    assert b"This was due to be checked" in page.content


def test_what_is_not_due_costs_the_clock_no_query():
    reviewing.run_clock(date(2026, 11, 2))
    with count_queries() as few:
        reviewing.run_clock(date(2026, 11, 2))
    for _one in range(5):
        ServiceFactory()
    with count_queries() as many:
        reviewing.run_clock(date(2026, 11, 2))
    assert len(few) == len(many) == 2
