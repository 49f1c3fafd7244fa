"""Make the bucket of the settings, for stores that start empty."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from storages.backends.s3 import S3Storage

from media.storages import PUBLIC_FOLDER

NEEDS_NO_NAME = (None, "us-east-1")  # of regions: Amazon refuses this one's as a place for a bucket


def public_renditions(bucket: str) -> str:
    """Anyone may read renditions. Originals and documents have no public address: they may be private."""
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/{PUBLIC_FOLDER}*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def place(region: str | None) -> dict[str, Any]:
    return {} if region in NEEDS_NO_NAME else {"CreateBucketConfiguration": {"LocationConstraint": region}}


class Command(BaseCommand):
    """Safe to run again: a bucket that is there is left as it is, but for who may read it."""

    help = "Create the bucket for images and documents if it is missing, and let everybody read renditions."

    def handle(self, *args: Any, **options: Any) -> None:
        if not isinstance(default_storage, S3Storage):
            raise CommandError("The settings store files in a folder, not in a bucket.")
        client, name = default_storage.connection.meta.client, default_storage.bucket_name
        try:
            client.head_bucket(Bucket=name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise CommandError(f"The bucket {name} cannot be reached: {error}") from error
            client.create_bucket(Bucket=name, **place(default_storage.region_name))
            self.stdout.write(f"The bucket {name} is made.")
        try:
            client.put_bucket_policy(Bucket=name, Policy=public_renditions(name))
        except ClientError as error:
            raise CommandError(
                f"The store refuses that everybody may read {PUBLIC_FOLDER}: {error}. Amazon's refuses it until public "
                "policies are allowed for the bucket (Block Public Access); a CDN with a right of its own needs none."
            ) from error
