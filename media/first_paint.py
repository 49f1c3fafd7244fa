"""What a page can show before an image has arrived: a tiny blurred version and one colour."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

logger = logging.getLogger("media")

PLACEHOLDER_SIZE = (20, 20)
PLACEHOLDER_QUALITY = 40
COLOUR_SAMPLE_SIZE = (64, 64)
COLOURS_TOLD_APART = 8
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class FirstPaint:
    """Both empty where the file cannot be read."""

    placeholder: str = ""
    dominant_colour: str = ""


def first_paint(file: IO[bytes]) -> FirstPaint:
    """Compute both from an image file. The same file gives the same answer."""
    try:
        sample = _sample(file)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Nothing that is only shown meanwhile may keep an image from being stored.
        logger.warning("No placeholder: the image file cannot be read", exc_info=True)
        return FirstPaint()
    return FirstPaint(placeholder=_placeholder(sample), dominant_colour=_dominant_colour(sample))


def _sample(file: IO[bytes]) -> Image.Image:
    """A small upright version on white: transparent images are shown on a light page."""
    with Image.open(file) as opened:
        opened.draft("RGB", COLOUR_SAMPLE_SIZE)  # lets JPEG decode at a fraction of its size
        colours = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    colours.thumbnail(COLOUR_SAMPLE_SIZE, Image.Resampling.BOX)
    upright = ImageOps.exif_transpose(colours).convert("RGBA")
    background = Image.new("RGBA", upright.size, (*WHITE, 255))
    return Image.alpha_composite(background, upright).convert("RGB")


def _placeholder(sample: Image.Image) -> str:
    tiny = sample.copy()
    tiny.thumbnail(PLACEHOLDER_SIZE, Image.Resampling.LANCZOS)
    encoded = BytesIO()
    tiny.save(encoded, "WEBP", quality=PLACEHOLDER_QUALITY, method=6)
    return "data:image/webp;base64," + base64.b64encode(encoded.getvalue()).decode("ascii")


def _dominant_colour(sample: Image.Image) -> str:
    reduced = sample.quantize(COLOURS_TOLD_APART, method=Image.Quantize.MEDIANCUT)
    pixels = reduced.histogram()
    place = 3 * pixels.index(max(pixels))
    red, green, blue = (reduced.getpalette("RGB") or [])[place : place + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
