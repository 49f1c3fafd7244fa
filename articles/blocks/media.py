"""Blocks that show or offer a file: images, videos, documents."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLBoolean, GraphQLDocument, GraphQLImage, GraphQLString
from wagtail.blocks import StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from content_api.declare import GraphQLChoice

from .children import line, lines
from .examples import ShownWithExample
from .fields import GraphQLText
from .videos import Video, VideoProvider, video_at

GROUP = "Media"


class DescribedImageBlock(ImageBlock):
    """Wagtail's image with its alternative text, which here is asked for on publishing only.

    The publish gate asks for the text on every path that leads to the public, and knows about exceptions
    with a reason. The same rule in the form would hide the gate and its exception.
    """

    def clean(self, value: Any) -> Any:
        try:
            self.child_blocks["image"].clean(value)
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"image": error}) from error
        return value

    def get_searchable_content(self, value: Any) -> list[str]:
        alt_text = getattr(value, "contextual_alt_text", None)
        return [alt_text] if alt_text else []


@register_streamfield_block
class FigureBlock(ShownWithExample, StructBlock):
    image = DescribedImageBlock()
    caption = lines(required=False, rows=1, help_text="Says what the picture is about; shown below it.")
    credit = line(required=False, help_text="Only where it differs from the credit in the image library.")

    example_child = "image"

    class Meta:
        icon = "image"
        label = "Image"
        label_format = "{caption}"
        group = GROUP
        description = "A picture with caption and credit, described for people who cannot see it."
        preview_value = {
            "image": None,
            "caption": "Requests pass through layers of middleware before they reach a view.",
            "credit": "Drawing: Nuages",
        }
        template = "articles/blocks/figure.html"
        graphql_description = "A picture with alternative text, caption and credit."

    graphql_fields = [
        GraphQLImage("image", description="The picture, or null where it is gone."),
        GraphQLString("alt_text", required=True, description="Alternative text; empty for a decorative picture."),
        GraphQLBoolean("decorative", required=True, description="Whether the picture adds nothing to the text."),
        GraphQLText("caption", description="Caption of the block."),
        GraphQLText("credit", description="Who is to be named here, where it is not the credit of the image itself."),
    ]

    def alt_text(self, info: Any, values: dict[str, Any]) -> str:
        return getattr(values["image"], "contextual_alt_text", None) or ""

    def decorative(self, info: Any, values: dict[str, Any]) -> bool:
        return bool(getattr(values["image"], "decorative", False))


@register_streamfield_block
class VideoBlock(StructBlock):
    url = URLBlock(label="Address", help_text="Of a video at YouTube or Vimeo.")
    title = line(required=False, help_text="Read out to people who cannot see the video.")
    caption = lines(required=False, rows=1)

    class Meta:
        icon = "media"
        label = "Video"
        label_format = "{title}"
        group = GROUP
        description = "A video at YouTube or Vimeo. Nothing is loaded from there while you write."
        preview_value = {
            "url": "https://www.youtube.com/watch?v=i6Fr65PFqfk",
            "title": "Cal Henderson: Why I Hate Django",
            "caption": "The first DjangoCon invited a critic to speak.",
        }
        template = "articles/blocks/video.html"
        graphql_description = "A video at a known provider."

    graphql_fields = [
        GraphQLText("url", description="Address that belongs to the block."),
        GraphQLText("title", description="Title of the block."),
        GraphQLChoice("provider", VideoProvider, description="Where the video is hosted."),
        GraphQLString("video_id", description="The provider's identifier of the video."),
        GraphQLString("embed_url", description="Address of a player that sets as few cookies as its provider allows."),
        GraphQLText("caption", description="Caption of the block."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Refuse addresses of other providers, in drafts too, as any field refuses what is no address."""
        value = super().clean(value)
        if value["url"] and video_at(value["url"]) is None:
            message = "Only videos at YouTube and Vimeo can be shown. Use the https address of one video."
            raise StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return value

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"video": _video(value)}

    def provider(self, info: Any, values: dict[str, Any]) -> str | None:
        video = _video(values)
        return video.provider if video else None

    def video_id(self, info: Any, values: dict[str, Any]) -> str | None:
        video = _video(values)
        return video.video_id if video else None

    def embed_url(self, info: Any, values: dict[str, Any]) -> str | None:
        video = _video(values)
        return video.embed_url if video else None


def _video(values: StructValue | dict[str, Any]) -> Video | None:
    return video_at(values["url"] or "")


@register_streamfield_block
class DocumentBlock(ShownWithExample, StructBlock):
    document = DocumentChooserBlock()
    title = line(required=False, help_text="Only where it differs from the title of the document.")
    text = lines(required=False, help_text="What a reader finds in it.")

    example_child = "document"

    class Meta:
        icon = "doc-full-inverse"
        label = "Document"
        label_format = "{title}"
        group = GROUP
        description = "A file to download, with a word on what is in it."
        preview_value = {
            "document": None,
            "title": "Deployment checklist",
            "text": "The points to tick off before a site goes public.",
        }
        template = "articles/blocks/document.html"
        graphql_description = "A file to download."

    graphql_fields = [
        GraphQLDocument("document", description="The file, or null where it is gone."),
        GraphQLText("title", description="Title of the block."),
        GraphQLText("text", description="The text of the block."),
    ]
