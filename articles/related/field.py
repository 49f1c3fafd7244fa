"""The field ``related`` of page types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from wagtail.models import Page

from content_api.declare import GraphQLPages
from content_api.errors import BadInputError
from content_api.lookahead import Loader, Reference, loader_for

from .finding import related_for

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

MOST_RELATED = 20


class RelatedPages:
    """Mixin for a page type whose pages lead on to others.

    ``shares`` is the path of relations to what related pages have in common. ``chosen_pages`` is the child relation
    with the pages that editors chose, if the type has one.
    """

    shares: str
    chosen_pages = ""

    def related(self: Any, info: GraphQLResolveInfo, first: int) -> list[Reference]:
        """Raises ``BadInputError`` where ``first`` is out of range."""
        if not 0 <= first <= MOST_RELATED:
            raise BadInputError(f"The argument 'first' must be from 0 to {MOST_RELATED}, not {first}.")

        def find(pages: list[Any], loader: Loader) -> dict[int, list[Reference]]:
            related = related_for(pages, first, loader.viewer)
            return {key: [Reference(Page, one) for one in found] for key, found in related.items()}

        references: list[Reference] = loader_for(info).once(self, ("related", first), find)
        return references


def related_field(description: str) -> Any:
    """The declaration for ``graphql_fields``."""
    return GraphQLPages(
        "related",
        arguments={
            "first": graphene.Argument(
                graphene.Int, default_value=4, description=f"Number of pages at most, from 0 to {MOST_RELATED}."
            )
        },
        description=f"{description} Newest first among equals; only pages in the language of this one, no aliases.",
    )
