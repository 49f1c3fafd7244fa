"""Sections that are written for one issue."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLBoolean, GraphQLImage, GraphQLString
from wagtail.blocks import StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.children import line, lines, rich_text
from articles.blocks.examples import ShownWithExample
from articles.blocks.fields import GraphQLText
from articles.blocks.media import DescribedImageBlock
from content_api.declare import GraphQLHtml

WORDS = "Own words"


@register_streamfield_block
class SponsorBlock(ShownWithExample, StructBlock):
    disclosure = line(
        required=False,
        default="Advertisement",
        max_length=60,
        help_text="Stands above it. An issue with a sponsor is not published without it.",
    )
    sponsor = line(max_length=120, help_text="Who pays for it.")
    heading = line(required=False)
    image = DescribedImageBlock(required=False)
    text = lines(required=False)
    label = line(max_length=60, label="Text of the button")
    url = URLBlock(
        label="Address",
        help_text="Where it leads, https only. Campaign parameters of the sponsor's own are left as they are.",
    )

    example_child = "image"

    class Meta:
        icon = "tag"
        label = "Sponsor"
        label_format = "{sponsor}"
        group = WORDS
        description = "What a sponsor pays for, marked as an advertisement and set apart from the rest."
        preview_value = {
            "disclosure": "Advertisement",
            "sponsor": "Example Hosting",
            "heading": "Hosting that stays out of the way",
            "image": None,
            "text": "Push, and it runs.",
            "label": "See how",
            "url": "https://hosting.example/",
        }
        template = "syndication/blocks/sponsor.html"
        graphql_description = "What a sponsor pays for: show it as an advertisement."

    graphql_fields = [
        GraphQLText("disclosure", description="What marks it as an advertisement, to be shown above it."),
        GraphQLText("sponsor", required=True, description="Who pays for it."),
        GraphQLText("heading", description="Heading above the block."),
        GraphQLImage("image", description="The picture, or null where it is gone."),
        GraphQLString("alt_text", required=True, description="Alternative text; empty for a decorative picture."),
        GraphQLBoolean("decorative", required=True, description="Whether the picture adds nothing to the text."),
        GraphQLText("text", description="The text of the block."),
        GraphQLText("label", required=True, description="What to read on the block: a name, a button's text."),
        GraphQLText("url", description="Address that belongs to the block."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Readers follow the address from their mail program, so an open connection is refused, in drafts too."""
        value = super().clean(value)
        if value["url"] and not value["url"].startswith("https://"):
            error = ValidationError("A sponsor needs an https address.", code="insecure")
            raise StructBlockValidationError(block_errors={"url": error})
        return value

    def alt_text(self, info: Any, values: dict[str, Any]) -> str:
        return getattr(values["image"], "contextual_alt_text", None) or ""

    def decorative(self, info: Any, values: dict[str, Any]) -> bool:
        return bool(getattr(values["image"], "decorative", False))


@register_streamfield_block
class LetterBlock(StructBlock):
    heading = line(required=False)
    body = rich_text()

    class Meta:
        icon = "pilcrow"
        label = "Text"
        label_format = "{heading}"
        group = WORDS
        description = "A few paragraphs of your own: a greeting, a note, a farewell."
        preview_value = {"heading": "From the desk", "body": "<p>A short month, and a long article.</p>"}
        template = "syndication/blocks/text.html"
        graphql_description = "Paragraphs that are written for the issue."

    graphql_fields: list[Any] = [
        GraphQLText("heading", description="Heading above the block."),
        *GraphQLHtml("body", required=True, description="The running text of the block."),
    ]
