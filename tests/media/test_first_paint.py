"""Placeholder and dominant colour of all kinds of files."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from media.first_paint import FirstPaint, first_paint


def file_of(image: Image.Image, kind: str = "PNG") -> BytesIO:
    file = BytesIO()
    image.save(file, kind)
    file.seek(0)
    return file


def test_the_dominant_colour_is_the_one_that_covers_most() -> None:
    image = Image.new("RGB", (300, 100), "#204060")
    ImageDraw.Draw(image).rectangle((0, 0, 90, 100), fill="#ffcc00")

    assert first_paint(file_of(image)).dominant_colour == "#204060"


def test_transparent_parts_count_as_white() -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 20, 20), fill="#ffcc00")

    assert first_paint(file_of(image)).dominant_colour == "#ffffff"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "LA", "1"])
def test_every_kind_of_pixel_is_understood(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"

    paint = first_paint(file_of(Image.new("RGB", (80, 60), "#ffffff").convert(mode), kind))

    assert paint.dominant_colour == "#ffffff"


def test_the_placeholder_is_a_tiny_picture_of_the_same_shape() -> None:
    paint = first_paint(file_of(Image.new("RGB", (1600, 800), "#204060")))

    encoded = paint.placeholder.removeprefix("data:image/webp;base64,")
    with Image.open(BytesIO(base64.b64decode(encoded))) as tiny:
        assert (tiny.format, tiny.size) == ("WEBP", (20, 10))


def test_the_same_file_gives_the_same_answer() -> None:
    image = Image.effect_mandelbrot((200, 120), (-2, -1.5, 1, 1.5), 60)

    assert first_paint(file_of(image)) == first_paint(file_of(image))


def cut_off() -> bytes:
    return file_of(Image.effect_mandelbrot((400, 400), (-2, -1.5, 1, 1.5), 60)).getvalue()[:2000]


@pytest.mark.parametrize("content", [b"not an image", cut_off()], ids=["no image", "cut off"])
def test_what_cannot_be_read_gives_nothing(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert first_paint(BytesIO(content)) == FirstPaint(placeholder="", dominant_colour="")
    assert "No placeholder" in caplog.text
