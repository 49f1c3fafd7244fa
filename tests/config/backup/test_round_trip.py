"""Backup, wipe, restore: content, media and people are equal, and no cache answers from before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page

from articles.models import ArticlePage
from config.backup import facts
from config.files.known import known_files
from config.monitoring import checks
from content_api.caching.counters import counts
from content_api.changes.log import current_epoch, current_version
from media.models import Document, Image
from tests.bucket import NAME
from tests.config.backup.conftest import run
from tests.factories.articles import ArticlePageFactory, AuthorFactory
from tests.factories.media import DocumentFactory, ImageFactory, picture_file

pytestmark = pytest.mark.usefixtures("own_database")

Ask = Callable[[str], HttpResponse]
ARTICLES = "{ articles { totalCount nodes { title uid heroImage { url uid } } } }"
FOUND = '{ search(query: "kept") { totalCount } }'


def make_content() -> tuple[ArticlePage, Document]:
    image, document = ImageFactory(file=picture_file(size=(40, 30))), DocumentFactory()
    image.get_rendition("max-10x10")
    AuthorFactory()
    get_user_model().objects.create_user("ada", email="ada@example.org", password="kept-by-a-digest")
    article = ArticlePageFactory(title="Kept", hero_image=image)
    article.save_revision().publish()
    return article, document


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those that a restore changes on purpose."""
    left_out = {"content_api.ContentEpoch"}
    models = [model for model in facts.apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model._meta.label not in left_out and model._meta.db_table in facts.connection.introspection.table_names()
    }


def media_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wipe(media_root: Path) -> None:
    for page in Page.objects.filter(depth=3):
        Page.objects.get(pk=page.pk).delete()
    for model in (Image, Document, get_user_model()):
        model._base_manager.all().delete()
    shutil.rmtree(media_root)


def test_everything_is_as_it_was(kept: Path, media_root: Path, ask: Ask) -> None:
    make_content()
    before, files, answer, hits = rows(), media_in(media_root), ask(ARTICLES).content, ask(FOUND).content
    assert json.loads(hits)["data"]["search"]["totalCount"] == 1
    epoch = current_epoch()
    said = run("backup", kept)
    wipe(media_root)
    assert json.loads(ask(ARTICLES).content)["data"]["articles"]["totalCount"] == 0

    restored = run("restore", kept, yes=True)

    assert rows() == before
    assert media_in(media_root) == files
    assert (ask(ARTICLES).content, ask(FOUND).content) == (answer, hits)
    assert current_epoch() != epoch
    assert "3 files (3 new)" in said
    assert restored.endswith("Restored, 3 files put back. A new epoch has begun.\n")
    assert get_user_model().objects.get(username="ada").check_password("kept-by-a-digest") is True


def test_no_answer_from_before_is_served_by_a_number_that_is_given_twice(kept: Path, ask: Ask) -> None:
    article, _ = make_content()
    run("backup", kept)
    first = ask(ARTICLES)
    version = current_version()
    article.title = "Lost"
    article.save_revision().publish()
    lost = ask(ARTICLES)
    assert lost["Content-Version"] == str(version + 1)

    run("restore", kept, yes=True, replace=True)
    restored = ask(ARTICLES)
    again = ArticlePage.objects.get(pk=article.pk)
    again.title = "Written anew"
    again.save_revision().publish()
    after = ask(ARTICLES)

    titles = [json.loads(one.content)["data"]["articles"]["nodes"][0]["title"] for one in (restored, after)]
    assert titles == ["Kept", "Written anew"]
    assert (restored.content, restored["Content-Version"]) == (first.content, first["Content-Version"])
    assert after["Content-Version"] == lost["Content-Version"]
    assert after["ETag"] != lost["ETag"]
    assert client_is_told(ask, lost) == 200


def client_is_told(ask: Ask, before: HttpResponse) -> int:
    """The status for a browser that has the answer from before."""
    return Client().get("/graphql/", {"query": ARTICLES}, headers={"If-None-Match": before["ETag"]}).status_code


def test_the_memory_of_a_running_process_is_void(kept: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis and processes that were not stopped keep what they know: it is asked for by the epoch."""
    article, _ = make_content()
    run("backup", kept)
    article.title = "Lost"
    article.save_revision().publish()
    monkeypatch.setattr("config.backup.restoring.cache.clear", lambda: None)
    ask(ARTICLES)
    misses = counts()["miss"]

    run("restore", kept, yes=True, replace=True)
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()  # the number that "Lost" had

    assert json.loads(ask(ARTICLES).content)["data"]["articles"]["nodes"][0]["title"] == "Kept"
    assert counts()["miss"] == misses + 1


def test_what_came_after_the_backup_is_gone(kept: Path, media_root: Path) -> None:
    make_content()
    run("backup", kept)
    ArticlePageFactory(title="Later")
    later = ImageFactory()

    run("restore", kept, yes=True, replace=True)

    assert ArticlePage.objects.filter(title="Later").count() == 0
    assert (media_root / later.file.name).is_file()  # nothing is deleted


def test_a_name_that_another_file_has_gets_its_own_back(kept: Path, media_root: Path) -> None:
    _, document = make_content()
    run("backup", kept)
    (media_root / document.file.name).write_bytes(b"another")

    said = run("restore", kept, yes=True, replace=True)

    assert (media_root / document.file.name).read_bytes() == b"%PDF-1.7 checklist"
    assert "1 files put back" in said


def test_the_database_may_be_empty(kept: Path, media_root: Path) -> None:
    make_content()
    before = rows()
    run("backup", kept)
    empty_database()

    run("restore", kept, yes=True)

    assert rows() == before


def empty_database() -> None:
    with facts.connection.cursor() as cursor:
        if facts.connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        else:
            cursor.execute("PRAGMA writable_schema = 1")
            cursor.execute("DELETE FROM sqlite_master")
            cursor.execute("PRAGMA writable_schema = 0")
    facts.connection.close()


def test_tables_of_a_newer_release_do_not_stay(kept: Path) -> None:
    run("backup", kept)
    with facts.connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_newer_release (id integer)")

    run("restore", kept, yes=True)

    assert "of_a_newer_release" not in facts.connection.introspection.table_names()


def test_newer_migrations_are_applied(kept: Path) -> None:
    call_command("migrate", "media", "0001_initial", verbosity=0)
    run("backup", kept)
    call_command("migrate", verbosity=0)
    epoch = current_epoch()

    said = run("restore", kept, yes=True)

    assert "Restored, 0 files put back, 1 newer migrations applied." in said
    assert checks.migrations() is True
    assert current_epoch() != epoch


def test_media_in_a_bucket(kept: Path, bucket: Any, settings: Settings) -> None:
    make_content()
    names = known_files()
    before = {name: bucket.get_object(Bucket=NAME, Key=name)["Body"].read() for name in names}
    run("backup", kept)
    for name in names:
        bucket.delete_object(Bucket=NAME, Key=name)

    run("restore", kept, yes=True, replace=True)

    assert {name: bucket.get_object(Bucket=NAME, Key=name)["Body"].read() for name in names} == before
    assert len(names) == 3


def test_files_of_a_bucket_are_read_once(
    kept: Path, bucket: Any, store_address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_content()
    run("backup", kept)
    new = DocumentFactory()
    read: list[str] = []
    monkeypatch.setattr(
        "media.storages.MediaStorage._open",
        lambda self, name, mode="rb": read.append(name) or super(type(self), self)._open(name, mode),
    )

    said = run("backup", kept)

    assert read == [new.file.name]
    assert "4 files (0 new)" in said  # the same bytes as the other document
