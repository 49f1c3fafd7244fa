"""Public addresses and sizes of renditions, told from the image's row alone.

Neither the file nor the table of renditions is looked at: the address is the same before and after the
rendition exists, and asking for it makes nothing. The rendition is made when the address is first followed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import get_script_prefix, reverse
from wagtail.images.models import Filter
from wagtail.images.rect import Rect

from .presets import NORMAL, OUTPUTS, PRESETS, ImageFormat, ImagePreset, filter_for

if TYPE_CHECKING:
    from .models import Image

# Signed so that only addresses that the API gave out can make a rendition.
_SALT = "media.rendition"
_VERSION_LENGTH = 16
_MOST_KEPT = 10_000  # sizes that a process keeps, about 3 MB; as many names and addresses


class Shape(NamedTuple):
    """All of an image that decides on sizes and cuts, as Wagtail's operations ask for it."""

    width: int
    height: int
    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None

    def get_focal_point(self) -> Rect | None:
        point = self[2:]
        return None if None in point else Rect.from_point(*point)

    def is_svg(self) -> bool:
        return False


def rendition_address(
    image: Image, preset: ImagePreset | str, image_format: ImageFormat | str, density: int = NORMAL
) -> str:
    """The absolute address of ``image`` in a preset and format, at one of the preset's densities."""
    preset, image_format = ImagePreset(preset), ImageFormat(image_format)
    size, spec = PRESETS[preset].address_name(density), filter_for(preset, image_format, density).spec
    file, shape, extension = _file(image), _shape(image), OUTPUTS[image_format].extension
    return _prefix() + _address(settings.SECRET_KEY, image.pk, size, file, spec, shape, extension)


def rendition_size(image: Image, preset: ImagePreset | str, density: int = NORMAL) -> tuple[int, int]:
    """Width and height that ``image`` has in a preset; the same in every format."""
    return _size(_shape(image), ImagePreset(preset), density)


def source_set(image: Image, preset: ImagePreset | str, image_format: ImageFormat | str) -> str:
    """The value of an HTML ``srcset``: ``image`` at all densities of a preset, the narrowest first.

    An image that is too small for a density is offered as wide as it is, once.
    """
    by_width: dict[int, int] = {}
    for density in PRESETS[ImagePreset(preset)].densities:
        by_width.setdefault(rendition_size(image, preset, density)[0], density)
    return ", ".join(
        f"{rendition_address(image, preset, image_format, density)} {width}w" for width, density in by_width.items()
    )


def file_name(image: Image, preset: ImagePreset, image_format: ImageFormat, density: int = NORMAL) -> str:
    """The last part of the address: a digest of all that decides what the file shows, and the extension."""
    spec = filter_for(preset, image_format, density).spec
    return _name(_file(image), spec, _shape(image), OUTPUTS[image_format].extension)


def is_ours(signature: str, image_id: int, size: str, name: str) -> bool:
    """Whether we signed this address, with the current key or one of ``SECRET_KEY_FALLBACKS``."""
    try:
        Signer(salt=_SALT).unsign(f"{_signed(image_id, size, name)}:{signature}")
    except BadSignature:
        return False
    return True


def _file(image: Image) -> str:
    """What tells one file from another."""
    return image.file_hash or str(image.file.name)


def with_other_addresses(text: str, address_of: Callable[[int], str]) -> str:
    """``text`` with what ``address_of`` answers for the image's key in the place of each address of a rendition."""
    pattern = rf"{re.escape(_prefix())}[\w-]+/(\d+)/[\w-]+/[0-9a-f]{{{_VERSION_LENGTH}}}\.[a-z]+"
    return re.sub(pattern, lambda match: address_of(int(match[1])), text)


def _shape(image: Image) -> Shape:
    return Shape(
        image.width,
        image.height,
        image.focal_point_x,
        image.focal_point_y,
        image.focal_point_width,
        image.focal_point_height,
    )


@lru_cache(maxsize=_MOST_KEPT)
def _address(key: str, image_id: int, size: str, file: str, spec: str, shape: Shape, extension: str) -> str:
    """What stands behind the prefix, signed with the secret ``key``."""
    name = _name(file, spec, shape, extension)
    signature = Signer(key=key, salt=_SALT).signature(_signed(image_id, size, name))
    return f"{signature}/{image_id}/{size}/{name}"


@lru_cache(maxsize=_MOST_KEPT)
def _name(file: str, spec: str, shape: Shape, extension: str) -> str:
    ingredients = (file, spec, Filter(spec=spec).get_cache_key(shape))
    version = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()[:_VERSION_LENGTH]
    return f"{version}.{extension}"


@lru_cache(maxsize=_MOST_KEPT)
def _size(shape: Shape, preset: ImagePreset, density: int) -> tuple[int, int]:
    width, height = filter_for(preset, ImageFormat.JPEG, density).get_transform(shape).size
    return int(width), int(height)


def _prefix() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + _path_prefix(get_script_prefix())


@lru_cache(maxsize=8)
def _path_prefix(script_prefix: str) -> str:
    """What stands before the signature. Reversing each address anew would cost more than all the rest."""
    end = "s/0/p/n"
    return reverse("media:rendition", args=end.split("/")).removesuffix(end)


def _signed(image_id: int, size: str, name: str) -> str:
    return f"{image_id}/{size}/{name}"
