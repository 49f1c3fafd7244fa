"""Every address of a source set, followed: the file has the width and height that were told."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from PIL import ExifTags
from PIL import Image as Pillow

from media.addresses import rendition_size, source_set
from media.models import Image, Rendition
from media.presets import OUTPUTS, PRESETS, ImageFormat, ImagePreset
from tests.factories.media import ImageFactory, make_collection, picture_file

pytestmark = pytest.mark.django_db

FOCUS = {"focal_point_x": 30, "focal_point_y": 40, "focal_point_width": 21, "focal_point_height": 33}
PICTURES: dict[str, tuple[tuple[int, int], dict[str, int]]] = {
    "large and odd": ((2603, 1471), {}),
    "upright": ((901, 1237), {}),
    "upright with a focal point": ((901, 1237), FOCUS),
    "smaller than most presets": ((301, 200), {}),
    "small with a focal point": ((301, 200), FOCUS),
    "a line": ((1500, 1), {}),
}


def sideways(size: tuple[int, int]) -> Any:
    """A camera's portrait: stored lying, with a note to turn it."""
    exif = Pillow.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return picture_file(name="camera.jpg", size=size, kind="JPEG", exif=exif)


def follow(client: Client, address: str) -> Any:
    response = client.get(urlsplit(address).path)
    response.body = b"".join(response)
    return response


File = tuple[int, str, str, tuple[int, int]]


def files_told(image: Image, preset: ImagePreset, image_format: ImageFormat) -> list[File]:
    """Status, media type, width as written and size of each file that a source set should lead to, smallest first."""
    sizes = {rendition_size(image, preset, density) for density in PRESETS[preset].densities}
    return [(200, OUTPUTS[image_format].media_type, f"{size[0]}w", size) for size in sorted(sizes)]


def files_found(client: Client, image: Image, preset: ImagePreset, image_format: ImageFormat) -> list[File]:
    """The same of the files that come, in the order of the source set."""
    found = []
    for address, width in (entry.split(" ") for entry in source_set(image, preset, image_format).split(", ")):
        response = follow(client, address)
        with Pillow.open(BytesIO(response.body)) as picture:
            found.append((response.status_code, response["Content-Type"], width, picture.size))
    return found


def stored(**fields: Any) -> Image:
    """An image as the API reads it."""
    return Image.objects.get(pk=ImageFactory(**fields).pk)


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("preset", list(ImagePreset))
def test_files_have_the_sizes_that_were_told(client: Client, preset: ImagePreset, kind: str) -> None:
    size, focus = PICTURES[kind]
    image = stored(file=picture_file(size=size), **focus)
    assert files_found(client, image, preset, ImageFormat.JPEG) == files_told(image, preset, ImageFormat.JPEG)


@pytest.mark.parametrize("preset", list(ImagePreset))
def test_files_of_turned_pictures_have_the_sizes_that_were_told(client: Client, preset: ImagePreset) -> None:
    image = stored(file=sideways((1403, 777)))
    assert files_found(client, image, preset, ImageFormat.JPEG) == files_told(image, preset, ImageFormat.JPEG)


@pytest.mark.parametrize("image_format", list(ImageFormat))
def test_files_of_every_format_have_the_sizes_that_were_told(client: Client, image_format: ImageFormat) -> None:
    image = stored(file=picture_file(size=(1001, 563)), **FOCUS)
    assert files_found(client, image, ImagePreset.CARD, image_format) == files_told(
        image, ImagePreset.CARD, image_format
    )


def test_the_crop_is_the_same_at_every_density(client: Client) -> None:
    """The left half is red, the right half blue; the focal point lies where the two meet."""
    drawing = Pillow.new("RGB", (3000, 900), "#ff0000")
    drawing.paste("#0000ff", (2000, 0, 3000, 900))
    file = BytesIO()
    drawing.save(file, "PNG")
    focus = {"focal_point_x": 2000, "focal_point_y": 450, "focal_point_width": 10, "focal_point_height": 10}
    image = ImageFactory(file=picture_file(content=file.getvalue()), **focus)

    shares = []
    for entry in source_set(image, ImagePreset.THUMB, ImageFormat.JPEG).split(", "):
        with Pillow.open(BytesIO(follow(client, entry.split(" ")[0]).body)) as picture:
            row = [picture.getpixel((x, picture.height // 2)) for x in range(picture.width)]
        shares.append(sum(red > blue for red, _, blue in row) / len(row))

    assert len(shares) == 4
    assert max(shares) - min(shares) < 0.01
    assert 0.6 < shares[0] < 0.7


def test_a_density_is_guarded_like_a_preset(client: Client) -> None:
    image = ImageFactory()
    path = urlsplit(source_set(image, ImagePreset.THUMB, ImageFormat.JPEG).split(" ")[0]).path
    start, signature, image_id, size, name = path.rsplit("/", 4)
    assert size == "thumb-160"

    for forged in ("thumb-640", "thumb", "thumb-161", "card-320"):
        assert client.get(f"{start}/{signature}/{image_id}/{forged}/{name}").status_code == 404
    image.collection = make_collection(private=True)
    image.save()
    assert client.get(path).status_code == 404
    assert Rendition.objects.count() == 0


def test_an_outdated_density_leads_to_the_current_one(client: Client) -> None:
    image = ImageFactory()
    outdated = urlsplit(source_set(image, ImagePreset.THUMB, ImageFormat.JPEG).split(" ")[0]).path
    image.file = picture_file(colour="#b22222")
    image.save()

    response = client.get(outdated)

    assert response.status_code == 302
    assert response["Location"] == source_set(image, ImagePreset.THUMB, ImageFormat.JPEG).split(" ")[0]
