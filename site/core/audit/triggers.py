"""The database's own refusal to change what must not change: triggers against UPDATE, DELETE and (PostgreSQL) TRUNCATE,
and against rows for which a condition holds.

An app names its table once with `refuse_changes` or `refuse_when`. Triggers are put back after every `migrate`, because
on SQLite an altered table is a new one, without its triggers. Those with a condition are taken away before it: SQLite
alters no table that a trigger of another one names, and a condition that changed is written anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

_refusals: dict[str, str] = {}


@dataclass(frozen=True)
class _Condition:
    """Refuses, in the words of `refusal`, an `event` on `table` for which `condition` (SQL over NEW and OLD) holds."""

    table: str
    event: str
    condition: str
    refusal: str


_conditions: dict[str, _Condition] = {}

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
"""

_CHECKING = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '%', '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$
"""


def refuse_changes(model: type[Model], refusal: str) -> None:
    """Let the database refuse, in the words of `refusal`, every change of the rows of `model`. For `apps.ready()`."""
    _refusals[model._meta.db_table] = refusal


def refuse_when(model: type[Model], name: str, *, events: Iterable[str], condition: str, refusal: str) -> None:
    """Let the database refuse, in the words of `refusal`, each of `events` (insert, update) on a row of `model` for
    which `condition` holds: SQL over NEW and, for updates, OLD that both databases read alike. For `apps.ready()`."""
    for event in events:
        table = model._meta.db_table
        _conditions[f"{table}_{name}_{event}"] = _Condition(table, event, condition, refusal)


def _wanted(vendor: str) -> dict[str, tuple[str, str]]:
    """Trigger name → (table, the statement that makes it) on a database of `vendor`."""
    wanted: dict[str, tuple[str, str]] = {}
    for table, refusal in _refusals.items():
        for event in ("update", "delete", "truncate"):
            name = f"{table}_no_{event}"
            if vendor == "postgresql":
                each = "STATEMENT" if event == "truncate" else "ROW"
                making = f"BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change('{refusal}')"
                wanted[name] = (table, f"CREATE OR REPLACE TRIGGER {name} {making}")
            elif event != "truncate":
                making = f"BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
                wanted[name] = (table, f"CREATE TRIGGER IF NOT EXISTS {name} {making}")
    for name, one in _conditions.items():
        when = f"BEFORE {one.event} ON {one.table}"
        if vendor == "postgresql":
            checking = _CHECKING.format(name=name, condition=one.condition, refusal=one.refusal)
            making = f"CREATE OR REPLACE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()"
            wanted[name] = (one.table, f"{checking};{making}")
        else:
            making = f"{when} WHEN {one.condition} BEGIN SELECT RAISE(ABORT, '{one.refusal}'); END"
            wanted[name] = (one.table, f"CREATE TRIGGER IF NOT EXISTS {name} {making}")
    return wanted


def _there(connection: BaseDatabaseWrapper) -> set[str]:
    names = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(names)
        return {name for (name,) in cursor.fetchall()}


def missing(using: str = "default") -> dict[str, str]:
    """Trigger → its table, of those that ought to be there and are not, for tables that exist in database `using`."""
    connection = connections[using]
    tables, there = connection.introspection.table_names(), _there(connection)
    wanted = _wanted(connection.vendor)
    return {name: table for name, (table, _sql) in wanted.items() if table in tables and name not in there}


def install(using: str = "default") -> None:
    """Make every missing trigger in the database `using`; does nothing where all are there. Writes the schema."""
    absent = missing(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        if absent and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in absent:
            cursor.execute(_wanted(connection.vendor)[name][1])


def take_away_conditions(using: str = "default") -> None:
    """Drop the triggers that have a condition, until `install` makes them again. Writes the schema."""
    _drop(using, _conditions)


def _drop(using: str, names: Container[str]) -> None:
    connection = connections[using]
    wanted, there = _wanted(connection.vendor), _there(connection)
    with connection.cursor() as cursor:
        for name, (table, _sql) in wanted.items():
            if name in names and name in there:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on_table}")


@contextmanager
def suspended(using: str = "default") -> Iterator[None]:
    """Without the triggers for a while. For tests only, where they play someone who tampers."""
    _drop(using, _wanted(connections[using].vendor))
    try:
        yield
    finally:
        install(using)
