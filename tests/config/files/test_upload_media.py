"""Media move from a folder into a bucket: all of it, once, compared byte by byte, and on after an end in the middle."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from config.files.known import known_files
from config.files.places import Bucket
from tests.bucket import NAME, use_bucket
from tests.factories.media import DocumentFactory, ImageFactory, picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(bucket: Any, settings: Settings, media_root: Path, store_address: str) -> list[str]:
    """What was uploaded while files were in a folder: six names. The settings are those of the bucket then."""
    in_bucket = settings.STORAGES
    settings.STORAGES = in_bucket | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    for _ in range(2):
        ImageFactory(file=picture_file(size=(40, 30))).get_rendition("max-10x10")
    DocumentFactory.create_batch(2)
    use_bucket(settings, store_address)
    return known_files()


def upload(*arguments: Any, **options: Any) -> tuple[str, str]:
    """What the command says, and what it complains of."""
    out, err = StringIO(), StringIO()
    call_command("upload_media", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def stored(bucket: Any) -> list[str]:
    return [found["Key"] for found in bucket.list_objects_v2(Bucket=NAME).get("Contents", [])]


def test_every_file_that_a_row_names_arrives_as_it_is(files: list[str], bucket: Any, media_root: Path) -> None:
    said, complained = upload()

    assert len(files) == 6
    assert stored(bucket) == files
    for name in files:
        found = bucket.get_object(Bucket=NAME, Key=name)
        assert found["Body"].read() == (media_root / name).read_bytes()
        assert found["CacheControl"].startswith("public" if name.startswith("images/") else "private")
    assert said == "Copied: 6 files; there already: 0; of no row: 0; not right: 0.\n"
    assert complained == ""


def test_a_second_run_copies_nothing(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    upload()
    monkeypatch.setattr(Bucket, "put", lambda *_: pytest.fail("copied again"))

    assert upload()[0] == "Copied: 0 files; there already: 6; of no row: 0; not right: 0.\n"


def test_it_goes_on_after_an_end_in_the_middle(files: list[str], bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put, done = Bucket.put, []

    def put_three(self: Bucket, name: str, path: Path) -> None:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(name)
        put(self, name, path)

    monkeypatch.setattr(Bucket, "put", put_three)
    with pytest.raises(KeyboardInterrupt):
        upload(threads=1)
    assert stored(bucket) == files[:3]
    monkeypatch.setattr(Bucket, "put", put)

    assert upload()[0] == "Copied: 3 files; there already: 3; of no row: 0; not right: 0.\n"
    assert stored(bucket) == files


def test_a_dry_run_copies_nothing(files: list[str], bucket: Any) -> None:
    assert upload(dry_run=True)[0] == "Would be copied: 6 files; there already: 0; of no row: 0; not right: 0.\n"
    assert stored(bucket) == []


def test_another_file_of_the_same_name_is_kept_and_told(files: list[str], bucket: Any, media_root: Path) -> None:
    same_size = b"x" * (media_root / files[0]).stat().st_size
    bucket.put_object(Bucket=NAME, Key=files[0], Body=same_size)
    bucket.put_object(Bucket=NAME, Key=files[1], Body=b"short")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="Not every file is in the bucket"):
        call_command("upload_media", stdout=out, stderr=err)

    assert bucket.get_object(Bucket=NAME, Key=files[0])["Body"].read() == same_size
    assert err.getvalue().splitlines() == [
        f"The bucket holds another file of this name, and keeps it: {name}" for name in files[:2]
    ]
    assert out.getvalue() == "Copied: 4 files; there already: 0; of no row: 0; not right: 2.\n"


def test_an_object_that_came_in_parts_is_compared_by_reading_it(
    files: list[str], bucket: Any, media_root: Path
) -> None:
    begun = bucket.create_multipart_upload(Bucket=NAME, Key=files[0])["UploadId"]
    part = {"Bucket": NAME, "Key": files[0], "UploadId": begun}
    tag = bucket.upload_part(Body=(media_root / files[0]).read_bytes(), PartNumber=1, **part)["ETag"]
    bucket.complete_multipart_upload(MultipartUpload={"Parts": [{"ETag": tag, "PartNumber": 1}]}, **part)
    assert "-1" in bucket.head_object(Bucket=NAME, Key=files[0])["ETag"]

    assert upload()[0] == "Copied: 5 files; there already: 1; of no row: 0; not right: 0.\n"


def test_files_that_are_missing_and_files_of_no_row_are_named(files: list[str], media_root: Path) -> None:
    (media_root / files[-1]).unlink()
    (media_root / "documents" / "left.pdf").write_bytes(b"left")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="Not every file"):
        call_command("upload_media", stdout=out, stderr=err)

    assert err.getvalue() == f"Missing in the folder and in the bucket: {files[-1]}\n"
    assert out.getvalue() == (
        "No row of the database names it, and it stays here: documents/left.pdf\n"
        "Copied: 5 files; there already: 0; of no row: 1; not right: 1.\n"
    )


def test_what_was_uploaded_since_the_move_is_no_loss(files: list[str], media_root: Path) -> None:
    upload()
    since = DocumentFactory().file.name
    assert not (media_root / since).exists()

    assert upload()[0] == "Copied: 0 files; there already: 7; of no row: 0; not right: 0.\n"


def test_a_file_that_arrives_damaged_is_told(files: list[str], bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Bucket.put

    def damage(self: Bucket, name: str, path: Path) -> None:
        put(self, name, path)
        if name == files[2]:
            bucket.put_object(Bucket=NAME, Key=name, Body=b"damaged")

    monkeypatch.setattr(Bucket, "put", damage)
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("upload_media", stdout=StringIO(), stderr=err)

    assert err.getvalue() == f"Damaged on the way: {files[2]}\n"


def test_a_store_that_is_away_stops_it(files: list[str], settings: Settings) -> None:
    use_bucket(settings, "http://127.0.0.1:9")

    with pytest.raises(CommandError, match="Started again, it goes on from here"):
        upload()


def test_settings_without_a_bucket_are_refused() -> None:
    with pytest.raises(CommandError, match="in a folder"):
        upload()


@pytest.mark.parametrize(
    ("_case", "arguments", "options", "message"),
    [
        ("no such folder", ["nowhere"], {}, "There is no folder"),
        ("no thread", [], {"threads": 0}, "from 1 to 64"),
        ("too many threads", [], {"threads": 65}, "from 1 to 64"),
    ],
)
def test_wrong_arguments(
    _case: str, arguments: list[str], options: dict[str, Any], message: str, files: list[str], bucket: Any
) -> None:
    with pytest.raises(CommandError, match=message):
        upload(*map(Path, arguments), **options)
    assert stored(bucket) == []
