"""What several types declare to the API in the same words."""

from __future__ import annotations

from grapple.models import GraphQLStreamfield

from content_api.declare import Declaration, GraphQLBlocks


def body_fields(name: str = "body") -> list[Declaration]:
    """A body twice: in Grapple's form for its existing clients, and as a union of typed blocks."""
    return [
        GraphQLStreamfield(name, description="The text as blocks, in Grapple's form; `blocks` is easier to type."),
        GraphQLBlocks(
            "blocks",
            "articles.blocks.BodyBlock",
            source=name,
            description="The text as a union of typed blocks.",
        ),
    ]
