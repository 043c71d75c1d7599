"""`manage.py demo` from end to end: alive on any day, and the same however often it runs."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import WorkflowState

from community.discussion.models import Post
from community.forums.models import Board
from community.moderation.enums import CaseKind, CaseState
from community.moderation.models import Case
from core.areas.models import Area
from core.safeguarding.models import Concern
from home.models import ChangedPage
from news.models import NewsPage
from support import queries as support
from support.bank_holidays import is_bank_holiday
from support.hours import State
from support.rules import is_overdue
from support.times import standing
from surveys import queries as surveys

pytestmark = pytest.mark.django_db
UK = ZoneInfo("Europe/London")
LATELY = datetime.timedelta(days=14)


def load(**options):
    call_command("demo", verbosity=0, **options)


def working_day_in(days):
    """Eleven in the morning, UK time, on the first working day `days` days from today or after."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    while day.weekday() > 4 or is_bank_holiday(day, "ENG"):
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time(11), UK)


def counts():
    """Rows of every table but the queue of background work, which is told of each save."""
    models = [model for model in apps.get_models() if model._meta.app_label != "django_tasks_database"]
    return {model._meta.label: model._default_manager.count() for model in models}


def check_that_it_is_alive():
    """Nothing of the first minute is empty, hidden or overdue by accident."""
    now, today = timezone.now(), timezone.localdate()
    services = list(support.visible_to(None))
    local = [service for service in services if standing(service.times, now).answer.state == State.OPEN]
    assert {"waymark", "kite-families"} <= {service.slug for service in local}
    assert [service.slug for service in services if is_overdue(service, now)] == ["kite-families"]
    assert [page.survey.anonymity for page in surveys.open_consultations()] == ["nobody", "role", "public"]
    assert len(surveys.closed_consultations()) == 1
    news = NewsPage.objects.filter(live=True)
    assert news.filter(published_on__gte=today - LATELY, published_on__lte=today).count() >= 2
    assert not news.filter(published_on__gt=today).exists()
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 1
    waiting = Case.objects.filter(state=CaseState.OPEN)
    assert sorted(waiting.values_list("kind", flat=True)) == sorted(
        [CaseKind.RISK, CaseKind.PERSONAL, CaseKind.WORDS, CaseKind.NEW, CaseKind.NEW]
    )
    assert all(case.opened_at <= now < case.due_at for case in waiting if case.kind == CaseKind.NEW)
    assert {timezone.localdate(concern.raised_at) for concern in Concern.objects.all()} == {today}
    boards = {board.name: board for board in Board.objects.all()}
    answered = Post.objects.filter(visibility="visible", official=True)
    assert len(boards) == 3
    assert all(answered.filter(thread__topic__board=board).exists() for board in boards.values())
    assert answered.filter(published_at__gte=now - LATELY, published_at__lte=now).exists()
    assert {row.value["state"] for row in ChangedPage.objects.get().rows} == {"done", "doing", "not", "late"}


def test_every_need_has_national_lines_and_every_area_has_help():
    load()
    services = support.visible_to(None)
    assert services.count() == 60
    for need in support.visible_needs():
        assert services.filter(needs=need, areas=None).count() >= 2, need.slug
        assert need.links
    for area in Area.objects.all():
        assert services.filter(areas=area).count() >= 8, area.slug


def test_it_is_alive_today_and_after_a_refresh_in_200_days_and_twice_changes_nothing(client):
    with time_machine.travel(working_day_in(0)):
        load()
        check_that_it_is_alive()
        results = client.get("/consultations/things-to-do-in-the-holidays/results/")
        assert b"240" in results.content
        first = counts()
        load()
        assert counts() == first
        assert mail.outbox == []
    with time_machine.travel(working_day_in(200)):
        load(refresh=True)
        check_that_it_is_alive()
        content = ("discussion.Post", "moderation.Case", "safeguarding.Concern", "news.NewsPage", "support.Service")
        assert {name: counts()[name] for name in content} == {name: first[name] for name in content}


def test_it_is_alive_when_first_loaded_in_800_days():
    with time_machine.travel(working_day_in(800)):
        load()
        check_that_it_is_alive()


def test_a_refresh_loads_nothing_where_no_demo_is():
    with pytest.raises(CommandError, match="not loaded here"):
        load(refresh=True)
