"""The demo's talks: there once, good to read, and their dates follow the day."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from community.discussion.models import Post, Thread
from community.forums import demo
from community.forums.models import Board
from community.moderation.enums import CaseState
from community.moderation.models import Case
from core.areas.models import Area
from core.people import demo as people
from core.safeguarding.models import Concern

AREAS = ("marlow-vale", "kestrel-bay", "oakhampton", "tarn-moor", "brackley-cross")


@pytest.fixture
def _at_noon():
    """Noon today in the UK, standing still: early in the day the demo's newest talks are as new as the moment."""
    noon = datetime.datetime.combine(timezone.localdate(), datetime.time(12), ZoneInfo("Europe/London"))
    with time_machine.travel(noon, tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_at_noon")
def test_the_demo_loads_once_and_moves_with_the_day():
    for number, slug in enumerate(AREAS):
        Area.objects.get_or_create(slug=slug, defaults={"name": slug, "position": number})
    today = timezone.localdate()
    people.load(today)
    demo.load(today)

    def state():
        return Board.objects.count(), Thread.objects.count(), Post.objects.count(), Case.objects.count()

    first, times = state(), set(Post.objects.values_list("pk", "submitted_at"))
    assert first[:2] == (3, 8)
    demo.load(today)
    assert state() == first
    assert set(Post.objects.values_list("pk", "submitted_at")) == times
    waiting = Case.objects.filter(state=CaseState.OPEN)
    assert waiting.count() == 5
    assert set(waiting.values_list("kind", flat=True)) == {"risk", "personal", "words", "new"}
    assert Concern.objects.get().target.startswith("post:")
    assert Post.objects.filter(visibility="visible", official=True).count() > 5
    demo.load(today + datetime.timedelta(days=200))
    assert state() == first
    newest = Thread.objects.latest("last_published_at").last_published_at
    assert timezone.localdate(newest) >= today + datetime.timedelta(days=198)
