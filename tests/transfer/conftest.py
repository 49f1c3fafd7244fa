"""The demo content, exported once for all tests in this folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.demo import demo_content

from .answers import all_answers
from .moving import export, tree


@dataclass(frozen=True)
class Exported:
    """An export of the demo content, and what the API answered there."""

    folder: Path
    answers: dict[str, Any]
    said: str
    is_repeatable: bool
    media: dict[str, str]  # digests of the originals, by name


@pytest.fixture(scope="package")
def demo_export(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    folders = tmp_path_factory.mktemp("transfer")
    with demo_content(django_db_blocker, folders / "media"):
        said = export(folders / "demo")
        before = tree(folders / "demo")
        export(folders / "demo")
        export(folders / "again")
        return Exported(
            folders / "demo",
            all_answers(),
            said,
            before == tree(folders / "demo") == tree(folders / "again"),
            tree(folders / "media"),
        )


@pytest.fixture
def folder(demo_export: Exported, tmp_path: Path) -> Path:
    """A copy to be spoilt."""
    return Path(shutil.copytree(demo_export.folder, tmp_path / "content"))
