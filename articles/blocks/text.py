"""Blocks of running text: headings, paragraphs, quotations, dividers."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.text import slugify
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLString
from wagtail.blocks import ChoiceBlock, StructBlock, StructValue, URLBlock

from content_api.declare import GraphQLChoice, GraphQLHtml

from .children import line, lines, rich_text
from .fields import GraphQLText

GROUP = "Text"


class HeadingLevel(TextChoices):
    """Rank of a heading within a page whose title is the only h1."""

    H2 = "h2", "Section (h2)"
    H3 = "h3", "Subsection (h3)"
    H4 = "h4", "Below a subsection (h4)"


@register_streamfield_block
class HeadingBlock(StructBlock):
    text = line()
    level = ChoiceBlock(choices=HeadingLevel.choices, default=HeadingLevel.H2, search_index=False)
    anchor = line(
        required=False,
        max_length=100,
        search_index=False,
        help_text="Links such as “#history” lead here. Made from the text when left empty.",
    )

    class Meta:
        icon = "title"
        label = "Heading"
        label_format = "{text}"
        group = GROUP
        description = "Opens a section. Readers can link to it, and the table of contents lists it."
        preview_value = {
            "text": "What a web framework does",
            "level": "h2",
            "anchor": "what-a-web-framework-does",
        }
        template = "articles/blocks/heading.html"
        graphql_description = "A heading that opens a section."

    graphql_fields = [
        GraphQLText("text", description="The text of the block."),
        GraphQLChoice("level", HeadingLevel, required=True, description="Rank of the heading, below the title (h1)."),
        GraphQLString(
            "anchor",
            required=True,
            source="anchor_or_made",
            description="Fragment identifier for links to it.",
        ),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Keep the anchor that was given, or make one; it stays when the text changes later."""
        value = super().clean(value)
        value["anchor"] = anchor_of(value)
        return value

    def anchor_or_made(self, info: Any, values: dict[str, Any]) -> str:
        return anchor_of(values)


def anchor_of(heading: StructValue | dict[str, Any]) -> str:
    """The anchor of a heading; texts in any script are kept, as in addresses of our pages."""
    return slugify(heading["anchor"] or heading["text"] or "", allow_unicode=True)


@register_streamfield_block
class ParagraphBlock(StructBlock):
    body = rich_text()

    class Meta:
        icon = "pilcrow"
        label = "Paragraphs"
        group = GROUP
        description = "Running text: one or more paragraphs and lists, with links."
        preview_value = {
            "body": "<p>A <b>web framework</b> takes over what most sites have in common: reading requests, "
            "storing records and writing pages.</p><p>What remains is what makes your site different.</p>"
        }
        template = "articles/blocks/paragraph.html"
        graphql_description = "Running text: paragraphs and lists with links."

    graphql_fields: list[Any] = GraphQLHtml("body", required=True, description="The running text of the block.")


@register_streamfield_block
class QuoteBlock(StructBlock):
    text = lines(help_text="Without quotation marks; the site sets them.")
    attribution = line(required=False, help_text="Who said or wrote it, and where.")
    url = URLBlock(required=False, label="Address", help_text="Where it can be checked.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        label_format = "{text}"
        group = GROUP
        description = "Somebody's words, set apart from ours, with their source."
        preview_value = {
            "text": "Every distinct concept and/or piece of data should live in one, and only one, place.",
            "attribution": "Django documentation, Design philosophies",
            "url": "https://docs.djangoproject.com/en/5.2/misc/design-philosophies/",
        }
        template = "articles/blocks/quote.html"
        graphql_description = "A quotation with its source."

    graphql_fields = [
        GraphQLText("text", description="The text of the block."),
        GraphQLText("attribution", description="Who said or wrote it, and where."),
        GraphQLText("url", description="Address that belongs to the block."),
    ]


@register_streamfield_block
class DividerBlock(StructBlock):
    class Meta:
        icon = "minus"
        label = "Divider"
        group = GROUP
        description = "A break between two lines of thought where a heading would be too much."
        preview_value: dict[str, Any] = {}
        template = "articles/blocks/divider.html"
        graphql_description = "A break in the text without a heading."

    graphql_fields: list[Any] = []
