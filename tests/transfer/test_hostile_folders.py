"""Folders that are no export, or no longer: refused with a reason, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from content_api.transfer.folders import digest_of
from media.models import Image

from .moving import rewrite, sign, take_in

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")


def refused(folder: Path) -> str:
    """Why ``folder`` is refused; nothing may have been written."""
    with CaptureQueriesContext(connection) as captured, pytest.raises(CommandError) as error:
        take_in(folder)
    assert [query["sql"] for query in captured if query["sql"].startswith(WRITES)] == []
    assert str(error.value).endswith("Nothing was imported.")
    return str(error.value)


def first(folder: Path, model: str) -> Path:
    return min((folder / "objects" / model).glob("*.json"))


def edit(folder: Path, model: str, **content: Any) -> None:
    """Change the content of the objects of ``model``, with digests that fit."""
    rewrite(folder, model, lambda document: document["content"].update(content))


def test_folder_without_manifest(tmp_path: Path) -> None:
    assert "there is no file manifest.json" in refused(tmp_path)
    assert "is no folder" in refused(tmp_path / "missing")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "cannot be read"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "is not that of an export"),
        ('{"format": "other"}', "is not that of an export"),
        ('{"format": "nuages-content", "version": 2}', "version 2; this installation reads version 1"),
        ('{"format": "nuages-content", "version": 1, "counts": []}', "does not say how much"),
        ('{"format": "nuages-content", "version": 1, "counts": {}, "sums": "0"}', "SHA256SUMS has been changed"),
        ('{"format": NaN}', "NaN is no number"),
    ],
)
def test_manifest_of_something_else(text: str, reason: str, folder: Path) -> None:
    (folder / "manifest.json").write_text(text)

    assert reason in refused(folder)


def test_changed_file(folder: Path) -> None:
    first(folder, "articles.Claim").write_text("{}")

    assert "has been changed since the export" in refused(folder)


def test_missing_file(folder: Path) -> None:
    first(folder, "articles.Claim").unlink()

    assert "is missing, though it stands in SHA256SUMS" in refused(folder)


def test_file_too_many(folder: Path) -> None:
    (folder / "files" / "media.Image" / "evil.php").write_text("<?php")

    assert "files/media.Image/evil.php is not listed in SHA256SUMS" in refused(folder)


@pytest.mark.parametrize("path", ["../outside.json", "objects/../../x.json", "/etc/passwd", "objects/a/b/c.json"])
def test_path_that_leads_elsewhere(path: str, folder: Path) -> None:
    sums = folder / "SHA256SUMS"
    sums.write_text(f"{'0' * 64}  {path}\n" + sums.read_text())
    sign_sums(folder)

    assert "names what no export holds" in refused(folder)


def sign_sums(folder: Path) -> None:
    """Let the manifest agree with ``SHA256SUMS`` as it is."""
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"sums": digest_of(folder / "SHA256SUMS")}))


@pytest.mark.parametrize("what", ["objects", "objects/articles.Claim", "file"])
def test_link_to_elsewhere(what: str, folder: Path, tmp_path: Path) -> None:
    target = first(folder, "articles.Claim") if what == "file" else folder / what
    moved = tmp_path / "moved"
    target.rename(moved)
    target.symlink_to(moved)

    reason = refused(folder)

    assert "is a link" in reason or "is neither a file nor a folder" in reason


@pytest.mark.parametrize(
    ("model", "content", "reason"),
    [
        ("articles.Author", {"is_superuser": True}, "unknown field is_superuser"),
        ("articles.Author", {"name": 5}, "name is of the wrong type"),
        ("articles.Author", {"name": None}, "name is empty"),
        ("articles.Author", {"photo": "articles.Claim/x"}, "photo names what is not in the folder"),
        ("articles.Author", {"photo": "accounts.User/1"}, "photo names what is not in the folder"),
        ("articles.Author", {"texts": {}}, "texts is no list"),
        ("articles.Author", {"texts": [{"locale": "wagtailcore.Locale/xx"}]}, "locale names what is not in the folder"),
        ("articles.Author", {"texts": ["x"]}, "texts[0]. is no record"),
        ("articles.Claim", {"as_of": "yesterday"}, "as_of is no value that fits"),
        ("articles.ArticlePage", {"body": "text"}, "body: no list"),
        ("articles.ArticlePage", {"body": [{"type": "script", "value": ""}]}, "an unknown type of block, 'script'"),
        ("articles.ArticlePage", {"body": [{"type": "claim", "value": {"claim": 1}}]}, "body names what is not"),
        ("articles.ArticlePage", {"body": [{"type": "heading", "value": {"x": 1}}]}, "body[0].heading.x: an unknown"),
        ("articles.ArticlePage", {"body": [{"type": "heading", "value": {"text": {}}}]}, "no single value"),
        ("articles.ArticlePage", {"body": [{"type": "table", "value": {"table": {"data": 5}}}]}, "no table"),
        ("articles.ArticlePage", {"last_published_at": "2026-01-01T00:00:00"}, "last_published_at is no moment"),
        ("articles.ArticlePage", {"tags": [1]}, "tags is no list of tags"),
        ("articles.ArticlePage", {"topics": ["articles.Topic/x"]}, "topics names what is not in the folder"),
        ("articles.ArticlePage", {"alias_of": "home.HomePage/x"}, "alias_of names what is not in the folder"),
        ("articles.ArticleIndexPage", {"intro": '<a linktype="page" id="3">x</a>'}, "intro names what is not"),
        ("wagtailcore.Locale", {"language_code": "xx"}, "'xx' is not among those of this installation"),
        ("media.Image", {"file": {"name": "../../x.png", "path": "/etc/passwd"}}, "file has no usable name"),
        ("media.Image", {"file": {"name": "x.html", "path": "files/x"}}, "file is not where it belongs"),
        ("media.Image", {"collection": [""]}, "collection is no list of names"),
        ("wagtailcore.Site", {"root_page": None}, "the site has no root"),
    ],
)
def test_object_that_does_not_fit(model: str, content: dict[str, Any], reason: str, folder: Path) -> None:
    edit(folder, model, **content)

    assert reason in refused(folder)


def without_place(document: dict[str, Any]) -> None:
    del document["place"]


def far_away(document: dict[str, Any]) -> None:
    document["place"] = {"parent": "home.HomePage/0"}


def long_ago(document: dict[str, Any]) -> None:
    document["changed"] = "2026-13-01T00:00:00Z"


def without_slug(document: dict[str, Any]) -> None:
    del document["content"]["slug"]


def below_itself(document: dict[str, Any]) -> None:
    document["place"] = {"parent": document["name"]}


def with_more(document: dict[str, Any]) -> None:
    document["owner"] = 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_place, "it has no place in the tree"),
        (far_away, "its place names a page that is not in the folder"),
        (with_more, "unknown parts owner"),
        (long_ago, "“changed” is no moment"),
        (without_slug, "slug is missing"),
        (below_itself, "elsewhere than below its parent"),
    ],
)
def test_document_that_is_not_whole(change: Callable[[dict[str, Any]], None], reason: str, folder: Path) -> None:
    rewrite(folder, "home.StandardPage", change)

    assert reason in refused(folder)


def test_model_that_does_not_travel(folder: Path) -> None:
    (folder / "objects" / "accounts.User").mkdir()
    (folder / "objects" / "accounts.User" / "1.json").write_text('{"name": "accounts.User/1", "content": {}}')
    sign(folder)

    assert "objects of this kind cannot be imported here" in refused(folder)


def test_object_that_no_list_names(folder: Path) -> None:
    listed = folder / "lists" / "articles.Author.txt"
    listed.write_text("".join(listed.read_text().splitlines(keepends=True)[1:]))
    sign(folder)

    assert "The lists hold other numbers of objects" in refused(folder)


def test_list_of_something_else(folder: Path) -> None:
    listed = folder / "lists" / "articles.Author.txt"
    listed.rename(folder / "lists" / "articles.Topic.txt")
    sign(folder)

    assert "lists/articles.Topic.txt names what does not belong there" in refused(folder)


@pytest.mark.parametrize("name", ["articles.Author/0", "articles.Author/0B7C0000-0000-4000-8000-000000000000"])
def test_name_that_is_no_identity(name: str, folder: Path) -> None:
    path = first(folder, "articles.Author")
    document = json.loads(path.read_text())
    path.unlink()
    (folder / f"objects/{name}.json").write_text(json.dumps(document | {"name": name}))
    listed = folder / "lists" / "articles.Author.txt"
    listed.write_text(listed.read_text().replace(document["name"], name))
    sign(folder)

    assert "its name is not that of the object" in refused(folder)


def test_object_of_seventeen_megabytes(folder: Path) -> None:
    edit(folder, "articles.ArticleIndexPage", intro="x" * (17 << 20))

    assert "more than 16,777,216 bytes" in refused(folder)


def test_image_that_is_none(folder: Path) -> None:
    for path in (folder / "files" / "media.Image").iterdir():
        path.write_bytes(b"<svg onload=alert(1)>")
    sign(folder)

    assert "file is no image of a kind that is allowed here: 'cover-" in refused(folder)


def test_image_that_is_broken_stops_the_import(folder: Path, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "there"
    for path in (folder / "files" / "media.Image").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    sign(folder)

    with pytest.raises(CommandError, match=r"(?s)“Cover: .*The import has stopped"):
        take_in(folder)

    assert not Image.objects.exists()
