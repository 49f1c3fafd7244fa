"""The drawn covers of the demo content."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops, ImageStat

from media.covers import draw_cover


def opened(cover: bytes) -> Image.Image:
    return Image.open(BytesIO(cover)).convert("RGB")


def test_a_cover_is_a_jpeg_of_the_promised_size() -> None:
    cover = draw_cover("what-is-django", "What is Django?")

    with Image.open(BytesIO(cover)) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 900))
    assert len(cover) < 200_000


def test_the_same_slug_gives_the_same_cover_whatever_the_title() -> None:
    assert draw_cover("home", "Home") == draw_cover("home", "首页")


def test_covers_differ_and_none_is_plain() -> None:
    small = [opened(draw_cover(f"page-{number}", "")).resize((160, 90)) for number in range(6)]

    for number, one in enumerate(small):
        assert max(ImageStat.Stat(one).stddev) > 10
        for other in small[number + 1 :]:
            assert sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) > 10
