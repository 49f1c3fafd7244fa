"""The colours of a cover: a time of day, and hues that go together."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]
Tone = tuple[float, float]  # lightness and saturation

# Hues, 0 to 1 around the circle. No sky is green, no night is brown.
SKY_HUES = ((0.48, 0.70), (0.48, 0.70), (0.72, 0.94), (0.98, 1.07))
NIGHT_HUES = ((0.54, 0.68), (0.68, 0.84))
LAND_TURNS = (0.0, 0.06, -0.12, 0.18, -0.22, 0.5)
NIGHT_LAND_TURNS = LAND_TURNS[:3]
SUN_HUES = (0.06, 0.14)  # orange to yellow

WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Mood:
    """A time of day. ``glow`` says how far the horizon takes the colour of the sun."""

    zenith: Tone
    horizon: Tone
    far: Tone
    near: Tone
    glow: float
    stars: int = 0


MOODS = (
    Mood(zenith=(0.60, 0.55), horizon=(0.90, 0.65), far=(0.78, 0.36), near=(0.24, 0.44), glow=0.10),
    Mood(zenith=(0.48, 0.40), horizon=(0.86, 0.75), far=(0.72, 0.40), near=(0.18, 0.46), glow=0.70),
    Mood(zenith=(0.74, 0.60), horizon=(0.95, 0.75), far=(0.86, 0.36), near=(0.36, 0.40), glow=0.25),
    Mood((0.15, 0.48), (0.50, 0.42), far=(0.42, 0.34), near=(0.09, 0.45), glow=0.35, stars=160),
)


@dataclass(frozen=True)
class Palette:
    """The sky from top to horizon, the land from far to near, sun or moon, and how many stars there are."""

    zenith: Colour
    horizon: Colour
    far: Colour
    near: Colour
    light: Colour
    cloud: Colour
    stars: int


def palette_by(chance: Random) -> Palette:
    """A palette picked by ``chance``."""
    mood = chance.choice(MOODS)
    hue = chance.uniform(*chance.choice(NIGHT_HUES if mood.stars else SKY_HUES))
    land = hue + chance.choice(NIGHT_LAND_TURNS if mood.stars else LAND_TURNS)
    warm = chance.uniform(*SUN_HUES)
    return Palette(
        zenith=_colour(hue, *mood.zenith),
        horizon=mix(_colour(hue - 0.04, *mood.horizon), _colour(warm, 0.80, 0.75), mood.glow),
        far=_colour(land, *mood.far),
        near=_colour(land + chance.uniform(-0.06, 0.06), *mood.near),
        light=_colour(warm, 0.93, 0.90),
        cloud=mix(_colour(hue, *mood.horizon), WHITE, 0.72),
        stars=mood.stars,
    )


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` of ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
