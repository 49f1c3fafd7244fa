"""SQL behind orders: expressions that are never null, and their comparison with the place that a cursor names.

Each of them reads the same in ORDER BY, in a comparison and in the indexes of ``articles.migrations``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, CharField, DateTimeField, F, Func


class Collated(Func):
    """A text in an order that people expect, the same on every host.

    PostgreSQL: the Unicode root collation of ICU, which does not depend on the database's own and puts Chinese
    characters by radical. SQLite has none for all languages: ASCII letters without case, all else by code point.
    """

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE NOCASE", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "und-x-icu"', **extra)


class Moment(Func):
    """A date and time; one that is not known counts as long ago.

    The replacement stands in the SQL itself, not in a parameter: SQLite finds no index by an expression with one.
    """

    arity = 1
    output_field = DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="COALESCE(%(expressions)s, '1000-01-01 00:00:00')", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "COALESCE(%(expressions)s, '1000-01-01 00:00:00+00'::timestamptz)"
        return self.as_sql(compiler, connection, template=template, **extra)


class KeyBeside(F):
    """The primary key in the table that has the column ``field``, where an index can hold both.

    For a page, Django would take the equal column of the page type's own table, while dates and titles stand in
    ``wagtailcore_page``.
    """

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        column: Any = super().resolve_expression(*args, **kwargs)
        return column.target.model._meta.pk.get_col(column.alias)


class Beyond(Func):
    """``(key, row) > (x, y)``: row values, which an index that holds both looks up at once."""

    output_field = BooleanField()

    def __init__(self, columns: Sequence[Any], operator: str, values: Sequence[Any]) -> None:
        super().__init__(*columns, *values)
        self.operator = operator

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        key, row, x, y = (compiler.compile(expression) for expression in self.get_source_expressions())
        return f"({key[0]}, {row[0]}) {self.operator} ({x[0]}, {y[0]})", [*key[1], *row[1], *x[1], *y[1]]

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite looks up row values in an index of columns, but not of expressions: the key stands alone as well."""
        sql, params = self.as_sql(compiler, connection, **extra)
        key, _, x, _ = (compiler.compile(expression) for expression in self.get_source_expressions())
        return f"({key[0]} {self.operator}= {x[0]} AND {sql})", [*key[1], *x[1], *params]
