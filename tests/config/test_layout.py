"""The folders site/ and graphql/ share their names with Python packages; they stay plain source roots."""

from __future__ import annotations

import site
from pathlib import Path

import graphql
import pytest

PROJECT = Path(__file__).resolve().parents[2]


def test_import_graphql_gives_graphql_core() -> None:
    assert PROJECT / "graphql" not in Path(graphql.__file__).parents


def test_import_site_gives_the_standard_library() -> None:
    assert site.__file__ is not None
    assert PROJECT / "site" not in Path(site.__file__).parents


@pytest.mark.parametrize("root", ["site", "graphql"])
def test_source_root_holds_no_python_file(root: str) -> None:
    assert sorted((PROJECT / root).glob("*.py")) == []


def test_git_ignores_neither_source_root_nor_the_media_app() -> None:
    patterns = (PROJECT / ".gitignore").read_text().splitlines()

    assert {"/site", "site/", "/media", "media/"}.isdisjoint(patterns)
