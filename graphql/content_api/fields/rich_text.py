"""Rich text in the schema: the scalar ``Html``, and the type that answers a text in every form.

Links become public addresses through ``visible()``: a link to a page or document that the viewer may not see, or that
is gone, loses its anchor and keeps its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import graphene
from django.db.models import Model
from graphql import GraphQLResolveInfo
from wagtail import rich_text as wagtail
from wagtail.documents import get_document_model
from wagtail.models import Page

from ..addresses import absolute_api_address
from ..errors import BadInputError
from ..rich_text import References, RenderedRichText, references_in, render
from ..rich_text.tree import NODES
from ..viewer import Viewer, viewer_for
from ..visibility import visible

MOST_WORDS = 1000


class Html(graphene.String):
    """HTML fragment of paragraphs, lists, links and inline marks; links are absolute public addresses."""


class RenderedHtml(str):
    """HTML that is safe and has its addresses; ``html()`` leaves it as it is."""


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
        return RenderedHtml(rendered(self.source, info).html)

    def resolve_markdown(self: StoredRichText, info: GraphQLResolveInfo) -> str:
        return rendered(self.source, info).markdown

    def resolve_text(self: StoredRichText, info: GraphQLResolveInfo) -> str:
        return rendered(self.source, info).text

    def resolve_ast(self: StoredRichText, info: GraphQLResolveInfo) -> dict[str, Any]:
        return rendered(self.source, info).tree

    def resolve_excerpt(self: StoredRichText, info: GraphQLResolveInfo, words: int | None = None) -> str:
        if words is None or not 1 <= words <= MOST_WORDS:
            raise BadInputError(f"The argument 'words' must be between 1 and {MOST_WORDS}.")
        return rendered(self.source, info).excerpt(words)


def html(text: wagtail.RichText | str, viewer: Viewer) -> str:
    """The stored rich text as safe HTML for ``viewer``."""
    if isinstance(text, RenderedHtml):
        return text
    source = source_of(text)
    return render(source, VisibleAddresses(references_in(source), viewer)).html


def rendered(source: str, info: GraphQLResolveInfo) -> RenderedRichText:
    """``source`` for the viewer of ``info``, rendered once in a request however many of its forms are asked for."""
    texts: dict[tuple[Viewer, str], RenderedRichText] = vars(info.context).setdefault("rich_texts", {})
    viewer = viewer_for(info)
    if (viewer, source) not in texts:
        texts[viewer, source] = render(source, VisibleAddresses(references_in(source), viewer))
    return texts[viewer, source]


def source_of(text: wagtail.RichText | str) -> str:
    """What is stored, from a field of a model or from a block."""
    return str(text.source) if isinstance(text, wagtail.RichText) else text


class VisibleAddresses:
    """Addresses of those ``references`` that ``viewer`` may see; asks once for all pages, once for all documents."""

    def __init__(self, references: References, viewer: Viewer) -> None:
        self._references = references
        self._viewer = viewer

    def page(self, number: int) -> str | None:
        return self._pages.get(number)

    def document(self, number: int) -> str | None:
        return self._documents.get(number)

    @cached_property
    def _pages(self) -> dict[int, str | None]:
        return self._found(Page, self._references.pages, lambda page: page.full_url)

    @cached_property
    def _documents(self) -> dict[int, str | None]:
        documents = self._references.documents
        return self._found(get_document_model(), documents, lambda document: absolute_api_address(document.url))

    def _found(
        self, model: type[Model], numbers: frozenset[int], address: Callable[[Any], str | None]
    ) -> dict[int, str | None]:
        targets = visible(model._default_manager.filter(pk__in=numbers), self._viewer)
        return {target.pk: address(target) for target in targets}
