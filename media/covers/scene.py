"""Composes a cover.

The slug decides everything: the mood of the sky, the hues, the shape of the land, the place of the sun, each
cloud. So a cover is the same wherever the demo is loaded, and no two are alike.
"""

from __future__ import annotations

import hashlib
import math
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .painting import FINE, HEIGHT, SIZE, WIDTH, box, circle, disc, gradient, mask
from .palette import Colour, Palette, mix, palette_by
from .ridges import SHAPES, Ridge

JPEG_QUALITY = 88
LAYERS = 6


def draw_cover(slug: str, title: str) -> bytes:
    """A JPEG of 1600 × 900. No word is written on it: the title changes nothing and translations share it."""
    chance = Random(hashlib.sha256(slug.encode()).digest())  # noqa: S311  (a picture, not a secret)
    palette = palette_by(chance)
    horizon = HEIGHT * chance.uniform(0.46, 0.58)
    picture = gradient(palette.zenith, palette.horizon, HEIGHT * 0.62)
    _stars(picture, chance, palette)
    _sun(picture, chance, palette, horizon)
    _clouds(picture, chance, palette, horizon)
    _land(picture, chance, palette, horizon)
    file = BytesIO()
    picture.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _stars(picture: Image.Image, chance: Random, palette: Palette) -> None:
    def sprinkle(draw: ImageDraw.ImageDraw) -> None:
        for _ in range(palette.stars):
            x, y = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT * 0.45)
            draw.ellipse(circle(x, y, chance.uniform(0.5, 1.8)), fill=190)

    picture.paste(palette.light, mask=mask(sprinkle))


def _sun(picture: Image.Image, chance: Random, palette: Palette, horizon: float) -> None:
    """The sun or the moon with its halo, never in the middle."""
    x = WIDTH * chance.choice((chance.uniform(0.16, 0.36), chance.uniform(0.62, 0.84)))
    y = chance.uniform(HEIGHT * 0.16, horizon)
    radius = chance.uniform(48, 96)
    for size, strength in ((5.0, 0.30), (2.4, 0.35)):
        halo = disc(x, y, radius * size).filter(ImageFilter.GaussianBlur(radius * size / 2.5))
        picture.paste(palette.light, mask=_weaker(halo, strength))
    picture.paste(palette.light, mask=_weaker(disc(x, y, radius), 0.96))


def _clouds(picture: Image.Image, chance: Random, palette: Palette, horizon: float) -> None:
    for number in range(chance.randint(4, 6)):
        nearness = chance.uniform(0.35, 1.0)
        x = WIDTH * (number + chance.uniform(0.1, 0.9)) / 5
        y = chance.uniform(HEIGHT * 0.10, horizon - HEIGHT * 0.06)
        cloud = _cloud(chance, x, y, 190 * nearness).filter(ImageFilter.GaussianBlur(3 + 5 * nearness))
        lit_from_above = ImageChops.offset(ImageChops.invert(_shade(240)), 0, int(y - 150 * nearness))
        strength = 0.45 + 0.5 * nearness
        picture.paste(palette.cloud, mask=_weaker(ImageChops.multiply(cloud, lit_from_above), strength))


def _cloud(chance: Random, x: float, y: float, size: float) -> Image.Image:
    """A heap of circles on a flat base, high in the middle."""

    def puffs(draw: ImageDraw.ImageDraw) -> None:
        count = chance.randint(5, 8)
        for number in range(count):
            along = (number + 0.5) / count * 2 - 1
            radius = size * (0.20 + 0.26 * math.cos(along * math.pi / 2)) * chance.uniform(0.8, 1.15)
            draw.ellipse(circle(x + along * size, y - radius * 0.55, radius), fill=255)
        base = box(x - size * 1.2, y - size * 0.22, x + size * 1.2, y + size * 0.04)
        draw.rounded_rectangle(base, size * 0.2, fill=255)
        draw.rectangle(box(0, y + size * 0.04, WIDTH, HEIGHT), fill=0)

    return mask(puffs)


def _land(picture: Image.Image, chance: Random, palette: Palette, horizon: float) -> None:
    """Ridges of one shape, one before the other, the far ones pale."""
    shape = chance.choice(SHAPES)
    for layer in range(LAYERS):
        nearness = layer / (LAYERS - 1)
        base = horizon + (HEIGHT * 0.97 - horizon) * nearness**1.25
        colour = mix(palette.far, palette.near, nearness)
        mist = mix(colour, palette.horizon, 0.45 * (1 - nearness) + 0.08)
        _fill_below(picture, shape(chance, nearness), base, colour, mist)


def _fill_below(picture: Image.Image, ridge: Ridge, base: float, colour: Colour, mist: Colour) -> None:
    """Fill what lies below the ridge, fading into mist downwards."""
    line = [(x, base + ridge(x / WIDTH)) for x in range(0, WIDTH + 4, 4)]
    outline = [(x * FINE, y * FINE) for x, y in [*line, (WIDTH, HEIGHT), (0, HEIGHT)]]
    fill = Image.new("RGB", SIZE, mist)
    fill.paste(gradient(colour, mist, 260), (0, max(0, int(min(y for _, y in line)))))
    picture.paste(fill, mask=mask(lambda draw: draw.polygon(outline, fill=255)))


def _shade(length: float) -> Image.Image:
    return gradient((0, 0, 0), (90, 90, 90), length).convert("L")


def _weaker(shape: Image.Image, strength: float) -> Image.Image:
    return shape.point(lambda value: value * strength)
