"""Queries that are compiled once.

Django compiles a query anew each time it is made, which takes longer than the database needs for the answer. Most of
those that a request makes differ from the last ones in a list of keys alone, if at all: so the SQL is kept, and the
keys are written into it.

Where the connection prepares statements (psycopg's ``prepare_threshold``), PostgreSQL plans each only a few times, too.
Django's own cursors write values into the text of the SQL, of which nothing can be prepared.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Statements for so many ways to ask are kept, those that were used last; filters and restrictions make many of them.
MOST_KEPT = 500
# No primary keys. Two, so that they stand in a list of their own.
NUMBERS = [-9_007_199_254_740_881, -9_007_199_254_740_847]
TEXTS = ["\x01first\x01", "\x01second\x01"]

Row = Sequence[Any]
Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters; for a query by keys in two parts, between which the keys stand."""

    before: str
    after: str
    parameters_before: tuple[Any, ...]
    parameters_after: tuple[Any, ...]
    converters: tuple[tuple[int, Sequence[Converter], Any], ...]  # by column, with the column's expression

    def rows(self, keys: Sequence[Any] | None = None) -> list[Row]:
        """The rows, those for ``keys`` where it is a query by keys, with values as the model's fields have them."""
        if keys is None:
            sql, parameters = self.before, self.parameters_before
        elif connection.vendor == "postgresql":  # one text for any number of keys
            sql = f"{self.before.removesuffix('IN (')}= ANY(%s){self.after.removeprefix(')')}"
            parameters = (*self.parameters_before, list(keys), *self.parameters_after)
        else:
            sql = f"{self.before}{', '.join(['%s'] * len(keys))}{self.after}"
            parameters = (*self.parameters_before, *keys, *self.parameters_after)
        with _cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: list[Any] = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for column, converters, expression in self.converters:
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        return values


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor of Django's; one that binds values on PostgreSQL's side where statements are prepared."""
    raw: Any = _connected()
    if connection.vendor != "postgresql" or raw.prepare_threshold is None:
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs PostgreSQL's driver

    usual = raw.cursor_factory
    raw.cursor_factory, raw.prepared_max = ServerBindingCursor, MOST_KEPT
    try:
        cursor = connection.cursor()
    finally:
        raw.cursor_factory = usual
    with cursor:
        yield cursor


def _connected() -> Any:
    connection.ensure_connection()
    return connection.connection


class KeptStatements:
    """The statements that were used last, by name."""

    def __init__(self) -> None:
        self._statements: OrderedDict[Hashable, Statement] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable) -> Statement | None:
        with self._lock:
            if name in self._statements:
                self._statements.move_to_end(name)
            return self._statements.get(name)

    def put(self, name: Hashable, statement: Statement) -> Statement:
        with self._lock:
            self._statements[name] = statement
            while len(self._statements) > MOST_KEPT:
                self._statements.popitem(last=False)
        return statement

    def clear(self) -> None:
        with self._lock:
            self._statements.clear()


kept = KeptStatements()


def rows_of(name: Hashable, queryset: Callable[[], QuerySet[Any, Any]]) -> list[Row]:
    """What ``queryset()``, a ``values_list()``, answers. ``name`` stands for everything that it depends on."""
    try:
        return (kept.get(name) or kept.put(name, compiled(queryset()))).rows()
    except EmptyResultSet:
        return []


def rows_by_keys(
    name: Hashable, keys: Iterable[Any], queryset_for: Callable[[list[Any]], QuerySet[Any, Any]]
) -> list[Row]:
    """What ``queryset_for(keys)``, a ``values_list()``, answers; the keys are all numbers or all texts.

    ``name`` stands for everything that the queryset depends on besides the keys.
    """
    distinct = list(dict.fromkeys(keys))
    if not distinct:
        return []
    placeholders = TEXTS if isinstance(distinct[0], str) else NUMBERS
    try:
        return (kept.get(name) or kept.put(name, compiled(queryset_for(placeholders), placeholders))).rows(distinct)
    except EmptyResultSet:  # nobody sees any of them
        return []


def compiled(queryset: QuerySet[Any, Any], placeholders: Sequence[Any] = ()) -> Statement:
    """Raises ``ValueError`` where the keys do not stand in one list, and ``EmptyResultSet``."""
    compiler: Any = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column[0] for column in compiler.select])
    kept_converters = tuple((column, *found) for column, found in converters.items())
    if not placeholders:
        return Statement(sql, "", tuple(parameters), (), kept_converters)
    position = _position_of_keys(sql, parameters, placeholders)
    pieces = sql.split("%s")
    return Statement(
        before="%s".join(pieces[: position + 1]),
        after="%s".join(pieces[position + 2 :]),
        parameters_before=tuple(parameters[:position]),
        parameters_after=tuple(parameters[position + 2 :]),
        converters=kept_converters,
    )


def _position_of_keys(sql: str, parameters: Sequence[Any], placeholders: Sequence[Any]) -> int:
    """Where among the parameters the two placeholders stand, which must make up one ``IN (…)``."""
    positions = [position for position, value in enumerate(parameters) if value in placeholders]
    if len(positions) == 2 and parameters[positions[0]] == placeholders[0]:
        pieces = sql.split("%s")
        first, second = positions
        if pieces[first].endswith("IN (") and pieces[second] == ", " and pieces[second + 1].startswith(")"):
            return first
    raise ValueError(f"The keys do not stand in one list: {sql}")
