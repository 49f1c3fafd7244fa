"""The media app's part of the schema: renditions of images, and the addresses of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene
from grapple.models import GraphQLString

from content_api.addresses import absolute_api_address
from content_api.declare import GraphQLComputed, enum_of

from .addresses import rendition_address, rendition_size
from .presets import ImageFormat, ImagePreset

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


class ImageRendition(graphene.ObjectType):
    """An image in one of the named sizes."""

    url = graphene.String(required=True, description="Address of the file; the first request for it makes the file.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")


class ImageAddresses:
    """What the API asks an image for. Nothing here opens the file or writes."""

    def rendition(self: Any, info: GraphQLResolveInfo, preset: Any, format: Any) -> ImageRendition:  # noqa: A002
        width, height = rendition_size(self, preset.value)
        return ImageRendition(url=rendition_address(self, preset.value, format.value), width=width, height=height)

    def full_size_address(self: Any, info: GraphQLResolveInfo) -> str:
        return rendition_address(self, ImagePreset.FULL, ImageFormat.JPEG)


class DocumentAddress:
    """What the API asks a document for."""

    def download_address(self: Any, info: GraphQLResolveInfo) -> str:
        return absolute_api_address(self.url)


ADDRESSES_OF_IMAGE = [
    GraphQLComputed(
        "rendition",
        ImageRendition,
        {
            "preset": graphene.Argument(
                enum_of(ImagePreset), required=True, description="The size, one of a closed list."
            ),
            "format": graphene.Argument(
                enum_of(ImageFormat), default_value=ImageFormat.WEBP, description="The file format."
            ),
        },
        required=True,
        description="The image in a named size and format.",
    ),
    GraphQLString(
        "url",
        required=True,
        source="full_size_address",
        description="Address of the image as JPEG, at most 2400 pixels wide and high. Prefer `rendition`.",
    ),
]

ADDRESS_OF_DOCUMENT = [
    GraphQLString(
        "url", required=True, source="download_address", description="Address to download the document from."
    ),
]
