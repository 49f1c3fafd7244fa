"""The declaration of a connection, and the root field that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Model, QuerySet
from graphene import relay
from graphql import GraphQLResolveInfo
from grapple.registry import registry
from wagtail.models import Page

from ...lookahead import loader_for
from ...roots import root_fields
from ...viewer import Viewer
from ...visibility import visible
from ..own_fields import columns_of_nodes
from ..sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter
from .answers import Answer, List
from .cursors import mark_of
from .filters import Filter, input_type
from .orders import Orders
from .values import canonical, plain
from .windows import WINDOW_ARGUMENTS, window

Narrow = Callable[[QuerySet[Any], Viewer], QuerySet[Any]]


def connection(
    name: str,
    model: type[Model],
    *,
    noun: str,
    description: str,
    filters: type[Filter],
    orders: Orders,
    node: Any = None,
    narrow: Narrow | None = None,
) -> None:
    """Add the root field ``name``, a list of the visible rows of ``model``.

    ``noun`` begins the names of its types. ``node`` is the GraphQL type of a row, by default the one that Grapple made
    for ``model``. ``narrow`` leaves rows out that are visible where they are reached, but belong in no list.
    """
    declared = Declaration(name, model, filters, orders, narrow)

    def resolve(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Answer:
        return declared.answer(info, **arguments)

    field = graphene.Field(
        _type(noun, node or registry.models[model]),
        required=True,
        description=description,
        **WINDOW_ARGUMENTS,
        filter=graphene.Argument(input_type(filters), description="Only what this holds for."),
        order_by=graphene.Argument(orders.enum, default_value=orders.default_member, description="What comes first."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )
    root_fields(type(f"{noun}ConnectionQuery", (), {name: field, f"resolve_{name}": staticmethod(resolve)}))


@dataclass(frozen=True)
class Declaration:
    """What answers a connection's root field."""

    name: str
    model: type[Model]
    filters: type[Filter]
    orders: Orders
    narrow: Narrow | None

    def answer(
        self,
        info: GraphQLResolveInfo,
        order_by: Any = None,
        filter: dict[str, Any] | None = None,  # noqa: A002  (the argument's name)
        site: str | None = None,
        locale: str | None = None,
        **window_arguments: Any,
    ) -> Answer:
        """The answer to a request. Raises ``BadInputError`` and ``BadCursorError``."""
        chosen = window(most=info.context.most_rows, **window_arguments)
        given = plain(filter)
        viewer = enter(info, site, locale)
        matching = self.filters.matching(given, viewer)
        order = self.orders.order(order_by.value if order_by else self.orders.default, viewer)
        seen = (viewer.site and viewer.site.pk, viewer.locale, viewer.reach.locales, viewer.reach.page_types)
        mark = mark_of(self.name, order.name, canonical(given), *seen)
        asked = List(lambda: self._rows(viewer).filter(matching), order, mark, is_whole=not given)
        return Answer(asked, chosen, columns_of_nodes(self.model, info), loader_for(info))

    def _rows(self, viewer: Viewer) -> QuerySet[Any]:
        """Every visible row that belongs in the list. Pages: in the viewer's locale, and no aliases of others."""
        rows = visible(self.model._default_manager.all(), viewer)
        if issubclass(self.model, Page):
            rows = rows.filter(alias_of__isnull=True)
            if viewer.locale:
                rows = rows.filter(locale__in=viewer.territory.locale_ids(viewer.locale))
        return self.narrow(rows, viewer) if self.narrow else rows


def _type(noun: str, node: Any) -> type[relay.Connection]:
    meta = type("Meta", (), {"node": node, "name": f"{noun}Connection", "strict_types": True})
    fields = {
        "Meta": meta,
        "__doc__": "One page of a list.",
        "nodes": graphene.List(
            graphene.NonNull(node), required=True, description="The items themselves, for clients without edges."
        ),
        "total_count": graphene.Int(
            required=True, description="Items in the whole list. Counting takes a query of its own: ask only if needed."
        ),
    }
    made: type[relay.Connection] = type(f"{noun}Connection", (relay.Connection,), fields)
    return made
