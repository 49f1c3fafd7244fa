"""The media app's part of the schema: renditions of images, and the addresses of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import graphene
from grapple.models import GraphQLString

from content_api.addresses import absolute_api_address
from content_api.declare import GraphQLComputed, enum_of
from content_api.leaves import reads_source_only

from .addresses import rendition_address, rendition_size, source_set
from .presets import OUTPUTS, ImageFormat, ImagePreset

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

# For a <picture>, whose browser takes the first that it understands.
SMALLEST_FIRST = (ImageFormat.AVIF, ImageFormat.WEBP, ImageFormat.JPEG)


@dataclass(frozen=True)
class Shown:
    """An image in a preset and format; nothing is computed before it is asked for."""

    image: Any
    preset: ImagePreset
    format: ImageFormat


class ImageSource(graphene.ObjectType):
    """What a `<source>` element of a `<picture>` holds: one format in all widths."""

    format = graphene.Field(enum_of(ImageFormat), required=True, description="The file format.")
    mime_type = graphene.String(required=True, description="Media type of the format, for the attribute `type`.")
    src_set = graphene.String(
        required=True, description="Addresses with their widths in pixels, for the attribute `srcset`."
    )

    def resolve_mime_type(self: Shown, info: GraphQLResolveInfo) -> str:
        return OUTPUTS[self.format].media_type

    def resolve_src_set(self: Shown, info: GraphQLResolveInfo) -> str:
        return source_set(self.image, self.preset, self.format)


class ImageRendition(graphene.ObjectType):
    """An image in one of the named sizes: its address, and those of the same picture in other widths and formats."""

    url = graphene.String(required=True, description="Address of the file; the first request for it makes the file.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    mime_type = graphene.String(required=True, description="Media type of the file.")
    src_set = graphene.String(
        required=True,
        description="The picture at half its size, once, one and a half times and mostly twice, as far as the original "
        "is large enough: addresses with their widths in pixels, for the attribute `srcset`.",
        format=graphene.Argument(enum_of(ImageFormat), description="Another format than that of the rendition."),
    )
    sources = graphene.List(
        graphene.NonNull(ImageSource),
        required=True,
        description="The picture in all formats, smallest files first, as `<picture>` lists its sources.",
    )

    @reads_source_only
    def resolve_url(self: Shown, info: GraphQLResolveInfo) -> str:
        return rendition_address(self.image, self.preset, self.format)

    @reads_source_only
    def resolve_width(self: Shown, info: GraphQLResolveInfo) -> int:
        return rendition_size(self.image, self.preset)[0]

    @reads_source_only
    def resolve_height(self: Shown, info: GraphQLResolveInfo) -> int:
        return rendition_size(self.image, self.preset)[1]

    def resolve_mime_type(self: Shown, info: GraphQLResolveInfo) -> str:
        return OUTPUTS[self.format].media_type

    def resolve_src_set(self: Shown, info: GraphQLResolveInfo, format: Any = None) -> str:  # noqa: A002
        return source_set(self.image, self.preset, format.value if format else self.format)

    def resolve_sources(self: Shown, info: GraphQLResolveInfo) -> list[Shown]:
        return [Shown(self.image, self.preset, image_format) for image_format in SMALLEST_FIRST]


class FocalPoint(graphene.ObjectType):
    """The centre of the part of an image that must stay visible, as CSS takes it in `object-position`."""

    x = graphene.Float(required=True, description="Percent of the width, from the left.")
    y = graphene.Float(required=True, description="Percent of the height, from the top.")


class ImageAddresses:
    """What the API asks an image for. Nothing here opens the file or writes."""

    def rendition(self: Any, info: GraphQLResolveInfo, preset: Any, format: Any) -> Shown:  # noqa: A002
        return Shown(self, ImagePreset(preset.value), ImageFormat(format.value))

    def full_size_address(self: Any, info: GraphQLResolveInfo) -> str:
        return rendition_address(self, ImagePreset.FULL, ImageFormat.JPEG)

    def focal_point_in_percent(self: Any, info: GraphQLResolveInfo) -> FocalPoint | None:
        """Two decimals: less than a pixel of any rendition."""
        if self.focal_point_x is None or self.focal_point_y is None:
            return None
        return FocalPoint(
            x=_percent(self.focal_point_x, self.width),
            y=_percent(self.focal_point_y, self.height),
        )


def _percent(part: int, whole: int) -> float:
    return round(min(100.0, 100 * part / whole), 2)


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

FOCAL_POINT_OF_IMAGE = [
    GraphQLComputed(
        "focal_point",
        FocalPoint,
        {},
        source="focal_point_in_percent",
        description="Centre of the part that must stay visible, in percent; null where editors chose none.",
    ),
]
