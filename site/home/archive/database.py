"""The rows of a site as portable lines of JSON: the same file goes into SQLite and into PostgreSQL."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from core.pages.models import PageVersion
from surveys.models import Draft

# Not worth keeping, or wrong on another machine: work in hand, leases, sign-ins, and the search index (made again).
LEFT_OUT = frozenset({"django_tasks_db", "django_tasks_database", "due", "sessions", "wagtailsearch"})
# Belongs to the database, not to what is in it: it moves with every row that comes back.
OWN = frozenset({PageVersion})
# What people have not sent stays theirs: it goes into no file, and a restored site holds none of it.
NOT_KEPT = OWN | {Draft}
BATCH = 500


class Exact(DjangoJSONEncoder):
    """Times to the microsecond: Django's own encoder cuts them, and the audit's chain is made over whole ones."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime | datetime.time) else super().default(o)


def kept_models() -> list[type[Model]]:
    """Every model with a table of its own that a backup holds, in an order that does not change.

    Content types come first: what listens to saved rows would otherwise make some of its own.
    """
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in LEFT_OUT
        and model not in NOT_KEPT
    ]
    return sorted(models, key=lambda model: model is not ContentType)


def applied_migrations() -> list[str]:
    """The migrations of this database, sorted, such as `people.0001_initial`."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it was at one moment, without holding writers up."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode or "IMMEDIATE"  # type: ignore[attr-defined]


def write_rows(stream: TextIO) -> int:
    """Write every row of every kept model to `stream`, one JSON object a line; returns how many."""
    count = 0
    writer = serializers.get_serializer("jsonl")
    for model in kept_models():
        fields = [field.name for field in model._meta.local_fields]
        for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
            # Many-to-many rows come with their own tables, parents of inherited models with theirs.
            stream.write(writer().serialize([row], fields=fields, cls=Exact).rstrip("\n") + "\n")
            count += 1
    return count


def replace_rows(stream: TextIO, *, expected: int) -> int:
    """Empty every table and fill it from `stream`, in one transaction; returns how many rows were read.

    Raises what the database raises when a row does not fit, and ValueError when there are not `expected` rows; then
    nothing has changed.
    """
    count = 0
    with resting_triggers(), transaction.atomic():
        _empty()
        ContentType.objects.clear_cache()
        for found in serializers.deserialize("jsonl", stream, handle_forward_references=False):
            found.save(save_m2m=False, force_insert=True)
            count += 1
        if count != expected:
            raise ValueError(f"{count} rows of {expected} are in it")
        connection.check_constraints()
        _reset_sequences()
    return count


def _empty() -> None:
    quote = connection.ops.quote_name
    tables = [
        quote(model._meta.db_table)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model not in OWN
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(sorted(set(tables)))} CASCADE")
        else:
            for table in sorted(set(tables)):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rest_triggers() -> Callable[[], None]:
    """Put aside the triggers that refuse changes (the audit's); returns what brings them back."""
    if connection.vendor == "sqlite":
        refusing = _rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%'")
        _run([f'DROP TRIGGER "{name}"' for name, _sql in refusing])
        return lambda: _run([sql for _name, sql in refusing])
    tables = [
        name for (name,) in _rows("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    ]
    _run([f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables])
    return lambda: _run([f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables])


@contextmanager
def resting_triggers() -> Iterator[None]:
    """Let append-only tables be emptied inside the block; their triggers are back after it, whatever happened."""
    bring_back = rest_triggers()
    try:
        yield
    finally:
        bring_back()
