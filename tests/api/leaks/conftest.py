"""The showcase, built once for each module of the leak matrix and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from content_api.http import view

from .showcase import Showcase, build

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def showcase(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Showcase]:
    """Tests change it inside savepoints of their own. The same document, asked again and again, is parsed once."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "prepare", cache(view.prepare))
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("showcase")):
            built = build()
        yield built
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The matrix runs the same lines a hundred thousand times: measuring coverage would double its time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("no_cover")
