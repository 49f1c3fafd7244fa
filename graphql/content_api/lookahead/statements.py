"""Queries by lists of keys, compiled once.

Django compiles a query anew each time it is made, which takes longer than the database needs for an answer by keys.
All that differs between two of these queries is the list of keys, so the SQL is kept and the list written into it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Statements for so many ways to ask are kept; a site with view restrictions that change often has more of them.
MOST_KEPT = 500
# No primary key. Two, so that they stand in a list of their own.
PLACEHOLDERS = [-9_007_199_254_740_881, -9_007_199_254_740_847]

Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Statement:
    """SQL in two parts, between which the keys stand, with the parameters of each part."""

    before: str
    after: str
    parameters_before: tuple[Any, ...]
    parameters_after: tuple[Any, ...]
    converters: tuple[tuple[int, Sequence[Converter], Any], ...]  # by column, with the column's expression

    def rows(self, keys: Sequence[Any]) -> list[Sequence[Any]]:
        """The rows for ``keys``, with values as the model's fields have them."""
        sql = f"{self.before}{', '.join(['%s'] * len(keys))}{self.after}"
        with connection.cursor() as cursor:
            cursor.execute(sql, (*self.parameters_before, *keys, *self.parameters_after))
            rows: list[Any] = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for column, converters, expression in self.converters:
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        return values


_kept: dict[Hashable, Statement] = {}
_lock = Lock()


def rows_by_keys(
    name: Hashable, keys: Iterable[int], queryset_for: Callable[[list[int]], QuerySet[Any, Any]]
) -> list[Sequence[Any]]:
    """What ``queryset_for(keys)``, a ``values_list()``, answers.

    ``name`` stands for everything that the queryset depends on besides the keys.
    """
    distinct = list(dict.fromkeys(keys))
    if not distinct:
        return []
    try:
        return (_kept.get(name) or _keep(name, _compiled(queryset_for(PLACEHOLDERS)))).rows(distinct)
    except EmptyResultSet:  # nobody sees any of them
        return []


def _keep(name: Hashable, statement: Statement) -> Statement:
    with _lock:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[name] = statement
    return statement


def _compiled(queryset: QuerySet[Any, Any]) -> Statement:
    """Raises ``ValueError`` where the keys do not stand in one list, and ``EmptyResultSet``."""
    compiler: Any = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    if [value for value in parameters if value in PLACEHOLDERS] != PLACEHOLDERS:
        raise ValueError(f"The keys do not stand in one list: {sql}")
    position = parameters.index(PLACEHOLDERS[0])
    pieces = sql.split("%s")
    if pieces[position + 1] != ", ":
        raise ValueError(f"The keys do not stand in one list: {sql}")
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return Statement(
        before="%s".join(pieces[: position + 1]),
        after="%s".join(pieces[position + 2 :]),
        parameters_before=tuple(parameters[:position]),
        parameters_after=tuple(parameters[position + 2 :]),
        converters=tuple((column, *found) for column, found in converters.items()),
    )
