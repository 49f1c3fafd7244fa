"""Images for whoever shows a page elsewhere: search engines and social networks, which all read JPEG."""

from __future__ import annotations

from collections.abc import Collection

from content_api.seo.parts import ImagePurpose, ImageReference, PublicImage, finds_images
from content_api.touched import depends_on, touch_objects
from content_api.viewer import Viewer
from content_api.visibility import visible

from .addresses import rendition_address, rendition_size
from .models import Image
from .presets import OUTPUTS, ImageFormat, ImagePreset

# A logo must not be cropped.
PRESETS = {ImagePurpose.SHARE: ImagePreset.OG, ImagePurpose.LOGO: ImagePreset.FULL}


@finds_images
def public_images(references: Collection[ImageReference], viewer: Viewer) -> dict[ImageReference, PublicImage]:
    """The visible images by their references: one statement."""
    keys = {reference.key for reference in references}
    touch_objects(Image, keys)
    with depends_on():
        images = visible(Image.objects.filter(pk__in=keys), viewer).in_bulk()
    return {reference: _public(images[reference.key], reference) for reference in references if reference.key in images}


def _public(image: Image, reference: ImageReference) -> PublicImage:
    preset = PRESETS[reference.purpose]
    width, height = rendition_size(image, preset)
    return PublicImage(
        url=rendition_address(image, preset, ImageFormat.JPEG),
        width=width,
        height=height,
        alt=image.description if reference.alt is None else reference.alt,
        media_type=OUTPUTS[ImageFormat.JPEG].media_type,
    )
