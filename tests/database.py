"""Putting the test database back after a test that really committed.

Django empties every table after such a test; what migrations wrote (root page, locale, groups) is kept aside here and
put back at once, so the order of tests never matters.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from core.pages.version import raise_version
from home.archive.cached import forget_cached


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


# Raised by every change, so it says nothing about what a site holds.
VERSION = "pages_pageversion"
# Words of areas may be there before: what is in the index already is left.
WORDS = ("search_indexedword", "search_knownword")


class Planted:
    """What planting a site adds to a bare database, kept as copies of tables: putting it in again takes a tenth of the
    time that planting takes, and hundreds of tests begin with it."""

    def __init__(self) -> None:
        self._copies: list[tuple[str, str, str]] = []
        self._bare: dict[str, int] = {}

    def take(self, plant: Callable[[], object], pristine: Pristine) -> None:
        """Run `plant`, copy every table that it changed, and put the first rows back. Triggers must rest meanwhile.
        What waits for the commit is dropped, as in a test that rolls back."""
        quote = connection.ops.quote_name
        tables = sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))
        with transaction.atomic(), connection.cursor() as cursor:
            before = {table: _rows(cursor, quote(table)) for table in tables}
            plant()
            connection.run_on_commit = []
            for number, table in enumerate(tables):
                cursor.execute(f"DROP TABLE IF EXISTS planted_{number}")
                if table != VERSION and (rows := _rows(cursor, quote(table))) != before[table]:
                    cursor.execute(f"CREATE TABLE planted_{number} AS SELECT * FROM {quote(table)}")
                    names = ", ".join(quote(name) for name in rows[0])
                    self._copies.append((quote(table), f"planted_{number}", names))
                    self._bare[quote(table)] = len(before[table][1])
                    cursor.execute(f"DELETE FROM {quote(table)}")
            pristine.put_back()

    def put_in(self) -> bool:
        """Fill the tables as planting does; whether that was possible, which it is while they are bare. In one
        transaction: only at its end do rows that point at each other fit."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, bare in self._bare.items():
                if table.strip('"') in WORDS:
                    continue
                cursor.execute(f"SELECT COUNT(*) FROM {table}")
                if cursor.fetchone()[0] != bare:
                    return False
            for table, copy, names in self._copies:
                if self._bare[table]:
                    cursor.execute(f"DELETE FROM {table}")
                cursor.execute(
                    f"INSERT INTO {table} ({names}) SELECT {names} FROM {copy} WHERE TRUE ON CONFLICT DO NOTHING"
                )
        forget_cached()
        raise_version()
        return bool(self._copies)


PLANTED = Planted()


def _rows(cursor: object, table: str) -> tuple[list[str], list[tuple]]:
    """The names of the columns of `table`, and its rows in a steady order."""
    cursor.execute(f"SELECT * FROM {table}")
    return [column[0] for column in cursor.description], sorted(cursor.fetchall(), key=repr)
