"""A store that speaks S3, on 127.0.0.1, and the settings of production for it."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from botocore.config import Config
from django.core.files.storage import default_storage
from django.core.management import call_command
from moto.server import ThreadedMotoServer
from pytest_django import Settings

NAME = "nuages-media"
QUICK = Config(
    signature_version="s3v4", connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 1}
)


@pytest.fixture(scope="session")
def store_address() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # not a line for each request
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def use_bucket(settings: Settings, address: str, **options: Any) -> None:
    """Keep files as production does, in a bucket at ``address``."""
    given = {
        "bucket_name": NAME,
        "endpoint_url": address,
        "region_name": "us-east-1",
        "access_key": "key",
        "secret_key": "secret",
        "file_overwrite": False,
        "querystring_expire": 300,
        "client_config": QUICK,
    }
    storage = {"BACKEND": "media.storages.MediaStorage", "OPTIONS": given | options}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def bucket(store_address: str, settings: Settings) -> Iterator[Any]:
    """An empty bucket whose policy is that of ``create_bucket``; boto's client for it."""
    use_bucket(settings, store_address)
    call_command("create_bucket")
    yield default_storage.connection.meta.client
    urllib.request.urlopen(urllib.request.Request(f"{store_address}/moto-api/reset", method="POST"))


def fetch(address: str) -> tuple[int, bytes, Message]:
    """What a browser gets from the store: status, body, headers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status, response.read(), response.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b"", error.headers
