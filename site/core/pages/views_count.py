"""How often addresses are read: counted in memory per path and day, written in batches, never per person.

The counts live in the processes that serve kept pages, so each writes its own, in a thread apart, when a read finds the
last writing long enough ago. A process that ends takes what it counted since then with it: figures, not books.
"""

from __future__ import annotations

import datetime
import logging
import re
import threading
import time
from collections import Counter
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from core.pages.models import PageViews

logger = logging.getLogger(__name__)
ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|headless", re.IGNORECASE)
MOST_PATHS = 20_000
SMALLEST_SHOWN = 10

_counts: Counter[tuple[str, datetime.date, bool]] = Counter()
_lock = threading.Lock()
_written_at = time.monotonic()


def count(path: str, user_agent: str) -> None:
    """Count one read of `path` today. `user_agent` only tells robots apart and is not kept. Memory is bounded."""
    global _written_at
    key = (path[:200], datetime.date.today(), is_robot(user_agent[:200]))
    with _lock:
        if key in _counts or len(_counts) < MOST_PATHS:
            _counts[key] += 1
        if time.monotonic() - _written_at < settings.PAGE_VIEWS_WRITTEN_EVERY_SECONDS:
            return
        _written_at = time.monotonic()
    threading.Thread(target=_flush_apart, name="page views", daemon=True).start()


def _flush_apart() -> None:
    """Write what was counted over a connection of this thread; what cannot be written now is written next time."""
    try:
        flush()
    except DatabaseError as problem:
        logger.info("page views not written: %s", type(problem).__name__)
    finally:
        connection.close()


@lru_cache(maxsize=256)
def is_robot(user_agent: str) -> bool:
    """Whether `user_agent` is a program's that reads by itself."""
    return not user_agent or bool(ROBOT.search(user_agent))


def forget() -> None:
    """Drop what was counted and not yet written."""
    with _lock:
        _counts.clear()
    is_robot.cache_clear()


def flush() -> int:
    """Add what was counted to PageViews and start afresh; the number of rows written.

    Raises DatabaseError, and keeps the counts, when they cannot be written.
    """
    with _lock:
        batch = dict(_counts)
        _counts.clear()
    try:
        _write(batch)
    except DatabaseError:
        with _lock:
            _counts.update(batch)
        raise
    return len(batch)


def _write(batch: dict[tuple[str, datetime.date, bool], int]) -> None:
    with transaction.atomic():
        for (path, day, robot), number in batch.items():
            row, _made = PageViews.objects.get_or_create(path=path, day=day)
            field = "robot_reads" if robot else "reads"
            PageViews.objects.filter(pk=row.pk).update(**{field: F(field) + number})
