"""Words with which nothing was found: counted in memory, written in batches, never a search and never who.

A word is written only once several searches of one process shared it on one day, and only where nothing about it looks
like personal data. What a process has not written when it ends is lost: figures, not books.
"""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from core.screening import scan
from core.search.models import MissedWord

logger = logging.getLogger(__name__)
THRESHOLD = 5
MOST_WORDS = 2_000
SHORTEST, LONGEST = 3, 20

_counts: Counter[tuple[str, datetime.date]] = Counter()
_written: Counter[tuple[str, datetime.date]] = Counter()
_lock = threading.Lock()
_written_at = time.monotonic()


def count(words: Iterable[str]) -> None:
    """Count each of `words` (folded) once for today. Memory is bounded; nothing is written here."""
    global _written_at
    today = timezone.localdate()
    with _lock:
        for word in words:
            key = (word, today)
            if word.isalpha() and SHORTEST <= len(word) <= LONGEST and (key in _counts or len(_counts) < MOST_WORDS):
                _counts[key] += 1
        if time.monotonic() - _written_at < settings.PAGE_VIEWS_WRITTEN_EVERY_SECONDS:
            return
        _written_at = time.monotonic()
    threading.Thread(target=_flush_apart, name="missed words", daemon=True).start()


def _flush_apart() -> None:
    """Write over a connection of this thread; what cannot be written now is written next time."""
    try:
        flush()
    except DatabaseError as problem:
        logger.info("missed words not written: %s", type(problem).__name__)
    finally:
        connection.close()


def forget() -> None:
    """Drop what was counted."""
    with _lock:
        _counts.clear()
        _written.clear()


def flush() -> int:
    """Add to MissedWord what THRESHOLD searches of a day shared; how many rows. Other days are forgotten.

    Raises DatabaseError, and keeps the counts, when they cannot be written.
    """
    with _lock:
        for key in [key for key in _counts if key[1] != timezone.localdate()]:
            del _counts[key]
            _written.pop(key, None)
        new = {key: times - _written[key] for key, times in _counts.items() if times >= THRESHOLD}
    new = {key: times for key, times in new.items() if times and not _is_personal(key[0])}
    with transaction.atomic():
        for (word, day), times in new.items():
            row, _made = MissedWord.objects.get_or_create(word=word, day=day)
            MissedWord.objects.filter(pk=row.pk).update(times=F("times") + times)
    with _lock:
        _written.update(new)
    return len(new)


def _is_personal(word: str) -> bool:
    return any(hit.kind == "personal" for hit in scan(word))
