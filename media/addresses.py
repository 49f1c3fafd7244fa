"""Public addresses and sizes of renditions, told from the image's row alone.

Neither the file nor the table of renditions is looked at: the address is the same before and after the
rendition exists, and asking for it makes nothing. The rendition is made when the address is first followed.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .presets import OUTPUTS, ImageFormat, ImagePreset, filter_for

if TYPE_CHECKING:
    from .models import Image

# Signed so that only addresses that the API gave out can make a rendition.
_SALT = "media.rendition"
_VERSION_LENGTH = 16


def rendition_address(image: Image, preset: ImagePreset | str, image_format: ImageFormat | str) -> str:
    """The absolute address of ``image`` in a preset and format."""
    preset, image_format = ImagePreset(preset), ImageFormat(image_format)
    name = file_name(image, preset, image_format)
    path = reverse(
        "media:rendition",
        args=[_signer().signature(_signed(image.pk, preset, name)), image.pk, preset.value, name],
    )
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def rendition_size(image: Image, preset: ImagePreset | str) -> tuple[int, int]:
    """Width and height that ``image`` has in a preset; the same in every format."""
    width, height = filter_for(ImagePreset(preset), ImageFormat.JPEG).get_transform(image).size
    return int(width), int(height)


def file_name(image: Image, preset: ImagePreset, image_format: ImageFormat) -> str:
    """The last part of the address: a digest of all that decides what the file shows, and the extension."""
    rendition_filter = filter_for(preset, image_format)
    ingredients = (
        image.file_hash or image.file.name,
        rendition_filter.spec,
        rendition_filter.get_cache_key(image),
    )
    version = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()[:_VERSION_LENGTH]
    return f"{version}.{OUTPUTS[image_format].extension}"


def is_ours(signature: str, image_id: int, preset: str, name: str) -> bool:
    """Whether we signed this address, with the current key or one of ``SECRET_KEY_FALLBACKS``."""
    try:
        _signer().unsign(f"{_signed(image_id, preset, name)}:{signature}")
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt=_SALT)


def _signed(image_id: int, preset: str, name: str) -> str:
    return f"{image_id}/{preset}/{name}"
