"""Putting the test database back after a test that really committed.

Django empties every table after such a test; what migrations wrote (root page, locale, groups) is kept aside here and
put back at once, so the order of tests never matters.
"""

from __future__ import annotations

from django.db import connection, transaction


class Pristine:
    """Copies of the tables that hold rows right after migration, inside the same database."""

    def __init__(self) -> None:
        quote = connection.ops.quote_name
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        self._copies = []
        with connection.cursor() as cursor:
            for number, table in enumerate(sorted(tables)):
                cursor.execute(f"DROP TABLE IF EXISTS pristine_{number}")  # left by a run with --reuse-db
                cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")
                if cursor.fetchone():
                    cursor.execute(f"CREATE TABLE pristine_{number} AS SELECT * FROM {quote(table)}")
                    self._copies.append((quote(table), f"pristine_{number}"))

    def put_back(self) -> None:
        """Fill the emptied tables again. Constraints are checked at the end, so the order is free."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, copy in self._copies:
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {copy}")
