"""The image model: what it computes when its file changes, and only then."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags
from PIL import Image as Pillow
from wagtail.images.forms import get_image_form

from media.making import rendition_of
from media.models import Image
from media.presets import ImageFormat, ImagePreset, filter_for
from tests.factories.media import ImageFactory, picture, picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any look at a file fails the test."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr("media.models.image.first_paint", refuse)
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.open", refuse)


def test_an_upload_computes_placeholder_colour_size_and_hash() -> None:
    image = ImageFactory(file=picture_file(colour="#4682b4"))

    stored = Image.objects.get(pk=image.pk)

    assert stored.dominant_colour == "#4682b4"
    assert stored.placeholder.startswith("data:image/webp;base64,")
    assert len(stored.placeholder) < 400
    assert (stored.width, stored.height) == (1600, 900)
    assert stored.file_size == len(picture(colour="#4682b4"))
    assert len(stored.file_hash) == 40


@pytest.mark.usefixtures("no_reading")
def test_reading_the_computed_values_opens_no_file() -> None:
    with pytest.MonkeyPatch.context() as allowed:
        allowed.undo()
        Image.objects.bulk_create([Image(title="x", file="x.png", width=1, height=1, dominant_colour="#010203")])

    assert Image.objects.get().dominant_colour == "#010203"


def test_saving_another_field_reads_no_file(request: pytest.FixtureRequest) -> None:
    image = Image.objects.get(pk=ImageFactory().pk)
    before = image.placeholder
    request.getfixturevalue("no_reading")

    image.title = "Another title"
    image.save()

    assert Image.objects.values_list("title", "placeholder").get() == ("Another title", before)


def test_saving_with_the_file_deferred_reads_no_file(request: pytest.FixtureRequest) -> None:
    image = Image.objects.only("title").get(pk=ImageFactory().pk)
    request.getfixturevalue("no_reading")

    image.title = "Another title"
    image.save()

    assert Image.objects.get().title == "Another title"


def save_all(image: Image) -> None:
    image.save()


def save_file_only(image: Image) -> None:
    image.save(update_fields=["file"])


@pytest.mark.parametrize("save", [save_all, save_file_only])
def test_another_file_computes_them_anew(save: Callable[[Image], None]) -> None:
    image = ImageFactory(file=picture_file(colour="#4682b4"))
    old_hash = image.file_hash

    image.file = picture_file(colour="#b22222")
    save(image)

    stored = Image.objects.get()
    assert stored.dominant_colour == "#b22222"
    assert stored.file_hash != old_hash


def test_the_size_of_another_file_is_stored_with_it() -> None:
    image = ImageFactory()

    image.file = picture_file(size=(300, 200))
    image.save(update_fields=["file"])

    assert Image.objects.values_list("width", "height").get() == (300, 200)


def test_renditions_of_the_file_before_are_removed() -> None:
    image = ImageFactory()
    rendition_of(image, filter_for(ImagePreset.THUMB, ImageFormat.JPEG))

    image.title = "Another title"
    image.save()
    assert image.renditions.count() == 1

    image.file = picture_file(colour="#b22222")
    image.save()
    assert image.renditions.count() == 0


def test_a_new_file_that_is_not_to_be_saved_yet_changes_nothing() -> None:
    image = ImageFactory(file=picture_file(colour="#4682b4"))

    image.file = picture_file(colour="#b22222")
    image.save(update_fields=["title"])

    assert Image.objects.get().dominant_colour == "#4682b4"


def test_a_file_that_is_named_instead_of_uploaded_computes_them_too() -> None:
    image = ImageFactory(file=picture_file(colour="#4682b4"))
    name = image.file.storage.save("original_images/imported.png", picture_file(colour="#b22222"))

    image.file = name
    image.save()

    assert Image.objects.get().dominant_colour == "#b22222"


def test_the_stored_size_is_that_of_the_upright_picture() -> None:
    file = BytesIO()
    sideways = Pillow.new("RGB", (400, 200), "#4682b4")
    exif = sideways.getexif()
    exif[ExifTags.Base.Orientation] = 6
    sideways.save(file, "JPEG", exif=exif)

    image = ImageFactory(file=picture_file("phone.jpg", file.getvalue()))

    stored = Image.objects.get(pk=image.pk)
    assert (stored.width, stored.height) == (200, 400)
    rendition = rendition_of(stored, filter_for(ImagePreset.FULL, ImageFormat.JPEG))
    assert (rendition.width, rendition.height) == (200, 400)


def upload(name: str, content: bytes) -> Any:
    form = get_image_form(Image)
    return form(data={"title": "Upload", "collection": 1}, files={"file": SimpleUploadedFile(name, content)})


def test_the_upload_form_asks_for_the_rights() -> None:
    assert {"description", "credit", "licence"} <= set(upload("a.png", picture()).fields)


def test_a_vector_image_is_refused() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

    form = upload("drawing.svg", svg)

    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    assert Image.objects.count() == 0


def test_images_are_found_by_credit() -> None:
    wanted = ImageFactory(credit="Auguste Lumière")
    ImageFactory(credit="Somebody else")

    assert list(Image.objects.search("lumière")) == [wanted]
