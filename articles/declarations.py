"""What several types declare to the API in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from grapple.models import GraphQLStreamfield

from content_api.declare import Declaration, GraphQLBlocks, GraphQLComputed, enum_of

from .blocks.outline import Heading, headings_in
from .blocks.text import HeadingLevel

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


class TableOfContentsEntry(graphene.ObjectType):
    """A heading that readers can go to."""

    anchor = graphene.String(required=True, description="Fragment identifier of the heading, as its block has it.")
    text = graphene.String(required=True, description="The text of the heading.")
    level = graphene.Field(
        enum_of(HeadingLevel), required=True, description="Rank of the heading, below the title (h1)."
    )


def body_fields(name: str = "body") -> list[Declaration]:
    """A body twice: in Grapple's form for its existing clients, and as a union of typed blocks; and its headings."""

    def table_of_contents(page: Any, info: GraphQLResolveInfo) -> list[Heading]:
        return list(headings_in(getattr(page, name)))

    return [
        GraphQLStreamfield(name, description="The text as blocks, in Grapple's form; `blocks` is easier to type."),
        GraphQLBlocks(
            "blocks",
            "articles.blocks.BodyBlock",
            source=name,
            description="The text as a union of typed blocks.",
        ),
        GraphQLComputed(
            "table_of_contents",
            TableOfContentsEntry,
            {},
            many=True,
            resolver=table_of_contents,
            reads=(name,),
            description="The headings of the text in order.",
        ),
    ]
