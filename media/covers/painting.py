"""The few things that covers are painted with: gradients, and shapes with smooth edges."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

from .palette import Colour, mix

WIDTH, HEIGHT = SIZE = (1600, 900)
FINE = 2  # shapes are drawn this many times larger, for smooth edges


def gradient(top: Colour, bottom: Colour, length: float) -> Image.Image:
    """Top to bottom over ``length`` pixels, ``bottom`` from there on."""
    column = Image.new("RGB", (1, HEIGHT))
    column.putdata([mix(top, bottom, min(1.0, y / length)) for y in range(HEIGHT)])
    return column.resize(SIZE)


def mask(paint: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
    """What ``paint`` draws, in fine coordinates, as a mask of the picture's size."""
    fine = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
    paint(ImageDraw.Draw(fine))
    return fine.resize(SIZE, Image.Resampling.BOX)


def disc(x: float, y: float, radius: float) -> Image.Image:
    """A mask of one circle."""
    return mask(lambda draw: draw.ellipse(circle(x, y, radius), fill=255))


def circle(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """The box of a circle in fine coordinates."""
    return box(x - radius, y - radius, x + radius, y + radius)


def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    """A box in fine coordinates."""
    return left * FINE, top * FINE, right * FINE, bottom * FINE
