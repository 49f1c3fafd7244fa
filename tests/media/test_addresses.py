"""Addresses and sizes of renditions, told without making one."""

from __future__ import annotations

from itertools import product

import pytest
from django.urls import set_script_prefix
from pytest_django import DjangoAssertNumQueries, Settings

from media.addresses import is_ours, rendition_address, rendition_size, source_set
from media.making import rendition_of
from media.models import Image, Rendition
from media.presets import BY_ADDRESS_NAME, OUTPUTS, PRESETS, ImageFormat, ImagePreset, filter_for
from tests.factories.media import ImageFactory, picture_file

pytestmark = pytest.mark.django_db

ALL = list(product(ImagePreset, ImageFormat))


def test_the_lists_are_complete() -> None:
    assert set(PRESETS) == set(ImagePreset)
    assert set(OUTPUTS) == set(ImageFormat)
    assert PRESETS[ImagePreset.THUMB].description == "320 × 180, cropped: lists and small cards"


def test_an_address_costs_no_statement_and_no_file(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)

    with django_assert_num_queries(0):
        addresses = {rendition_address(image, preset, image_format) for preset, image_format in ALL}
        sizes = {rendition_size(image, preset) for preset in ImagePreset}

    assert len(addresses) == len(ALL) == 21
    assert (1600, 900) in sizes
    assert Rendition.objects.count() == 0


def test_an_address_is_absolute_and_names_the_api() -> None:
    image = ImageFactory()

    address = rendition_address(image, "card", "webp")

    assert address.startswith("http://api.testserver/images/")
    assert f"/{image.pk}/card/" in address
    assert address.endswith(".webp")


def test_an_address_stays_when_the_rendition_is_made() -> None:
    image = ImageFactory()
    before = rendition_address(image, "card", "jpeg")

    rendition_of(image, filter_for(ImagePreset.CARD, ImageFormat.JPEG))

    assert rendition_address(Image.objects.get(), "card", "jpeg") == before


def test_an_address_changes_with_the_file() -> None:
    image = ImageFactory()
    before = rendition_address(image, "content", "jpeg")

    image.file = picture_file(colour="#b22222")
    image.save()

    assert rendition_address(image, "content", "jpeg") != before


def test_only_cropped_presets_change_with_the_focal_point() -> None:
    image = ImageFactory()
    card, content = (rendition_address(image, preset, "jpeg") for preset in ("card", "content"))

    image.focal_point_x, image.focal_point_y = 100, 100
    image.focal_point_width, image.focal_point_height = 50, 50

    assert rendition_address(image, "card", "jpeg") != card
    assert rendition_address(image, "content", "jpeg") == content


def test_an_address_changes_with_the_preset_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    before = rendition_address(image, "card", "jpeg")
    monkeypatch.setattr("media.addresses.filter_for", lambda preset, *others: filter_for(ImagePreset.HERO, *others))

    assert rendition_address(image, "card", "jpeg") != before


def test_an_image_without_a_hash_has_an_address_too() -> None:
    image = ImageFactory()
    image.file_hash = ""

    assert rendition_address(image, "card", "jpeg").endswith(".jpg")


@pytest.mark.parametrize("preset", list(ImagePreset))
@pytest.mark.parametrize("size", [(1600, 900), (901, 1237), (301, 200)])
def test_the_size_is_that_of_the_file(preset: ImagePreset, size: tuple[int, int]) -> None:
    image = ImageFactory(file=picture_file(size=size))

    rendition = rendition_of(image, filter_for(preset, ImageFormat.JPEG))

    assert rendition_size(image, preset) == (rendition.width, rendition.height)


def test_a_signature_holds_for_one_address_only() -> None:
    signature, image_id, preset, name = rendition_address(ImageFactory(), "card", "jpeg").split("/")[-4:]

    assert is_ours(signature, int(image_id), preset, name)
    assert not is_ours(signature, int(image_id) + 1, preset, name)
    assert not is_ours(signature, int(image_id), "hero", name)
    assert not is_ours(signature, int(image_id), preset, name.replace("jpg", "avif"))
    assert not is_ours(signature[:-1], int(image_id), preset, name)


def test_a_new_secret_key_keeps_old_addresses_alive(settings: Settings) -> None:
    signature, image_id, preset, name = rendition_address(ImageFactory(), "card", "jpeg").split("/")[-4:]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert is_ours(signature, int(image_id), preset, name)
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_ours(signature, int(image_id), preset, name)


def widths(image: Image, preset: str) -> list[int]:
    return [int(entry.split()[1].removesuffix("w")) for entry in source_set(image, preset, "webp").split(", ")]


@pytest.mark.parametrize(
    ("size", "preset", "expected"),
    [
        ((4000, 3000), "thumb", [160, 320, 480, 640]),
        ((4000, 3000), "card", [320, 640, 960, 1280]),
        ((4000, 3000), "content", [600, 1200, 1800, 2400]),
        ((4000, 3000), "hero", [960, 1920, 2880]),
        ((4000, 3000), "email", [300, 600, 900, 1200]),
        ((4000, 3000), "og", [600, 1200, 1800, 2400]),
        ((4000, 3000), "full", [1200, 2400]),
        ((3000, 4000), "full", [900, 1800]),
        ((1000, 999), "card", [320, 640, 960, 1000]),
        ((1000, 999), "content", [600, 1000]),
        ((301, 200), "card", [301]),
        ((640, 400), "card", [320, 640]),
    ],
)
def test_a_source_set_has_the_widths_that_the_original_allows(
    size: tuple[int, int], preset: str, expected: list[int]
) -> None:
    image = ImageFactory()
    image.width, image.height = size

    assert widths(image, preset) == expected


def test_a_source_set_lists_addresses_with_their_widths(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    image = ImageFactory()

    with django_assert_num_queries(0):
        listed = source_set(image, "thumb", "avif")

    densities = [(50, 160), (100, 320), (150, 480), (200, 640)]
    assert listed == ", ".join(
        f"{rendition_address(image, 'thumb', 'avif', density)} {width}w" for density, width in densities
    )
    assert f"/{image.pk}/thumb-160/" in listed
    assert f"/{image.pk}/thumb/" in listed
    assert Rendition.objects.count() == 0


def test_a_density_that_a_preset_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        rendition_address(ImageFactory(), "full", "jpeg", 200)


def test_names_in_addresses_are_unique_and_crops_the_same_at_every_density() -> None:
    assert len(BY_ADDRESS_NAME) == sum(len(preset.densities) for preset in PRESETS.values()) == 25
    assert [
        (preset.name, density)
        for preset in PRESETS.values()
        for density in preset.densities
        if preset.height and (preset.width * density % 100 or preset.height * density % 100)
    ] == []


def test_the_address_of_a_density_is_signed_for_that_only() -> None:
    parts = rendition_address(ImageFactory(), "card", "jpeg", 150).split("/")[-4:]
    signature, image_id, size, name = parts

    assert size == "card-960"
    assert is_ours(signature, int(image_id), "card-960", name)
    assert not is_ours(signature, int(image_id), "card-1280", name)
    assert not is_ours(signature, int(image_id), "card", name)


def test_addresses_follow_the_path_that_the_site_is_served_below() -> None:
    image = ImageFactory()
    rendition_address(image, "card", "jpeg")
    set_script_prefix("/below/")
    try:
        assert rendition_address(image, "card", "jpeg").startswith("http://api.testserver/below/images/")
    finally:
        set_script_prefix("/")
