"""The drawn covers of the demo content."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops, ImageStat

from media.covers import draw_cover
from media.covers.painting import HEIGHT
from media.covers.ridges import SHAPES, Ridge

Shape = Callable[[Random, float], Ridge]


def opened(cover: bytes) -> Image.Image:
    return Image.open(BytesIO(cover)).convert("RGB")


def test_a_cover_is_a_jpeg_of_the_promised_size() -> None:
    cover = draw_cover("what-is-django", "What is Django?")

    with Image.open(BytesIO(cover)) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 900))
    assert len(cover) < 200_000


def test_the_same_slug_gives_the_same_cover_whatever_the_title() -> None:
    assert draw_cover("home", "Home") == draw_cover("home", "首页")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("nearness", [0.0, 1.0])
def test_land_rises_and_falls_within_the_picture(shape: Shape, nearness: float) -> None:
    ridge = shape(Random(7), nearness)

    heights = [ridge(x / 100) for x in range(101)]

    assert max(heights) - min(heights) > 4
    assert all(-HEIGHT / 2 < height < HEIGHT / 2 for height in heights)
    assert heights == [ridge(x / 100) for x in range(101)]


def test_covers_differ_and_none_is_plain() -> None:
    small = [opened(draw_cover(f"page-{number}", "")).resize((160, 90)) for number in range(6)]

    for number, one in enumerate(small):
        assert max(ImageStat.Stat(one).stddev) > 10
        for other in small[number + 1 :]:
            assert sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) > 10
