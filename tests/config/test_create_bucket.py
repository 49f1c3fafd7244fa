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
from tests.bucket import use_bucket

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


def test_bucket_is_made_in_the_region_of_the_settings(settings: Settings) -> None:
    use_bucket(settings, "http://127.0.0.1:9", region_name="eu-central-1")
    place = {"CreateBucketConfiguration": {"LocationConstraint": "eu-central-1"}}
    with Stubber(storages["default"].connection.meta.client) as stubber:
        stubber.add_client_error("head_bucket", http_status_code=404, expected_params=BUCKET)
        stubber.add_response("create_bucket", {}, BUCKET | place)
        stubber.add_response("put_bucket_policy", {}, POLICY)

        call_command("create_bucket")

        stubber.assert_no_pending_responses()


def test_refused_policy_is_told_with_what_to_do(store: Stubber) -> None:
    store.add_response("head_bucket", {}, BUCKET)
    store.add_client_error("put_bucket_policy", "AccessDenied", http_status_code=403, expected_params=POLICY)

    with pytest.raises(CommandError, match="Block Public Access"):
        call_command("create_bucket")


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
