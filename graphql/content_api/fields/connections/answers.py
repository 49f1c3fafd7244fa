"""What stands behind a connection in an answer: rows read once, when a field asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from graphene.relay import PageInfo

from ...lookahead import Loader
from . import cursors
from .orders import Order
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


class Answer:
    """One page of a list. ``rows`` are visible and filtered; ``mark`` names the list in cursors.

    Raises ``BadCursorError``.
    """

    def __init__(self, rows: QuerySet[Any], order: Order, window: Window, mark: str, loader: Loader) -> None:
        self._rows = rows
        self._order = order
        self._window = window
        self._mark = mark
        self._loader = loader
        fields = order.fields(rows)
        self._after, self._before = (
            None if cursor is None else cursors.read(cursor, mark, fields) for cursor in (window.after, window.before)
        )

    @cached_property
    def total_count(self) -> int:
        """All rows of the list, counted when asked."""
        return self._rows.count()

    @cached_property
    def edges(self) -> list[Edge]:
        found = self._read[: self._window.size]
        if self._window.backward:
            found.reverse()
        places = [self._order.place(row) for row in found]
        rows = self._loader.adopt(found)  # which may answer other objects for them, without places
        return [Edge(row, self._mark, place) for row, place in zip(rows, places, strict=True)]

    @property
    def nodes(self) -> list[Any]:
        return [edge.node for edge in self.edges]

    @property
    def page_info(self) -> PageInfo:
        window, edges = self._window, self.edges
        has_more = len(self._read) > window.size
        return PageInfo(
            has_next_page=window.before is not None if window.backward else has_more,
            has_previous_page=has_more if window.backward else window.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )

    @cached_property
    def _read(self) -> list[Any]:
        """The rows of the page and one more, nearest to where the page begins first."""
        rows, backward = self._rows, self._window.backward
        if self._after:
            rows = self._order.beyond(rows, self._after)
        if self._before:
            rows = self._order.beyond(rows, self._before, backward=True)
        return self._loader.evaluate(self._order.sort(rows, backward=backward)[: self._window.size + 1])
