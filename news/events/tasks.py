"""What happens to sign-ups by itself."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone

from news.events.actions import settle
from news.events.models import Places

BATCH = 50


def settle_all() -> int:
    """Give places that are free to those who wait, for events that have not begun; how many events were looked at.
    Places are given in the moment that they come free: this only mends what a worker left undone. Repeatable."""
    free = Q(event__places=None) | Q(taken__lt=F("event__places"))
    waiting = Places.objects.filter(free, waiting__gt=0, event__live=True, event__starts__gt=timezone.now())
    found = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for pk in found:
        settle(event_id=pk)
    return len(found)
