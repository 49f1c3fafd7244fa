"""Lists of pages with Grapple's arguments: limit, offset, order, id, inMenu, searchQuery, searchOperator."""

from __future__ import annotations

from typing import Any

import graphene
from django.conf import settings
from django.db.models import Case, QuerySet, When
from graphql import GraphQLResolveInfo
from grapple.types.structures import SearchOperatorEnum
from wagtail.models import Page

from ..errors import BadInputError
from ..lookahead import loader_for
from ..visibility import visible
from .ordering import PAGE_ORDERS, order_pages


class PageList(graphene.Field):
    """``[PageInterface!]!`` with the arguments that Grapple's ``QuerySetList`` has."""

    def __init__(self, page_interface: Any, description: str, **further_arguments: graphene.Argument) -> None:
        super().__init__(
            graphene.List(graphene.NonNull(page_interface)),
            required=True,
            description=description,
            limit=graphene.Int(description="Number of pages at most; 10 if left out, never more than 100."),
            offset=graphene.Int(description="Number of pages left out at the start."),
            order=graphene.String(description=f"One or more of {', '.join(PAGE_ORDERS)}; `-` reverses one."),
            id=graphene.ID(description="Only the page with this number."),
            in_menu=graphene.Boolean(description="Only pages that editors want in menus, or only the others."),
            search_query=graphene.String(description="Only pages that contain these words, best hits first."),
            search_operator=SearchOperatorEnum(
                default_value=SearchOperatorEnum.AND, description="Whether a hit has all of the words or any."
            ),
            **further_arguments,
        )


def narrow_pages(
    pages: QuerySet[Page],
    info: GraphQLResolveInfo,
    *,
    limit: int | None = None,
    offset: int | None = None,
    order: str | None = None,
    id: str | None = None,  # noqa: A002  (Grapple's name)
    in_menu: bool | None = None,
    search_query: str | None = None,
    search_operator: Any = "and",
) -> QuerySet[Page]:
    """What is visible of ``pages`` and the arguments leave. Raises ``BadInputError`` for values without sense."""
    loader = loader_for(info)
    pages = visible(pages, loader.viewer)
    if id is not None:
        pages = pages.filter(pk=number(id, "id"))
    if in_menu is not None:
        pages = pages.filter(show_in_menus=in_menu)
    if order is not None:
        pages = order_pages(pages, order)
    if search_query:
        hits = loader.search_hits(pages.model, _words(search_query), str(search_operator))
        pages = _among(pages, hits, keep_order=order is not None)
    return _sliced(pages, limit, offset)


def number(value: str, argument: str) -> int:
    """The value of an ``ID`` argument as a primary key."""
    if not value.isdecimal() or len(value) > 18:
        raise BadInputError(f"The argument '{argument}' must be a number, not {value!r}.")
    return int(value)


def _among(pages: QuerySet[Page], hits: list[Any], *, keep_order: bool) -> QuerySet[Page]:
    """Those ``pages`` that were hit: the search engine cannot take ``visible()`` as a filter."""
    found = pages.filter(pk__in=hits)
    if keep_order:
        return found
    by_relevance = Case(*(When(pk=pk, then=position) for position, pk in enumerate(hits)), default=len(hits))
    return found.order_by(by_relevance, "pk")


def _sliced(pages: QuerySet[Page], limit: int | None, offset: int | None) -> QuerySet[Page]:
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and value < 0:
            raise BadInputError(f"The argument '{name}' must not be negative, {value} is.")
    start = offset or 0
    sizes: dict[str, Any] = settings.GRAPPLE
    size = min(sizes["PAGE_SIZE"] if limit is None else limit, sizes["MAX_PAGE_SIZE"])
    return pages[start : start + size]
