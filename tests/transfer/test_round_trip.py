"""Exported from one site and imported into an empty one, content is the same in every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from .answers import all_answers
from .conftest import Exported
from .moving import export, newest_change, other_site, take_in, tree, without_moments


@dataclass(frozen=True)
class Imported:
    """The other site: what the import said, and where its files lie."""

    said: str
    media: Path


@pytest.fixture(scope="module")
def site(
    demo_export: Exported, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Imported]:
    media = tmp_path_factory.mktemp("imported")
    with other_site(django_db_blocker, media):
        yield Imported(take_in(demo_export.folder), media)


@pytest.fixture
def imported(site: Imported, settings: Settings) -> Imported:
    settings.MEDIA_ROOT = site.media
    return site


def test_every_answer_is_the_same(demo_export: Exported, imported: Imported) -> None:
    answers = all_answers()

    assert answers.keys() == demo_export.answers.keys()
    assert len(answers) > 100
    differing = [name for name, answer in answers.items() if answer != demo_export.answers[name]]
    assert differing == []


def test_what_is_exported_there_is_the_same(demo_export: Exported, imported: Imported, tmp_path: Path) -> None:
    export(tmp_path / "there")

    assert without_moments(tmp_path / "there") == without_moments(demo_export.folder)
    for part in ("files", "pages"):
        assert tree(tmp_path / "there" / part) == tree(demo_export.folder / part)


def test_same_content_gives_the_same_bytes(demo_export: Exported) -> None:
    assert demo_export.is_repeatable


def test_second_import_changes_nothing(demo_export: Exported, imported: Imported) -> None:
    before = newest_change()

    said = take_in(demo_export.folder)

    assert said.splitlines()[-1] == "Imported: 0 created, 0 updated, 241 unchanged, 0 kept."
    assert newest_change() == before
