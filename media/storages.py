"""Where files are kept in production: one bucket, of which the public may read the renditions and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.utils.http import content_disposition_header
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

PUBLIC_FOLDER = "images/"  # where Wagtail puts renditions; the bucket's policy says the same (create_bucket)
FOR_EVER = "public, max-age=31536000, immutable"  # a rendition's name is never given to another file
FOR_NOBODY = "private, no-store"

# What some systems' lists of media types leave out.
MEDIA_TYPES = {".avif": "image/avif", ".webp": "image/webp"}
SECONDS_FOR_ADMIN = 300  # where addresses are given to nobody else
UNKNOWN_TYPE = "application/octet-stream"


class MediaStorage(S3Storage):
    """A bucket with two sides, told apart by the folder.

    Renditions have addresses for ever, at the CDN where there is one. Originals and documents may be private: their
    addresses are signed, end after ``querystring_expire`` seconds (0: readers are given none) and lead past the CDN.
    ``public_endpoint_url`` is the store's address as browsers reach it, where ``endpoint_url`` is one of a network of
    one's own.
    """

    def __init__(self, public_endpoint_url: str | None = None, **options: Any) -> None:
        super().__init__(**options | {"custom_domain": None, "querystring_auth": True})
        reached_at = options | {"endpoint_url": public_endpoint_url or options.get("endpoint_url")}
        self._public = S3Storage(**reached_at | {"querystring_auth": False})
        self._signing: Any = S3Storage(**reached_at | {"custom_domain": None}) if public_endpoint_url else super()
        self._is_reached = bool(public_endpoint_url or not options.get("endpoint_url"))

    @property
    def sends_files(self) -> bool:
        """Whether browsers may be sent to the store for what they have been allowed to read."""
        return self._is_reached and self.querystring_expire > 0

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """What is stored with each object. The type follows from the name: uploads may lie about themselves."""
        kept = FOR_EVER if is_public(name) else FOR_NOBODY
        return super().get_object_parameters(name) | {"CacheControl": kept, "ContentType": media_type_of(name)}

    def url(
        self,
        name: str,
        parameters: dict[str, str] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        if is_public(name):
            return str(self._public.url(name, parameters, expire, http_method))
        seconds = expire or self.querystring_expire or SECONDS_FOR_ADMIN
        return str(self._signing.url(name, parameters, seconds, http_method))

    def download_address(self, name: str, file_name: str, method: str) -> str:
        """Where ``name`` is downloaded as ``file_name``, for some minutes. No browser shows or runs it."""
        answer = {
            "ResponseContentDisposition": content_disposition_header(True, file_name) or "attachment",
            "ResponseContentType": media_type_of(file_name),
            "ResponseCacheControl": FOR_NOBODY,
        }
        return self.url(name, answer, http_method=method)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with store_that_may_be_away():
            file = super()._open(name, mode)
            if "r" in mode:
                file.open()  # downloads it: later, nobody would know what a failure means
            return file

    def _save(self, name: str, content: Any) -> str:
        with store_that_may_be_away():
            return str(super()._save(name, content))

    def exists(self, name: str) -> bool:
        with store_that_may_be_away():
            return bool(super().exists(name))


def is_public(name: str) -> bool:
    return str(name).startswith(PUBLIC_FOLDER)


def media_type_of(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(f"file{suffix}")[0] or UNKNOWN_TYPE


@contextmanager
def store_that_may_be_away() -> Iterator[None]:
    """Raise ``ConnectionError`` where no answer comes or the store says that the fault is its own."""
    try:
        yield
    except (BotoCoreError, RetriesExceededError) as error:
        raise ConnectionError(f"The store for files is away: {error}") from error
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) < 500:
            raise
        raise ConnectionError(f"The store for files fails: {error}") from error


def is_away(error: BaseException | None) -> bool:
    """Whether ``error``, or what it was raised from, says that the store is away."""
    while error is not None:
        if isinstance(error, ConnectionError):
            return True
        error = error.__cause__ or error.__context__
    return False
