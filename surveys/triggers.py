"""The database's own refusal to change or delete what was asked. Put back after every `migrate` (SQLite drops them)."""

from __future__ import annotations

from django.db import connections

from surveys.models import SurveyVersion

REFUSAL = "a published survey version never changes"
TABLE = SurveyVersion._meta.db_table
EVENTS = ("update", "delete")

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION surveys_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(using: str = "default") -> None:
    """Make the triggers in the database `using` where they are missing. Writes the schema."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for event in EVENTS:
            name = f"{TABLE}_no_{event}"
            if connection.vendor == "postgresql":
                body = f"BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION surveys_refuse()"
                cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {body}")
            else:
                body = f"BEFORE {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")
