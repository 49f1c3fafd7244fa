"""Where files lie: a folder of this machine or a bucket, asked and filled by exact names."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import tempfile
from enum import Enum
from pathlib import Path
from typing import IO, Any, Protocol

from botocore.exceptions import ClientError
from django.core.files.storage import FileSystemStorage, Storage
from storages.backends.s3 import S3Storage

PIECE = 1 << 20  # bytes


class State(Enum):
    """What a place has under a name, compared with a file."""

    ABSENT = "absent"
    EQUAL = "equal"
    DIFFERENT = "different"


class Place(Protocol):
    def tag(self, name: str) -> str:
        """What another content would change, such as a digest; empty where nothing has that name."""

    def compare(self, name: str, path: Path) -> State:
        """Whether the file at ``path`` is here as ``name``, by all its bytes."""

    def put(self, name: str, path: Path) -> None:
        """Store the file at ``path`` as ``name``, in the place of what has that name."""


class Folder:
    """The files of a ``FileSystemStorage``."""

    def __init__(self, storage: FileSystemStorage) -> None:
        self._storage = storage

    def tag(self, name: str) -> str:
        here = Path(self._storage.path(name))
        return digest_of(here) if here.is_file() else ""

    def compare(self, name: str, path: Path) -> State:
        here = Path(self._storage.path(name))
        if not here.is_file():
            return State.ABSENT
        is_equal = here.stat().st_size == path.stat().st_size and digest_of(here) == digest_of(path)
        return State.EQUAL if is_equal else State.DIFFERENT

    def put(self, name: str, path: Path) -> None:
        here = Path(self._storage.path(name))
        here.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=here.parent, delete=False) as beside, path.open("rb") as file:
            shutil.copyfileobj(file, beside)
        os.chmod(beside.name, self._storage.file_permissions_mode or 0o644)
        os.replace(beside.name, here)


class Bucket:
    """The objects of an ``S3Storage``."""

    def __init__(self, storage: S3Storage) -> None:
        self._storage = storage
        # One for all threads, which boto allows; the storage would make one for each, a third of a second of work.
        self._client: Any = storage.connection.meta.client

    def tag(self, name: str) -> str:
        head = self._head(name)
        return head["ETag"].strip('"') if head else ""

    def compare(self, name: str, path: Path) -> State:
        """By size and MD5, which is the tag of objects that came in one piece; by reading the object otherwise."""
        head = self._head(name)
        if head is None:
            return State.ABSENT
        if head["ContentLength"] != path.stat().st_size:
            return State.DIFFERENT
        if head["ETag"].strip('"') == digest_of(path, "md5"):
            return State.EQUAL
        answer = self._client.get_object(**self._object(name))
        is_equal = digest_of_pieces(answer["Body"].iter_chunks(PIECE)) == digest_of(path)
        return State.EQUAL if is_equal else State.DIFFERENT

    def put(self, name: str, path: Path) -> None:
        """The store computes the digest itself, and refuses what has suffered on the way."""
        digest = base64.b64encode(bytes.fromhex(digest_of(path, "md5"))).decode()
        kept_with_it = self._storage.get_object_parameters(name)
        with path.open("rb") as file:
            self._client.put_object(Body=file, ContentMD5=digest, **self._object(name), **kept_with_it)

    def _object(self, name: str) -> dict[str, str]:
        return {"Bucket": self._storage.bucket_name, "Key": self._storage._normalize_name(name)}

    def _head(self, name: str) -> Any:
        try:
            return self._client.head_object(**self._object(name))
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise


def place_of(storage: Any) -> Place:
    """The place behind ``storage``; ``TypeError`` where it is of another kind."""
    if isinstance(storage, S3Storage):
        return Bucket(storage)
    if isinstance(storage, FileSystemStorage):
        return Folder(storage)
    raise TypeError(f"{type(storage).__name__} is neither a folder nor a bucket.")


def digest_of(path: Path, kind: str = "sha256") -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new(kind, usedforsecurity=False)).hexdigest()


def digest_of_pieces(pieces: Any) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def write_down(storage: Storage, name: str, target: IO[bytes]) -> tuple[str, int]:
    """Copy ``name`` from ``storage`` into ``target``: its SHA-256 and size. ``FileNotFoundError`` where it is not."""
    digest, size = hashlib.sha256(), 0
    with storage.open(name) as file:
        for piece in file.chunks(PIECE):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
