"""CPU of one call in this process, the same way for our surveys and for their peer."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

CHOICES = ("Yes", "No", "Maybe", "Never", "Always")
SENDS = 60


def cpu_of(call: Callable[[], object], times: int) -> float:
    """The median CPU of `times` calls in milliseconds, after a few to warm up."""
    for _warm in range(5):
        call()
    gc.collect()
    spent = []
    for _one in range(times):
        began = time.process_time()
        call()
        spent.append(time.process_time() - began)
    return 1000 * statistics.median(spent)
