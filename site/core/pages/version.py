"""The version of public content: raised with every change, read cheaply by every process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import F, Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from core.pages.models import PageVersion

logger = logging.getLogger(__name__)
SHARDS = 1024
REREAD_SECONDS = 0.25
SUM_SQL = "SELECT COALESCE(SUM(number), 0) FROM pages_pageversion"

Version = tuple[int, int]
When = Callable[[Any, frozenset[str] | None], bool]
_watched: set[type[Model]] = set()
_local_changes = 0


def watch(*models: type[Model], when: When | None = None) -> None:
    """Raise the version in the same transaction whenever a row of `models` is saved or deleted.

    Call it in `apps.ready()` for every model that public pages show. `QuerySet.update()` and bulk writes send no
    signal: the action that uses them calls `raise_version()` itself. `when(row, update_fields)`: whether this row
    matters to what the public sees; for tables that are written often and seldom shown.
    """
    for model in models:
        if model in _watched:
            continue
        _watched.add(model)
        changed = _changed if when is None else _changed_when(when)
        label = model._meta.label
        post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"pages.watch.save.{label}")
        post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"pages.watch.delete.{label}")
        if when is not None:
            continue
        for field in model._meta.many_to_many:
            m2m_changed.connect(
                _changed,
                sender=getattr(model, field.name).through,
                dispatch_uid=f"pages.watch.m2m.{model._meta.label}.{field.name}",
            )


def watched() -> frozenset[type[Model]]:
    """The models that raise the version."""
    return frozenset(_watched)


def _changed(**_signal: Any) -> None:
    raise_version()


def _changed_when(when: When) -> Callable[..., None]:
    def changed(instance: Any, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
        if when(instance, update_fields):
            raise_version()

    return changed


def raise_version() -> None:
    """Say that public content changed, in the caller's transaction. Writes one row: this connection's shard."""
    global _local_changes
    _local_changes += 1
    shard = 0
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        shard = connection.connection.info.backend_pid % SHARDS
    if not PageVersion.objects.filter(shard=shard).update(number=F("number") + 1):
        PageVersion.objects.bulk_create(
            [PageVersion(shard=shard, number=1)],
            update_conflicts=True,
            unique_fields=["shard"],
            update_fields=["number"],
        )


class VersionReader:
    """Reads the version over a connection of its own, so that no request's transaction or query count is touched.

    SQLite: asks `PRAGMA data_version` each time (microseconds) and re-reads only when another connection committed.
    PostgreSQL: re-reads at most every REREAD_SECONDS.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrapper: Any = None
        self._number = 0
        self._data_version = -1
        self._read_at = float("-inf")

    def current(self) -> Version | None:
        """The version as (changes committed, changes of this process), or None when the database does not answer.

        The second part moves before a commit, which is harmless (a page stored in between is dropped when the first
        part moves) and makes a process see its own changes at once.
        """
        with self._lock:
            try:
                return self._read(), _local_changes
            except (DatabaseError, OSError) as problem:
                logger.info("page version not readable: %s", type(problem).__name__)
                self._close()
                return None

    def close(self) -> None:
        """End the connection and forget what was read."""
        with self._lock:
            self._close()

    def _read(self) -> int:
        if self._wrapper is None:
            wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            wrapper.inc_thread_sharing()
            wrapper.ensure_connection()
            self._wrapper = wrapper
        raw = self._wrapper.connection
        if self._wrapper.vendor == "sqlite":
            with self._wrapper.wrap_database_errors:
                moved = raw.execute("PRAGMA data_version").fetchone()[0]
                if moved != self._data_version:
                    self._number = raw.execute(SUM_SQL).fetchone()[0]
                    self._data_version = moved
        elif time.monotonic() - self._read_at > REREAD_SECONDS:
            with self._wrapper.wrap_database_errors:
                read_at = time.monotonic()
                self._number = int(raw.execute(SUM_SQL).fetchone()[0])
                self._read_at = read_at
        return self._number

    def _close(self) -> None:
        wrapper, self._wrapper = self._wrapper, None
        self._data_version, self._read_at = -1, float("-inf")
        if wrapper is not None:
            wrapper.close()


reader = VersionReader()
