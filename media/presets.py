"""The sizes and formats in which images are served.

The list is closed, so that nobody can ask for any number of files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from wagtail.images.models import Filter

NORMAL = 100  # the density of a preset's own size


class ImagePreset(TextChoices):
    """A named size of an image. The whole picture is kept unless “cropped” is said; nothing is enlarged."""

    THUMB = "thumb", "320 × 180, cropped: lists and small cards"
    CARD = "card", "640 × 360, cropped: cards and teasers"
    CONTENT = "content", "1200 wide: pictures within a text"
    HERO = "hero", "1920 × 1080, cropped: the picture at the top of a page"
    EMAIL = "email", "600 wide: newsletters"
    OG = "og", "1200 × 630, cropped: previews in social networks"
    FULL = "full", "At most 2400 × 2400: the picture on its own"


class ImageFormat(TextChoices):
    """A file format of an image."""

    JPEG = "jpeg", "JPEG: understood everywhere, mail programs included"
    WEBP = "webp", "WebP: a third smaller, understood by all current browsers"
    AVIF = "avif", "AVIF: smallest, understood by nearly all current browsers"


@dataclass(frozen=True)
class Preset:
    """A named size: what Wagtail does to the original, to which width and height, and at which densities.

    A density is a percentage of the size. Screens with finer pixels and narrower windows take another than 100.
    """

    name: ImagePreset
    operation: str
    width: int
    height: int | None = None
    densities: tuple[int, ...] = (50, 100, 150, 200)

    @property
    def description(self) -> str:
        return str(self.name.label)

    def width_at(self, density: int) -> int:
        return self.width * density // 100

    def filter_spec(self, density: int) -> str:
        """What Wagtail is told. Cropped sizes are whole pixels at every density, so that the crop is the same."""
        height = "" if self.height is None else f"x{self.height * density // 100}"
        return f"{self.operation}-{self.width_at(density)}{height}"

    def address_name(self, density: int) -> str:
        """How addresses name the size: the preset alone, else with the width."""
        return self.name.value if density == NORMAL else f"{self.name.value}-{self.width_at(density)}"


@dataclass(frozen=True)
class Output:
    """How a format is written."""

    format: ImageFormat
    quality: int
    extension: str
    media_type: str

    @property
    def filter_spec(self) -> str:
        return f"format-{self.format.value}|{self.format.value}quality-{self.quality}"


PRESETS = {
    preset.name: preset
    for preset in (
        Preset(ImagePreset.THUMB, "fill", 320, 180),
        Preset(ImagePreset.CARD, "fill", 640, 360),
        Preset(ImagePreset.CONTENT, "width", 1200),
        # Twice would be eight million pixels, for which an encoder of AVIF needs up to ten seconds.
        Preset(ImagePreset.HERO, "fill", 1920, 1080, densities=(50, NORMAL, 150)),
        Preset(ImagePreset.EMAIL, "width", 600),
        Preset(ImagePreset.OG, "fill", 1200, 630),
        Preset(ImagePreset.FULL, "max", 2400, 2400, densities=(50, NORMAL)),
    )
}
BY_ADDRESS_NAME = {
    preset.address_name(density): (preset.name, density) for preset in PRESETS.values() for density in preset.densities
}

# Qualities that look alike; numbers of different formats cannot be compared.
OUTPUTS = {
    output.format: output
    for output in (
        Output(ImageFormat.JPEG, quality=78, extension="jpg", media_type="image/jpeg"),
        Output(ImageFormat.WEBP, quality=76, extension="webp", media_type="image/webp"),
        Output(ImageFormat.AVIF, quality=58, extension="avif", media_type="image/avif"),
    )
}


@cache
def filter_for(preset: ImagePreset, image_format: ImageFormat, density: int = NORMAL) -> Filter:
    """Wagtail's filter for a preset in a format. A ``KeyError`` where the preset has no such density."""
    if density not in PRESETS[preset].densities:
        raise KeyError(density)
    return Filter(f"{PRESETS[preset].filter_spec(density)}|{OUTPUTS[image_format].filter_spec}")
