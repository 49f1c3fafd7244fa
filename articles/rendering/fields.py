"""The forms of a body as fields of the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import graphene
from django.utils import translation

from content_api.declare import Declaration, GraphQLComputed
from content_api.fields.fragments import Fragment
from content_api.fields.rich_text import Html, RenderedHtml
from content_api.viewer import viewer_for

from .html import html_of
from .markdown import markdown_of
from .parts import Part
from .reading import parts_of
from .text import text_of

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

# Fragments on blocks, for documents that read bodies.
BLOCKS = Path(__file__).parent / "blocks.graphql"
BODY = "{ blocks { ...Block } }"

Json = dict[str, Any]
Read = Callable[[Json], list[Part]]


def parts_of_body(answer: Json) -> list[Part]:
    return parts_of(answer["blocks"])


@cache
def fragment(selection: str) -> Fragment:
    """``selection``, which may use the fragments on blocks."""
    return Fragment(selection + BLOCKS.read_text())


def language_of(page: Any, info: GraphQLResolveInfo) -> str:
    """Language code of the page."""
    return viewer_for(info).territory.languages[page.locale_id]


def rendered_fields(
    selection: str = BODY, read: Read = parts_of_body, *, reads: tuple[str, ...] = ("body",)
) -> list[Declaration]:
    """``html``, ``text`` and ``markdown`` of what ``read`` makes of the answer to ``selection`` about the page."""

    def parts(page: Any, info: GraphQLResolveInfo) -> list[Part]:
        with translation.override(language_of(page, info)):
            return read(fragment(selection).of(page, info))

    def html(page: Any, info: GraphQLResolveInfo) -> str:
        return RenderedHtml(html_of(parts(page, info)))

    def text(page: Any, info: GraphQLResolveInfo) -> str:
        return text_of(parts(page, info))

    def markdown(page: Any, info: GraphQLResolveInfo) -> str:
        return markdown_of(parts(page, info))

    return [
        _declared("html", Html, html, reads, "HTML without styles and scripts, images as JPEG"),
        _declared("text", graphene.String, text, reads, "plain text, readable without any markup"),
        _declared("markdown", graphene.String, markdown, reads, "Markdown with tables"),
    ]


def _declared(
    name: str, graphql_type: Any, resolver: Callable[..., Any], reads: tuple[str, ...], form: str
) -> Declaration:
    return GraphQLComputed(
        name,
        graphql_type,
        {},
        required=True,
        resolver=resolver,
        reads=reads,
        description=f"All that stands below the title as {form}. All addresses in it are absolute.",
    )
