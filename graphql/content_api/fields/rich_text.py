"""Rich text in the schema: the scalar ``Html``, and the type that answers a text in every form.

Links become public addresses through ``visible()``: a link to a page or document that the viewer may not see, or that
is gone, loses its anchor and keeps its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from graphql import GraphQLResolveInfo
from wagtail import rich_text as wagtail

from ..errors import BadInputError
from ..lookahead import Loader, loader_for
from ..lookahead.rich_text import LoadedAddresses, references_to
from ..rich_text import RenderedRichText, references_in, render
from ..rich_text.tree import NODES

MOST_WORDS = 1000


class Html(graphene.String):
    """HTML fragment of paragraphs, lists, links and inline marks; links are absolute public addresses."""


class RenderedHtml(str):
    """HTML that is safe and has its addresses; the door lets it pass as it is."""


class RichTextAst(graphene.Scalar):
    __doc__ = "\n".join(
        [
            "Rich text as a JSON tree in the shape of mdast (https://github.com/syntax-tree/mdast), for renderers that",
            "read it. Each node is an object with a `type` and:",
            "",
            *(f"- `{name}`: {content}" for name, content in NODES.items()),
            "",
            "Blocks are paragraph, blockquote, list and thematicBreak; all others are inline nodes.",
        ]
    )

    @staticmethod
    def serialize(tree: dict[str, Any]) -> dict[str, Any]:
        return tree


@dataclass(frozen=True)
class StoredRichText:
    """A text as Wagtail stores it, nothing of it rendered: what resolvers of ``RichText`` fields answer."""

    source: str


class RichText(graphene.ObjectType):
    """A text with paragraphs, lists, links and marks, in each form that a client may want.

    All forms say the same: links are absolute public addresses, and a link to something hidden or gone keeps its words
    only.
    """

    html = graphene.Field(Html, required=True, description="The text as an HTML fragment.")
    markdown = graphene.String(
        required=True,
        description="The text as CommonMark; struck-through text as GitHub writes it, sub- and superscripts as HTML.",
    )
    text = graphene.String(
        required=True,
        description="The words alone: paragraphs with an empty line between, items of lists on lines of their own.",
    )
    ast = graphene.Field(RichTextAst, required=True, description="The text as a syntax tree, with its root node.")
    excerpt = graphene.String(
        required=True,
        description="The first words on one line, with an ellipsis (…) where words are left out.",
        words=graphene.Int(
            default_value=40,
            description=f"How many words at most, 1 to {MOST_WORDS}; each Chinese character counts as one.",
        ),
    )

    def resolve_html(self: StoredRichText, info: GraphQLResolveInfo) -> str:
        return RenderedHtml(rendered(self.source, loader_for(info)).html)

    def resolve_markdown(self: StoredRichText, info: GraphQLResolveInfo) -> str:
        return rendered(self.source, loader_for(info)).markdown

    def resolve_text(self: StoredRichText, info: GraphQLResolveInfo) -> str:
        return rendered(self.source, loader_for(info)).text

    def resolve_ast(self: StoredRichText, info: GraphQLResolveInfo) -> dict[str, Any]:
        return rendered(self.source, loader_for(info)).tree

    def resolve_excerpt(self: StoredRichText, info: GraphQLResolveInfo, words: int | None = None) -> str:
        if words is None or not 1 <= words <= MOST_WORDS:
            raise BadInputError(f"The argument 'words' must be between 1 and {MOST_WORDS}.")
        return rendered(self.source, loader_for(info)).excerpt(words)


def html(text: wagtail.RichText | str, loader: Loader) -> str:
    """The stored rich text as safe HTML for the viewer of ``loader``."""
    return rendered(source_of(text), loader).html


def rendered(source: str, loader: Loader) -> RenderedRichText:
    """``source`` for the viewer of ``loader``, rendered once however many of its forms are asked for."""
    if source not in loader.rendered:
        loader.want(references_to(references_in(source)))
        loader.rendered[source] = render(source, LoadedAddresses(loader))
    found: RenderedRichText = loader.rendered[source]
    return found


def source_of(text: wagtail.RichText | str) -> str:
    """What is stored, from a field of a model or from a block."""
    return str(text.source) if isinstance(text, wagtail.RichText) else text
