"""Queries that are compiled once.

Django compiles a query anew each time it is made, which takes longer than the database needs for the answer. Most of
those that a request makes differ from the last ones in a list of keys alone, if at all: so the SQL is kept, and the
keys are written into it.

Where the connection prepares statements (psycopg's ``prepare_threshold``), PostgreSQL plans each only a few times, too.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .binding import answer_to

# Statements for so many ways to ask are kept, those that were used last; filters and restrictions make many of them.
MOST_KEPT = 500
Row = Sequence[Any]
Keys = Sequence[Any]
Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Statement:
    """SQL in pieces, between which lists of keys stand, and the parameters of each piece.

    ``places`` says which of the lists stands where.
    """

    pieces: tuple[str, ...]
    parameters: tuple[tuple[Any, ...], ...]
    places: tuple[int, ...]
    converters: tuple[tuple[int, Sequence[Converter], Any], ...]  # by column, with the column's expression

    def rows(self, *lists: Keys) -> list[Row]:
        """The rows for these lists, with values as the model's fields have them."""
        rows = answer_to(*self.with_lists(*lists))
        return [self._converted(row) for row in rows] if self.converters else rows

    def with_lists(self, *lists: Keys) -> tuple[str, list[Any]]:
        """SQL and parameters for these lists."""
        return self._with_arrays(lists) if connection.vendor == "postgresql" else self._written_out(lists)

    def _with_arrays(self, lists: Sequence[Keys]) -> tuple[str, list[Any]]:
        parameters = [*self.parameters[0]]
        for place, further in zip(self.places, self.parameters[1:], strict=True):
            parameters.append(list(lists[place]))
            parameters += further
        return self._text_for_arrays, parameters

    @cached_property
    def _text_for_arrays(self) -> str:
        """One text for any number of keys."""
        return "= ANY(%s)".join(piece.removeprefix(")").removesuffix("IN (") for piece in self.pieces)

    def _written_out(self, lists: Sequence[Keys]) -> tuple[str, list[Any]]:
        sql, parameters = self.pieces[0], [*self.parameters[0]]
        for place, piece, further in zip(self.places, self.pieces[1:], self.parameters[1:], strict=True):
            keys = lists[place]
            sql = f"{sql}{', '.join(['%s'] * len(keys))}{piece}"
            parameters += keys
            parameters += further
        return sql, parameters

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for column, converters, expression in self.converters:
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        return values


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


def rows_by_lists(
    name: Hashable, lists: Sequence[Iterable[Any]], queryset_for: Callable[..., QuerySet[Any, Any]]
) -> list[Row]:
    """What ``queryset_for(*lists)``, a ``values_list()``, answers; each list holds nothing but numbers, or but texts.

    ``name`` stands for everything that the queryset depends on besides the lists.
    """
    distinct = [list(dict.fromkeys(keys)) for keys in lists]
    if not all(distinct):
        return []
    try:
        return statement_for(name, distinct, queryset_for).rows(*distinct)
    except EmptyResultSet:  # nobody sees any of them
        return []


def statement_for(name: Hashable, lists: Sequence[Keys], queryset_for: Callable[..., QuerySet[Any, Any]]) -> Statement:
    """The statement of that name; it is compiled when it is asked for first. The lists are not empty.

    Raises ``EmptyResultSet`` where Django knows that the queryset has no rows.
    """
    statement = kept.get(name)
    if statement is None:
        stand_ins = [_placeholders(number, keys[0]) for number, keys in enumerate(lists)]
        statement = kept.put(name, compiled(queryset_for(*stand_ins), *stand_ins))
    return statement


def _placeholders(number: int, key: Any) -> Keys:
    """Two that are no keys but like ``key``, so that they stand in a list of their own; others for each ``number``."""
    if isinstance(key, str):
        return [f"\x01first {number}\x01", f"\x01second {number}\x01"]
    return [-9_007_199_254_740_881 + 2 * number, -9_007_199_254_740_880 + 2 * number]


def compiled(queryset: QuerySet[Any, Any], *lists: Keys) -> Statement:
    """``queryset``, made with these placeholders for lists of keys; each may stand in it more than once.

    Raises ``ValueError`` where one stands elsewhere than in a list of its own, and ``EmptyResultSet``.
    """
    compiler: Any = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column[0] for column in compiler.select])
    found = sorted((at, number) for number, keys in enumerate(lists) for at in _positions(sql, parameters, keys))
    texts = sql.split("%s")
    starts = [0, *(position + 2 for position, _ in found)]
    ends = [*(position for position, _ in found), len(texts) - 1]
    return Statement(
        pieces=tuple("%s".join(texts[start : end + 1]) for start, end in zip(starts, ends, strict=True)),
        parameters=tuple(tuple(parameters[start:end]) for start, end in zip(starts, ends, strict=True)),
        places=tuple(number for _, number in found),
        converters=tuple((column, *functions) for column, functions in converters.items()),
    )


def _positions(sql: str, parameters: Sequence[Any], keys: Keys) -> list[int]:
    """Where among the parameters the two placeholders ``keys`` begin, which make up every ``IN (…)`` they are in."""
    texts = sql.split("%s")
    positions = [position for position, value in enumerate(parameters) if value in keys]
    firsts, seconds = positions[::2], positions[1::2]
    for first, second in zip_longest(firsts, seconds, fillvalue=-1):
        is_list = second == first + 1 and [parameters[first], parameters[second]] == list(keys)
        if not (is_list and texts[first].endswith("IN (") and texts[second] == ", " and texts[second + 1][:1] == ")"):
            raise ValueError(f"The keys do not stand in a list of their own: {sql}")
    if not firsts:
        raise ValueError(f"The keys stand nowhere: {sql}")
    return firsts
