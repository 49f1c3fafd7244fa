"""Orders: what a list can be sorted by.

Each order is a key that is never null, and after it the primary key, both in one direction: so every row has one
place, whatever is equal or missing, and a cursor can name it. An app declares::

    COMPANY_ORDERS = Orders(
        "CompanyOrder",
        Sort("TITLE", text("title"), ascending="Name, A to Z.", descending="Name, Z to A."),
        Sort("FOUNDED", known("founded", lowest=0, highest=9999), ascending="Oldest first.", …),
        default="TITLE_ASC",
    )
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import graphene
from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ...viewer import Viewer
from .expressions import Beyond, Collated, KeyBeside, Moment


@dataclass(frozen=True)
class Key:
    """What rows are compared by: an expression for a viewer and a direction, and the column that it is made of."""

    expression: Callable[[Viewer, bool], Any]
    column: str | None


PLACE = ("_order_key", "_order_row")  # what a row of a list carries for its cursor


def text(field: str) -> Key:
    """A text that is never null."""
    return Key(lambda viewer, ascending: Collated(F(field)), field)


def stored(field: str) -> Key:
    """A number or day that is never null."""
    return Key(lambda viewer, ascending: F(field), field)


def known(field: str, *, lowest: Any, highest: Any) -> Key:
    """A value that may be missing; such rows come last in both directions. Nothing lies beyond lowest and highest."""
    kind = Value(lowest).output_field

    def expression(viewer: Viewer, ascending: bool) -> Any:
        return Coalesce(F(field), Value(highest if ascending else lowest), output_field=kind)

    return Key(expression, field)


def moment(field: str) -> Key:
    """A date and time; rows without one come last where the newest is first, and first the other way round."""
    return Key(lambda viewer, ascending: Moment(F(field)), field)


def translated(texts: type[Model], owner: str, field: str, *, otherwise: str) -> Key:
    """A text in the viewer's locale, else in the default locale, else the row's field ``otherwise``."""

    def expression(viewer: Viewer, ascending: bool) -> Any:
        rows = texts._default_manager.filter(**{owner: OuterRef("pk")})
        locales = viewer.territory.locale_ids(*viewer.languages)
        found = [Subquery(rows.filter(locale=locale).values(field)[:1]) for locale in locales]
        return Collated(Coalesce(*found, F(otherwise)) if found else F(otherwise))

    return Key(expression, None)


@dataclass(frozen=True)
class Sort:
    """A key in both directions, and what the API says about them."""

    name: str
    key: Key
    ascending: str
    descending: str


class Orders:
    """The orders of one kind of list, as an enum of ``<NAME>_ASC`` and ``<NAME>_DESC``."""

    def __init__(self, name: str, *sorts: Sort, default: str) -> None:
        self.name = name
        self.default = default
        self._orders = {
            f"{sort.name}_{direction}": (sort, direction == "ASC") for sort in sorts for direction in ("ASC", "DESC")
        }

    def __iter__(self) -> Any:
        return iter(self._orders)

    @cached_property
    def enum(self) -> type[graphene.Enum]:
        def description(member: Any) -> str:
            if member is None:
                return "What a list is sorted by."
            sort, ascending = self._orders[member.value]
            return sort.ascending if ascending else sort.descending

        made: type[graphene.Enum] = graphene.Enum(self.name, [(name, name) for name in self], description=description)
        return made

    @property
    def default_member(self) -> Any:
        return self.enum[self.default]

    def order(self, name: str, viewer: Viewer) -> Order:
        """The order with this name, in the locale of ``viewer``."""
        sort, ascending = self._orders[name]
        row = KeyBeside(sort.key.column) if sort.key.column else F("pk")
        return Order(name, [sort.key.expression(viewer, ascending), row], ascending)


@dataclass(frozen=True)
class Order:
    """The columns of one order, none of them null, the last one unique; all in one direction."""

    name: str
    columns: list[Any]
    ascending: bool

    def sort(self, rows: QuerySet[Any], *, backward: bool = False) -> QuerySet[Any]:
        """``rows`` in this order, or from its end, each with its place."""
        placed = rows.annotate(**dict(zip(PLACE, self.columns, strict=True)))
        ascending = self.ascending is not backward
        return placed.order_by(*(F(name).asc() if ascending else F(name).desc() for name in PLACE))

    def beyond(self, rows: QuerySet[Any], place: list[Any], *, backward: bool = False) -> QuerySet[Any]:
        """Those of ``rows`` that come after ``place``, or before it."""
        operator = ">" if self.ascending is not backward else "<"
        values = [Value(value, field) for value, field in zip(place, self.fields(rows), strict=True)]
        return rows.filter(Beyond(self.columns, operator, values))

    def fields(self, rows: QuerySet[Any]) -> list[Any]:
        """The model fields that read the values of the columns."""
        placed = rows.annotate(**dict(zip(PLACE, self.columns, strict=True)))
        return [placed.query.annotations[name].output_field for name in PLACE]
