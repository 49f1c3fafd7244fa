"""Outlines of land: each shape gives the height of a ridge at 0 to 1 of the width, in pixels downwards.

``nearness`` runs from 0 for the farthest ridge to 1 for the nearest.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import chain, pairwise
from random import Random

Ridge = Callable[[float], float]

SUMMITS = 9
POINTS_OF_A_RIDGE = 129


def hills(chance: Random, nearness: float) -> Ridge:
    """Waves of three lengths on top of each other."""
    height = 70 - 20 * nearness
    waves = [(chance.uniform(0.6, 1.4) * k, chance.uniform(0, math.tau), height / k) for k in (1, 2, 3.5)]
    return lambda x: -sum(size * math.sin(math.tau * often * x + start) for often, start, size in waves)


def peaks(chance: Random, nearness: float) -> Ridge:
    """Summits and valleys by turns; between two points a third, a little off the middle, and so on."""
    rough = 190 * (1 - nearness) + 60
    heights = [chance.uniform(-rough, rough) * (-1) ** number for number in range(SUMMITS)]
    while len(heights) < POINTS_OF_A_RIDGE:
        rough *= 0.42
        middles = [(a + b) / 2 + chance.uniform(-rough, rough) for a, b in pairwise(heights)]
        heights = [*chain.from_iterable(zip(heights, middles, strict=False)), heights[-1]]

    def ridge(x: float) -> float:
        place = min(max(x, 0.0), 0.9999) * (len(heights) - 1)
        left = int(place)
        return -(heights[left] + (heights[left + 1] - heights[left]) * (place - left))

    return ridge


def dunes(chance: Random, nearness: float) -> Ridge:
    """A slow rise and a quick fall."""
    often, start = chance.uniform(0.8, 1.6), chance.random()
    lean, height = chance.uniform(0.55, 0.8), 110 - 50 * nearness

    def ridge(x: float) -> float:
        place = (x * often + start) % 1
        climb = place / lean if place < lean else (1 - place) / (1 - lean)
        return -height * (0.5 - 0.5 * math.cos(math.pi * climb))

    return ridge


def terraces(chance: Random, nearness: float) -> Ridge:
    """Hills cut into steps."""
    smooth = hills(chance, nearness)
    step = chance.uniform(18, 30)

    def ridge(x: float) -> float:
        level, rest = divmod(smooth(x), step)
        return step * (level + min(1.0, max(0.0, (rest / step - 0.5) * 6 + 0.5)))

    return ridge


def waves(chance: Random, nearness: float) -> Ridge:
    """The sea: many small crests, larger when they are near."""
    often, start, height = chance.uniform(7, 11) - 4 * nearness, chance.random(), 5 + 22 * nearness
    return lambda x: -height * (1 - abs(math.sin(math.pi * (often * x + start)))) ** 1.4


SHAPES = (hills, peaks, dunes, terraces, waves)
