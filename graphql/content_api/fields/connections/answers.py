"""What stands behind a connection in an answer: rows read once, when a field asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from ...lookahead import Loader
from ...lookahead.columns import Columns
from . import cursors
from .orders import PLACE, Order
from .windows import Window


@dataclass
class Edge:
    """A row and its place in the list; the cursor is written only if a client wants it."""

    node: Any
    mark: str
    place: list[Any]

    @property
    def cursor(self) -> str:
        return cursors.write(self.mark, self.place)


@dataclass(frozen=True)
class PageInfo:
    """What graphene's ``PageInfo`` says; the cursors are written only if a client wants them."""

    has_next_page: bool
    has_previous_page: bool
    edges: list[Edge]

    @property
    def start_cursor(self) -> str | None:
        return self.edges[0].cursor if self.edges else None

    @property
    def end_cursor(self) -> str | None:
        return self.edges[-1].cursor if self.edges else None


@dataclass(frozen=True)
class List:
    """A list as it was asked for. ``rows`` answers what is visible and matches the filter, in no order.

    ``mark`` names the list in cursors. A list that ``is_whole`` has no filter: its ``rows`` depend on the mark and on
    what the viewer sees, while a filter may hold keys that were looked up for it.
    """

    rows: Callable[[], QuerySet[Any]]
    order: Order
    mark: str
    is_whole: bool


class Answer:
    """One page of a list, of whose rows ``columns`` are read. Raises ``BadCursorError``."""

    def __init__(self, asked: List, window: Window, columns: Columns, loader: Loader) -> None:
        self._asked = asked
        self._window = window
        self._columns = columns
        self._loader = loader
        self._after, self._before = (
            None if cursor is None else self._place(cursor) for cursor in (window.after, window.before)
        )

    @cached_property
    def total_count(self) -> int:
        """All rows of the list, counted when asked."""
        return self._asked.rows().count()

    @cached_property
    def edges(self) -> list[Edge]:
        found = self._read[: self._window.size]
        if self._window.backward:
            found.reverse()
        places = [list(row[-len(PLACE) :]) for row in found]
        rows = self._loader.adopt(self._columns.instances(found))
        return [Edge(row, self._asked.mark, place) for row, place in zip(rows, places, strict=True)]

    @property
    def nodes(self) -> list[Any]:
        return [edge.node for edge in self.edges]

    @property
    def page_info(self) -> PageInfo:
        window = self._window
        has_more = len(self._read) > window.size
        return PageInfo(
            has_next_page=window.before is not None if window.backward else has_more,
            has_previous_page=has_more if window.backward else window.after is not None,
            edges=self.edges,
        )

    @cached_property
    def _read(self) -> list[Sequence[Any]]:
        """The columns and places of the page and of one row more, nearest to where the page begins first."""
        window = self._window
        if self._asked.is_whole and not (self._after or self._before):
            return self._loader.by_lists(
                (self._asked.mark, self._columns, window.size, window.backward), [], self._statement
            )
        return self._loader.evaluate(self._statement())

    def _statement(self) -> QuerySet[Any, Any]:
        rows, order, backward = self._asked.rows(), self._asked.order, self._window.backward
        if self._after:
            rows = order.beyond(rows, self._after)
        if self._before:
            rows = order.beyond(rows, self._before, backward=True)
        names = (*self._columns.names, *PLACE)
        return order.sort(rows, backward=backward).values_list(*names)[: self._window.size + 1]

    def _place(self, cursor: str) -> list[Any]:
        return cursors.read(cursor, self._asked.mark, self._asked.order.fields(self._asked.rows()))
