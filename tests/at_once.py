"""The same work in many threads at once, for tests of races."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(number: int, work: Callable[[int], T], threads: int = 16) -> list[T]:
    """`work(n)` for each n under `number`, in `threads` with connections of their own; gives what they gave."""

    def run(n: int) -> T:
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(number)))
