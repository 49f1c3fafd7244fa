"""What stands behind a connection in an answer: rows read once, when a field asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from graphene.relay import PageInfo
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from ...viewer import viewer_for
from . import cursors
from .orders import Order
from .windows import Window


@dataclass
class Edge:
    """A row with its cursor, which is written only if a client wants it."""

    node: Any
    write: Callable[[Any], str]

    @property
    def cursor(self) -> str:
        return self.write(self.node)


class Answer:
    """One page of a list. ``rows`` are visible and filtered; ``mark`` names the list in cursors."""

    def __init__(
        self, rows: QuerySet[Any], order: Order, window: Window, mark: str, info: GraphQLResolveInfo
    ) -> None:
        self._rows = rows
        self._order = order
        self._window = window
        self._mark = mark
        self._info = info
        fields = order.fields(rows) if window.after or window.before else []
        self._after, self._before = (
            cursors.read(cursor, mark, fields) if cursor else None for cursor in (window.after, window.before)
        )

    @cached_property
    def total_count(self) -> int:
        """All rows of the list, counted when asked."""
        return self._rows.count()

    @cached_property
    def nodes(self) -> list[Any]:
        found = self._read[: self._window.size]
        if self._window.backward:
            found.reverse()
        _hand_on(found, self._info)
        return found

    @property
    def edges(self) -> list[Edge]:
        return [Edge(node, self._cursor) for node in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        window, nodes = self._window, self.nodes
        has_more = len(self._read) > window.size
        return PageInfo(
            has_next_page=window.before is not None if window.backward else has_more,
            has_previous_page=has_more if window.backward else window.after is not None,
            start_cursor=self._cursor(nodes[0]) if nodes else None,
            end_cursor=self._cursor(nodes[-1]) if nodes else None,
        )

    @cached_property
    def _read(self) -> list[Any]:
        """The rows of the page and one more, nearest to where the page begins first."""
        rows, backward = self._rows, self._window.backward
        if self._after:
            rows = self._order.beyond(rows, self._after)
        if self._before:
            rows = self._order.beyond(rows, self._before, backward=True)
        rows = self._order.sort(rows, backward=backward)
        if rows.model is Page:
            rows = rows.specific()  # type: ignore[attr-defined]
        return list(rows[: self._window.size + 1])

    def _cursor(self, row: Any) -> str:
        return cursors.write(self._mark, self._order.place(row))


def _hand_on(rows: list[Any], info: GraphQLResolveInfo) -> None:
    """Tell the doors that these rows have been read through ``visible()``."""
    verdicts = info.context.verdicts.setdefault(viewer_for(info), {})
    for row in rows:
        verdicts[Page if isinstance(row, Page) else type(row), row.pk] = row
