"""Stacked bars that the server draws as SVG: no script, no other host. A table beside has the numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 160  # of the bars, in units of the drawing
GAP = 0.25  # of the room that a bar has


@dataclass(frozen=True)
class Part:
    """A rectangle of a bar."""

    kind: str
    y: float
    height: float


def places(count: int) -> Iterator[tuple[float, float]]:
    """Left edge and width of each of `count` bars."""
    room = WIDTH / count
    for number in range(count):
        yield number * room + room * GAP / 2, room * (1 - GAP)


def stacked(values: Iterable[tuple[str, int]], top: int) -> tuple[Part, ...]:
    """The parts of one bar from the bottom up, where the chart reaches from 0 to `top`; none for a zero."""
    parts, bottom = [], float(HEIGHT)
    for kind, value in values:
        height = HEIGHT * value / top
        bottom -= height
        if value:
            parts.append(Part(kind, bottom, height))
    return tuple(parts)


def round_up(number: int) -> int:
    """The next of 4, 8, 10, 20, 40, 80, 100, 200 …: each can be divided by four or two."""
    if number <= 4:
        return 4
    magnitude = 10 ** math.floor(math.log10(number))
    return next(step * magnitude for step in (1, 2, 4, 8, 10) if number <= step * magnitude)
