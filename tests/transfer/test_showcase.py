"""Content that holds everything that the models can hold, on two sites, comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site

from media.models import Image
from tests.api.leaks.showcase import SITE, build
from tests.changes import number_changes

from .moving import export, newest_change, other_site, take_in, tree, without_moments


@dataclass(frozen=True)
class Restored:
    """The export of the showcase, what its import said, and where the files lie there."""

    folder: Path
    said: str
    media: Path


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Restored]:
    folder = tmp_path_factory.mktemp("showcase")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"), transaction.atomic():
        build()
        number_changes()
        export(folder / "content")
        transaction.set_rollback(True)
    with other_site(django_db_blocker, folder / "there"):
        yield Restored(folder / "content", take_in(folder / "content"), folder / "there")


@pytest.fixture
def restored(site: Restored, settings: Settings) -> Restored:
    settings.MEDIA_ROOT = site.media
    return site


def test_everything_comes_back(restored: Restored, tmp_path: Path) -> None:
    export(tmp_path / "there")

    assert without_moments(tmp_path / "there") == without_moments(restored.folder)
    assert tree(tmp_path / "there" / "files") == tree(restored.folder / "files")


def test_second_import_changes_nothing(restored: Restored) -> None:
    before = newest_change()

    said = take_in(restored.folder)

    assert "0 created, 0 updated" in said
    assert newest_change() == before


def test_aliases_are_aliases(restored: Restored) -> None:
    (alias,) = Page.objects.filter(alias_of__isnull=False)

    assert alias.live
    assert alias.title == alias.alias_of.title
    assert alias.specific.uid != alias.alias_of.specific.uid


def test_sites_redirects_and_collections_are_there(restored: Restored) -> None:
    assert list(Site.objects.order_by("hostname").values_list("hostname", "is_default_site")) == [
        ("other.example", False),
        (SITE, True),
    ]
    redirect = Redirect.objects.get()
    assert (redirect.site.hostname, redirect.redirect_page.live) == (SITE, True)
    box = Collection.objects.get(name="Box")
    assert box.get_parent().name == "Shelf"
    assert {image.collection for image in Image.objects.all()} == {box}
