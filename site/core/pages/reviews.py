"""The clock of reviews: what follows when nobody checked a page or a service by its date."""

from __future__ import annotations

import datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from django.utils import timezone

SOON = datetime.timedelta(days=14)
GRACE = datetime.timedelta(days=30)
LIMIT = datetime.timedelta(days=90)


class ReviewStage(IntEnum):
    """How late a review is; every stage keeps what the one before it brought."""

    FRESH = 0  # nothing to do
    SOON = 1  # within 14 days of the date: its keepers were reminded
    DUE = 2  # the day itself: reminded again
    LATE = 3  # past it: readers are told
    STALE = 4  # 30 days past it: no longer said to be open, inactive for other systems
    EXPIRED = 5  # 90 days past it: hidden, unless that would leave somebody without help


def stage_of(review_by: datetime.date | None, today: datetime.date) -> ReviewStage:
    """The stage on the UK day `today` of what must be checked by `review_by`; FRESH without a date."""
    if review_by is None or today < review_by - SOON:
        return ReviewStage.FRESH
    if today <= review_by:
        return ReviewStage.DUE if today == review_by else ReviewStage.SOON
    if today < review_by + GRACE:
        return ReviewStage.LATE
    return ReviewStage.STALE if today < review_by + LIMIT else ReviewStage.EXPIRED


def uk_today() -> datetime.date:
    """The day that it is in the UK."""
    return timezone.now().astimezone(ZoneInfo("Europe/London")).date()


def overdue_since(review_by: datetime.date | None) -> datetime.date | None:
    """`review_by` once it has passed, for the line that readers see; else None. Kept pages end at UK midnight."""
    return review_by if stage_of(review_by, uk_today()) >= ReviewStage.LATE else None
