"""The bucket is made once, and only renditions are public."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.stub import Stubber
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from config.management.commands.create_bucket import public_renditions

BUCKET = {"Bucket": "nuages-media"}
POLICY = BUCKET | {"Policy": public_renditions("nuages-media")}


@pytest.fixture
def store(settings: Settings) -> Iterator[Stubber]:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "nuages-media",
                "access_key": "key",
                "secret_key": "secret",
                "region_name": "us-east-1",
            },
        }
    }
    with Stubber(storages["default"].connection.meta.client) as stubber:
        yield stubber


def test_missing_bucket_is_made(store: Stubber) -> None:
    store.add_client_error("head_bucket", http_status_code=404, expected_params=BUCKET)
    store.add_response("create_bucket", {}, BUCKET)
    store.add_response("put_bucket_policy", {}, POLICY)

    call_command("create_bucket")

    store.assert_no_pending_responses()


def test_bucket_that_is_there_is_kept(store: Stubber) -> None:
    store.add_response("head_bucket", {}, BUCKET)
    store.add_response("put_bucket_policy", {}, POLICY)

    call_command("create_bucket")

    store.assert_no_pending_responses()


def test_refusal_of_the_store_is_told(store: Stubber) -> None:
    store.add_client_error("head_bucket", http_status_code=403, expected_params=BUCKET)

    with pytest.raises(CommandError, match="nuages-media cannot be reached"):
        call_command("create_bucket")


def test_folder_is_refused() -> None:
    assert default_storage.exists("nothing") is False
    with pytest.raises(CommandError, match="in a folder"):
        call_command("create_bucket")


def test_only_renditions_are_public() -> None:
    assert public_renditions("shelf") == (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", '
        '"Resource": "arn:aws:s3:::shelf/images/*"}]}'
    )
