"""Files in a bucket: who reads what, at which address, and what happens while the store is away."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from s3transfer.exceptions import RetriesExceededError
from wagtail.documents.models import document_served

from config.monitoring import checks, readiness
from config.monitoring.probes import Probe
from media.models import Image, Rendition
from media.storages import is_away
from tests.bucket import NAME, fetch, use_bucket
from tests.factories.articles import ArticlePageFactory
from tests.factories.media import DocumentFactory, ImageFactory, make_collection
from tests.media.test_serving import get, path_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 checklist"
NOWHERE = "http://127.0.0.1:9"  # discard: nobody listens


def head(bucket: Any, name: str) -> dict[str, str]:
    told = bucket.head_object(Bucket=NAME, Key=name)
    return {header: told[header] for header in ("CacheControl", "ContentType")}


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
        return content


def test_a_name_is_never_given_to_a_second_file(bucket: Any) -> None:
    first = default_storage.save("documents/a.txt", ContentFile(b"one"))
    second = default_storage.save("documents/a.txt", ContentFile(b"two"))

    assert first == "documents/a.txt"
    assert second != first
    assert [read(name) for name in (first, second)] == [b"one", b"two"]


def test_a_deleted_file_is_gone(bucket: Any) -> None:
    name = default_storage.save("documents/a.txt", ContentFile(b"one"))

    default_storage.delete(name)

    assert default_storage.exists(name) is False
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)


def test_what_an_upload_says_of_its_type_is_not_believed(bucket: Any) -> None:
    upload = SimpleUploadedFile("a.txt", b"<script>", content_type="text/html")

    name = default_storage.save("documents/a.txt", upload)

    assert head(bucket, name) == {"CacheControl": "private, no-store", "ContentType": "text/plain"}


def test_a_rendition_is_public_for_ever(bucket: Any, client: Client) -> None:
    image = ImageFactory()
    served = get(client, path_of(image, "thumb", "avif"))
    file = Rendition.objects.get().file

    status, body, headers = fetch(file.url)

    assert (served.status_code, status, body) == (200, 200, served.body)
    assert served["Content-Length"] == str(len(body))
    assert "?" not in file.url
    assert head(bucket, file.name) == {
        "CacheControl": "public, max-age=31536000, immutable",
        "ContentType": "image/avif",
    }
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_name_of_a_rendition_cannot_be_guessed(bucket: Any) -> None:
    image = ImageFactory(collection=make_collection(private=True))

    names = [image.get_rendition(spec).file.name for spec in ("max-100x100", "max-165x165")]

    assert [bool(re.fullmatch(r"images/[\w-]{22}\.png", name)) for name in names] == [True, True]
    assert names[0] != names[1]


def test_originals_are_not_public(bucket: Any) -> None:
    image = ImageFactory()

    signed = image.file.url

    assert fetch(signed)[0] == 200
    assert fetch(signed.partition("?")[0])[0] == 403
    assert head(bucket, image.file.name) == {"CacheControl": "private, no-store", "ContentType": "image/png"}


def test_renditions_are_at_the_cdn_and_nothing_else_is(bucket: Any, store_address: str, settings: Settings) -> None:
    use_bucket(settings, store_address, custom_domain="media.example.org")
    image = ImageFactory()
    rendition = image.get_rendition("max-100x100")

    assert rendition.url == f"https://media.example.org/{rendition.file.name}"
    assert image.file.url.startswith(f"{store_address}/{NAME}/original_images/")
    assert "X-Amz-Signature" in image.file.url


def test_a_lost_rendition_is_made_again(bucket: Any, client: Client) -> None:
    path = path_of(ImageFactory())
    first = get(client, path)
    default_storage.delete(Rendition.objects.get().file.name)

    second = get(client, path)

    assert (second.status_code, second.body) == (200, first.body)


def signing(settings: Settings, address: str, **options: Any) -> None:
    use_bucket(settings, address, public_endpoint_url=address, **options)


def test_a_document_is_sent_to_the_store_for_minutes(
    bucket: Any, store_address: str, settings: Settings, client: Client
) -> None:
    signing(settings, store_address)
    document = DocumentFactory(file=ContentFile(PDF, name="Prüfliste.pdf"))
    served = []
    document_served.connect(lambda instance, **_: served.append(instance.pk), weak=False, dispatch_uid="test")

    try:
        response = client.get(document.url)
    finally:
        document_served.disconnect(dispatch_uid="test", sender=None)
    status, body, headers = fetch(response["Location"])

    assert (response.status_code, status, body) == (302, 200, PDF)
    assert response["Cache-Control"] == "private, no-store"
    assert headers["Content-Disposition"] == f"attachment; filename*=utf-8''{document.filename.replace('ü', '%C3%BC')}"
    assert (headers["Content-Type"], headers["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert parse_qs(urlsplit(response["Location"]).query)["X-Amz-Expires"] == ["300"]
    assert served == [document.pk]
    assert document.url.startswith("/documents/")


def test_a_question_for_the_head_alone_is_signed_as_one(
    bucket: Any, store_address: str, settings: Settings, client: Client
) -> None:
    signing(settings, store_address)
    document = DocumentFactory()

    by_method = [client.generic(method, document.url)["Location"] for method in ("GET", "HEAD")]

    assert len({parse_qs(urlsplit(address).query)["X-Amz-Signature"][0] for address in by_method}) == 2


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_private_document_is_for_people_with_a_right(
    is_signed: bool, bucket: Any, store_address: str, settings: Settings, client: Client, admin_client: Client
) -> None:
    signing(settings, store_address, querystring_expire=300 if is_signed else 0)
    document = DocumentFactory(collection=make_collection(make_collection(private=True)))

    refused, allowed = client.get(document.url), admin_client.get(document.url)

    assert (refused.status_code, refused["Location"].partition("?")[0]) == (302, "/login/")
    if is_signed:
        assert fetch(allowed["Location"])[1] == PDF
    else:
        assert allowed.getvalue() == PDF


def test_a_store_that_browsers_do_not_reach_sends_nobody_there(bucket: Any, client: Client) -> None:
    response = client.get(DocumentFactory().url)

    assert (response.status_code, response.getvalue()) == (200, PDF)
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    assert response["Content-Security-Policy"] == policy
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_file_name_is_not_found(bucket: Any, store_address: str, settings: Settings, client: Client) -> None:
    signing(settings, store_address)

    assert client.get(f"/documents/{DocumentFactory().pk}/other.pdf").status_code == 404


def test_images_can_be_asked_for_again_when_the_store_is_back(bucket: Any, settings: Settings, client: Client) -> None:
    image = ImageFactory()
    made, unmade = path_of(image, "thumb"), path_of(image, "card")
    get(client, made)
    use_bucket(settings, NOWHERE)

    answers = [client.get(path) for path in (made, unmade)]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert [(answer["Retry-After"], answer["Cache-Control"]) for answer in answers] == [("5", "no-store")] * 2


@pytest.mark.parametrize(
    "error", [EndpointConnectionError(endpoint_url=NOWHERE), RetriesExceededError(ConnectionResetError())]
)
def test_image_whose_download_breaks_off_can_be_asked_for_again(
    error: Exception, bucket: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: Any, **__: Any) -> None:
        raise error

    path = path_of(ImageFactory(), "thumb")
    get(client, path)
    monkeypatch.setattr(default_storage.connection.meta.client, "download_fileobj", break_off)

    assert client.get(path).status_code == 503


def test_answers_do_not_need_the_store(bucket: Any, settings: Settings, client: Client) -> None:
    article = ArticlePageFactory(hero_image=ImageFactory())
    query = "query Article($slug: String!) { article(slug: $slug) { heroImage { width } } }"
    use_bucket(settings, NOWHERE)

    asked = {"query": query, "variables": {"slug": article.slug}}
    answer = client.post("/graphql/", asked, content_type="application/json").json()

    assert answer == {"data": {"article": {"heroImage": {"width": 1600}}}}


def test_readiness_is_degraded_while_the_store_is_away(
    bucket: Any, settings: Settings, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_bucket(settings, NOWHERE)
    with pytest.raises(ConnectionError):
        checks.storage()
    well = {name: Probe(name, lambda: True) for name in readiness.PROBES}
    monkeypatch.setattr(readiness, "PROBES", well | {"storage": Probe("storage", checks.storage)})

    told = client.get("/readyz")

    assert (told.status_code, told.json()["status"], told.json()["checks"]["storage"]["ok"]) == (200, "degraded", False)


def test_a_store_that_fails_is_away_and_one_that_refuses_is_not(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use = default_storage.connection.meta.client
    answers = iter([503, 403])

    def fail(**_: Any) -> None:
        status = next(answers)
        raise use.exceptions.ClientError({"ResponseMetadata": {"HTTPStatusCode": status}, "Error": {}}, "HeadObject")

    monkeypatch.setattr(use, "head_object", fail)

    with pytest.raises(ConnectionError) as away:
        default_storage.exists("a")
    with pytest.raises(use.exceptions.ClientError) as refused:
        default_storage.exists("a")
    assert (is_away(away.value), is_away(refused.value)) == (True, False)


def test_originals_that_are_lost_are_not_found(bucket: Any, client: Client) -> None:
    image: Image = ImageFactory()
    default_storage.delete(image.file.name)

    assert client.get(path_of(image)).status_code == 404
