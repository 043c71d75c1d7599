"""Counting queries the one way that tests and the bench share: without BEGIN, COMMIT, ROLLBACK and savepoints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PRAGMA")


class Counted:
    """The SQL texts that ran, in order, once the block has ended."""

    def __init__(self) -> None:
        self.sql: list[str] = []

    def __len__(self) -> int:
        return len(self.sql)


@contextmanager
def count_queries() -> Iterator[Counted]:
    """Count the queries of the block on the default connection of this thread."""
    counted = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield counted
    counted.sql = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].lstrip().upper().startswith(_NOT_COUNTED)
    ]


@contextmanager
def assert_queries(number: int, *, at_most: bool = False) -> Iterator[Counted]:
    """Fail unless the block runs exactly `number` queries (`at_most`: no more than that); the failure lists them."""
    with count_queries() as counted:
        yield counted
    right = len(counted) <= number if at_most else len(counted) == number
    listing = "\n".join(f"{place}. {sql}" for place, sql in enumerate(counted.sql, 1))
    assert right, f"{len(counted)} queries where {number} {'at most ' if at_most else ''}were expected:\n{listing}"
