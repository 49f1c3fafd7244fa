"""The view behind the addresses of renditions."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from PIL import Image as Pillow

from media.addresses import rendition_address
from media.making import BusyError
from media.models import Image, Rendition
from media.presets import ImageFormat, ImagePreset
from media.views import serve_rendition
from tests.factories.media import ImageFactory, make_collection, picture_file

pytestmark = pytest.mark.django_db

MEDIA_TYPES = {"jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}


def path_of(image: Image, preset: str = "thumb", image_format: str = "jpeg") -> str:
    return urlsplit(rendition_address(image, preset, image_format)).path


def get(client: Client, path: str, **options: Any) -> Any:
    """The response, read to its end, which closes the file."""
    response = client.get(path, **options)
    response.body = b"".join(response)
    return response


@pytest.mark.parametrize("image_format", list(ImageFormat))
def test_the_first_request_makes_the_file_and_the_second_finds_it(client: Client, image_format: str) -> None:
    path = path_of(ImageFactory(), "thumb", image_format)

    first, second = get(client, path), get(client, path)

    assert (first.status_code, second.status_code) == (200, 200)
    content = first.body
    assert content == second.body
    assert Rendition.objects.count() == 1
    with Pillow.open(BytesIO(content)) as picture:
        assert (picture.format or "").lower() == image_format
        assert picture.size == (320, 180)
    assert first["Content-Type"] == MEDIA_TYPES[image_format]
    assert first["Content-Length"] == str(len(content))


def test_the_answer_may_be_kept_for_ever_by_anybody(client: Client) -> None:
    response = get(client, path_of(ImageFactory()))

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    assert response["Content-Security-Policy"] == policy
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.has_header("Set-Cookie")
    assert not response.has_header("Vary")


def test_who_has_the_file_already_is_told_so_and_nothing_is_made(client: Client) -> None:
    path = path_of(ImageFactory())
    etag = f'"{path.rpartition("/")[2]}"'

    response = get(client, path, headers={"If-None-Match": etag})

    assert (response.status_code, response["ETag"]) == (304, etag)
    assert Rendition.objects.count() == 0


def tampered(path: str, _case: str) -> str:
    start, signature, image_id, preset, name = path.rsplit("/", 4)
    return {
        "signature": f"{start}/{'A' * 43}/{image_id}/{preset}/{name}",
        "no base64 in the signature": f"{start}/..:..-é/{image_id}/{preset}/{name}",
        "preset": f"{start}/{signature}/{image_id}/full/{name}",
        "unknown preset": f"{start}/{signature}/{image_id}/gigantic/{name}",
        "format": f"{start}/{signature}/{image_id}/{preset}/{name.replace('jpg', 'avif')}",
        "no format": f"{start}/{signature}/{image_id}/{preset}/{name.replace('.jpg', '')}",
        "image": f"{start}/{signature}/{int(image_id) + 1}/{preset}/{name}",
        "image beyond the database": f"{start}/{signature}/{10**30}/{preset}/{name}",
    }[_case]


@pytest.mark.parametrize(
    "_case",
    [
        "signature",
        "no base64 in the signature",
        "preset",
        "unknown preset",
        "format",
        "no format",
        "image",
        "image beyond the database",
    ],
)
def test_an_address_that_we_did_not_sign_is_not_found(client: Client, _case: str) -> None:
    image = ImageFactory()
    ImageFactory()

    response = get(client, tampered(path_of(image), _case))

    assert response.status_code == 404
    assert Rendition.objects.count() == 0


def test_an_image_in_a_private_collection_is_not_found(client: Client) -> None:
    image = ImageFactory(collection=make_collection(private=True))

    response = get(client, path_of(image))

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert Rendition.objects.count() == 0


def test_a_finished_file_is_hidden_as_soon_as_its_image_is(client: Client) -> None:
    image = ImageFactory()
    path = path_of(image)
    assert get(client, path).status_code == 200

    image.collection = make_collection(make_collection(private=True))
    image.save()

    assert get(client, path).status_code == 404


def test_an_editor_sees_no_more_here_than_anybody(admin_client: Client) -> None:
    image = ImageFactory(collection=make_collection(private=True))

    assert get(admin_client, path_of(image)).status_code == 404


def test_a_deleted_image_is_not_found(client: Client) -> None:
    image = ImageFactory()
    path = path_of(image)
    image.delete()

    assert get(client, path).status_code == 404


def test_an_outdated_address_leads_to_the_current_one(client: Client) -> None:
    image = ImageFactory()
    outdated = path_of(image)
    image.file = picture_file(colour="#b22222")
    image.save()

    response = get(client, outdated)

    assert response.status_code == 302
    assert response["Location"] == rendition_address(image, "thumb", "jpeg")
    assert response["Cache-Control"] == "public, max-age=300"
    assert Rendition.objects.count() == 0


def test_a_lost_file_is_made_again(client: Client) -> None:
    path = path_of(ImageFactory())
    content = get(client, path).body
    lost = Rendition.objects.get()
    lost.file.storage.delete(lost.file.name)

    response = get(client, path)

    assert (response.status_code, response.body) == (200, content)
    assert Rendition.objects.get().pk != lost.pk


def test_a_lost_original_is_not_found(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)

    response = get(client, path_of(image))

    assert response.status_code == 404
    assert f"Image {image.pk} cannot be shown" in caplog.text


def test_a_full_queue_asks_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise BusyError

    monkeypatch.setattr("media.views.rendition_of", refuse)

    response = get(client, path_of(ImageFactory()))

    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("5", "no-store")


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_allowed(client: Client, method: str) -> None:
    response = getattr(client, method)(path_of(ImageFactory()))

    assert response.status_code == 405


def test_no_transaction_is_held_while_encoding() -> None:
    assert serve_rendition._non_atomic_requests == {"default"}


def test_every_preset_can_be_served(client: Client) -> None:
    image = ImageFactory()

    answers = [get(client, path_of(image, preset)).status_code for preset in ImagePreset]

    assert answers == [200] * 7
    assert Rendition.objects.count() == 7
