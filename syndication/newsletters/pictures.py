"""Pictures in mails: JPEG at absolute addresses, at the size that they are shown in and twice as fine."""

from __future__ import annotations

from dataclasses import dataclass

from articles.rendering.parts import Picture
from media.addresses import rendition_address, rendition_size
from media.models import Image
from media.presets import ImageFormat, ImagePreset


@dataclass(frozen=True)
class Size:
    """A preset at two of its densities, in percent: as shown, and for screens with finer pixels."""

    preset: ImagePreset
    shown: int
    fine: int


COLUMN = Size(ImagePreset.EMAIL, shown=100, fine=200)  # 600 wide: across the whole column
SMALL = Size(ImagePreset.THUMB, shown=50, fine=100)  # 160 by 90
LOGO = Size(ImagePreset.EMAIL, shown=50, fine=100)  # at most 300 wide


def picture(image: Image | None, size: Size, alt: str, *, is_decorative: bool = False) -> Picture | None:
    """``image`` in ``size``; without ``alt``, its own description stands for it unless it is decorative."""
    if image is None:
        return None
    width, height = rendition_size(image, size.preset, size.shown)
    fine_width, _ = rendition_size(image, size.preset, size.fine)
    return Picture(
        url=rendition_address(image, size.preset, ImageFormat.JPEG, size.shown),
        double_url=rendition_address(image, size.preset, ImageFormat.JPEG, size.fine) if fine_width > width else "",
        width=width,
        height=height,
        alt="" if is_decorative else (alt or image.description),
    )
