"""Counts of the demonstration: thirteen months of reads, so that figures have something to show."""

from __future__ import annotations

import datetime

from core.pages.models import PageViews
from core.pages.reviews import uk_today
from core.search.models import MissedWord
from home.models import PageUse

READS = {
    "/": 160,
    "/support/": 120,
    "/news/": 45,
    "/consultations/": 60,
    "/community/": 50,
    "/about/": 15,
    "/safety/": 20,
}
MISSED = {"bursary": 14, "moped": 9, "allotment": 6}
DAYS = 395
EACH = 7


def load(today: datetime.date | None = None) -> None:
    """Write invented weekly counts over the last thirteen months where there are none. Two writes of many rows."""
    today = today or uk_today()
    if PageViews.objects.filter(day__lt=today - datetime.timedelta(days=EACH)).exists():
        return
    weeks = [(number, today - datetime.timedelta(days=DAYS - number * EACH)) for number in range(DAYS // EACH)]
    # They grow over the year and rest a little every fourth week, as a young site does.
    rows = [
        PageViews(path=path, day=day, reads=reads * (20 + number) // (40 if number % 4 else 52), robot_reads=reads // 3)
        for number, day in weeks
        for path, reads in READS.items()
    ]
    PageViews.objects.bulk_create(rows, ignore_conflicts=True)
    last = weeks[-1][1]
    PageUse.objects.bulk_create(
        [PageUse(path=path, day=last, yes=reads // 4, no=reads // 12) for path, reads in READS.items()],
        ignore_conflicts=True,
    )
    MissedWord.objects.bulk_create(
        [MissedWord(word=word, day=last, times=times) for word, times in MISSED.items()], ignore_conflicts=True
    )
