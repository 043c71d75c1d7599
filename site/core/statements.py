"""Statements that are compiled once a connection. Django writes the SQL of a query anew each time that it is asked,
which for a short one costs ten times what the database does with it (docs/adr/0014).

A statement is a query set whose changing values are slots: `filter(pk=slot(Draft, "key_hash"))`. It is for what is
asked all day long; everywhere else the query set itself is the simpler way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

M = TypeVar("M", bound=Model)


class Slot(Expression):
    """The place of a value that is given when the statement is run, under `name`; written as `field` writes it."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A placeholder, and in the place of its value this slot."""
        return "%s", [self]


def slot(model: type[Model], field: str, name: str = "") -> Any:
    """A slot for values of `field` of `model`, called `name` (else as the field is)."""
    return Slot(name or field, model._meta.get_field(field))  # type: ignore[arg-type]


class Statement(Generic[M]):
    """SQL that is compiled at its first use on a connection. `queryset` is called then, once for each connection."""

    def __init__(self, queryset: Callable[[], QuerySet[M]]) -> None:
        self.queryset = queryset

    def run(self, **values: Any) -> int:
        """Run the statement with `values`, one for each slot; how many rows it wrote. One query."""
        with _connection().cursor() as cursor:
            self.put(cursor, values)
            return int(cursor.rowcount)

    def put(self, cursor: Any, values: dict[str, Any]) -> None:
        """Run the statement on `cursor`."""
        sql, params, _made = self.compiled()
        connection = cursor.db
        cursor.execute(sql, [_given(one, values, connection) if isinstance(one, Slot) else one for one in params])

    def compiled(self) -> tuple[str, Any, Any]:
        """SQL, parameters (slots among them), and what makes objects of rows, for the connection of this thread."""
        connection = _connection()
        kept: dict[Any, Any] = connection.__dict__.setdefault("sayso_statements", {})
        if self not in kept:
            compiler = self.query().get_compiler(connection=connection)
            sql, params = self.written(compiler)
            kept[self] = (sql, params, self.reading(compiler))
        return kept[self]

    def query(self) -> Any:
        """What is compiled."""
        return self.queryset().query

    def written(self, compiler: Any) -> tuple[str, Any]:
        """SQL and parameters, by the compiler of this statement."""
        sql, params = compiler.as_sql()
        return sql, tuple(params)

    def reading(self, compiler: Any) -> Any:
        """What makes objects of rows; a statement that writes has none."""
        return None


class Reading(Statement[M]):
    """A query set that is read: its fields, and those of `select_related`, without annotations."""

    def first(self, **values: Any) -> M | None:
        """The first row as an object; None where there is none. One query."""
        with _connection().cursor() as cursor:
            self.put(cursor, values)
            row = cursor.fetchone()
        return None if row is None else self.compiled()[2](row)

    def reading(self, compiler: Any) -> Callable[[Any], M]:
        """As django.db.models.query.ModelIterable does, with everything but the row worked out beforehand."""
        info, select, using = compiler.klass_info, compiler.select, compiler.connection.alias
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column[0].target.attname for column in select[start:end]]
        related = get_related_populators(info, select, using)
        converters = compiler.get_converters([expression for expression, _sql, _alias in select])

        def made(row: Any) -> M:
            (converted,) = compiler.apply_converters([row], converters)
            found = info["model"].from_db(using, names, converted[start:end])
            for populator in related:
                populator.populate(converted, found)
            return found

        return made


class Updating(Statement[M]):
    """An UPDATE of the rows of a query set. `fields`: which are written, each from the slot of its name."""

    def __init__(self, queryset: Callable[[], QuerySet[M]], *fields: str) -> None:
        super().__init__(queryset)
        self.fields = fields

    def query(self) -> Any:
        queryset = self.queryset()
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values({name: slot(queryset.model, name, f"new_{name}") for name in self.fields})
        return query


class Inserting(Statement[M]):
    """An INSERT of one row of `model`. `fields`: which are written, each from the slot of its name; the others need a
    default in the database. No signal is sent."""

    def __init__(self, model: type[M], *fields: str) -> None:
        super().__init__(model._default_manager.all)
        self.model, self.fields = model, fields

    def query(self) -> Any:
        fields: Any = [self.model._meta.get_field(name) for name in self.fields]
        query = InsertQuery(self.model)
        row = self.model(**{one.attname: slot(self.model, one.name) for one in fields})
        query.insert_values(fields, [row])
        return query

    def written(self, compiler: Any) -> tuple[str, Any]:
        ((sql, params),) = compiler.as_sql()
        return sql, tuple(params)


class Deleting(Statement[M]):
    """A DELETE of the rows of a query set, to which no row of another table leads. No signal is sent."""

    def query(self) -> Any:
        return self.queryset().query.chain(DeleteQuery)


def _connection() -> Any:
    """This thread's connection itself: the name that Django exports finds it anew for each of its attributes."""
    return connections[DEFAULT_DB_ALIAS]


def _given(one: Slot, values: dict[str, Any], connection: Any) -> Any:
    return one.output_field.get_db_prep_value(values[one.name], connection, prepared=False)
