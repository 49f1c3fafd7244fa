"""How a folder is written: as a whole, over an export of ours or nothing, the same bytes for the same content."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from articles.models import ArticlePage
from content_api.transfer import exporting
from content_api.transfer.layout import page_path
from media.models import Document, Image
from tests.changes import number_changes

from .moving import documents, export, tree
from .small import publish, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    page = small_site()
    number_changes()
    return page


def test_page_is_a_text_at_its_address(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")

    path = tmp_path / "content" / "pages" / "localhost" / "articles" / "swing" / "index.md"
    text = path.read_text()
    assert text.startswith('---\ntitle: "Swing"\n')
    assert "[them](http://localhost/companies/quintette/)" in text
    document = Document.objects.get()
    assert f"[score](../../../../files/media.Document/{document.uid}.pdf)" in text
    assert (path.parent / f"../../../../files/media.Document/{document.uid}.pdf").read_bytes().startswith(b"%PDF")


def test_originals_are_there_and_renditions_are_not(article: ArticlePage, tmp_path: Path) -> None:
    image = Image.objects.get()
    image.get_rendition("width-100")

    export(tmp_path / "content")

    (file,) = (tmp_path / "content" / "files" / "media.Image").iterdir()
    assert hashlib.sha1(file.read_bytes()).hexdigest() == image.file_hash
    (told,) = documents(tmp_path / "content", "media.Image")
    assert told["content"]["collection"] == [image.collection.name]
    assert told["content"]["tags"] == ["strings"]
    assert (told["content"]["focal_point_x"], told["content"]["focal_point_width"]) == (10, 30)


def test_image_that_nothing_public_shows_is_not_there(article: ArticlePage, tmp_path: Path) -> None:
    article.unpublish()
    number_changes()

    export(tmp_path / "content")

    assert not (tmp_path / "content" / "objects" / "media.Image").exists()
    assert not (tmp_path / "content" / "files").exists()


def test_manifest_counts_and_digests_hold(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")

    manifest = json.loads((tmp_path / "content" / "manifest.json").read_text())
    assert manifest["counts"]["articles.ArticlePage"] == 1
    assert sum(manifest["counts"].values()) == len(list((tmp_path / "content" / "objects").rglob("*.json")))
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "content", check=False)
    assert checked.returncode == 0


def test_export_is_brought_up_to_date(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    (tmp_path / "content" / ".git").mkdir()
    (tmp_path / "content" / ".git" / "HEAD").write_text("ref: refs/heads/main")
    before = tree(tmp_path / "content")
    article.unpublish()
    number_changes()

    export(tmp_path / "content")

    after = tree(tmp_path / "content")
    gone = f"objects/articles.ArticlePage/{article.uid}.json"
    assert gone in before
    assert gone not in after
    assert ".git/HEAD" in after
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".content")] == []


def test_files_that_stay_are_not_read_again(article: ArticlePage, tmp_path: Path) -> None:
    export(tmp_path / "content")
    before = next((tmp_path / "content" / "files" / "media.Image").iterdir()).stat().st_ino

    export(tmp_path / "content")

    assert next((tmp_path / "content" / "files" / "media.Image").iterdir()).stat().st_ino == before


def test_object_whose_file_is_lost_is_named(article: ArticlePage, tmp_path: Path) -> None:
    image = Image.objects.get()
    os.unlink(image.file.path)

    said = export(tmp_path / "content")

    assert f"The file of A guitar (media.Image/{image.uid}) is missing" in said
    (told,) = documents(tmp_path / "content", "media.Image")
    assert told["content"]["file"] is None


def test_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine.")

    with pytest.raises(CommandError, match="no export of content"):
        export(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_target_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("Mine.")

    with pytest.raises(CommandError, match="is no folder"):
        export(tmp_path / "content")


def test_export_that_fails_leaves_no_trace(
    article: ArticlePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path / "content")
    before = tree(tmp_path / "content")
    article.title = "Manouche"
    publish(article)
    monkeypatch.setattr(exporting.Export, "_write_tree", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        export(tmp_path / "content")

    assert tree(tmp_path / "content") == before
    assert [path.name for path in tmp_path.iterdir() if path.name != "media"] == ["content"]


def test_names_that_are_too_long_are_cut() -> None:
    path = page_path("example.org", "/" + "吉他" * 60 + "/x/", "0b7c")

    parts = path.split("/")
    assert parts[:2] == ["pages", "example.org"]
    assert parts[2].endswith("-0b7c")
    assert len(parts[2].encode()) <= 200
    assert parts[3:] == ["x", "index.md"]
