"""The showcase, built once for the tests in this folder and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.changes import number_changes

from .paths import ALL
from .showcase import Showcase, build

HERE = Path(__file__).parent


@pytest.fixture(scope="package")
def showcase(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Showcase]:
    """Tests change it inside savepoints of their own. Many questions go into one document, which is parsed once."""
    limits = dict.fromkeys(settings.GRAPHQL_LIMITS, 2_000_000) | {"page_size": ALL, "execution_seconds": 60}
    generous = override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("showcase"),
        GRAPHQL_LIMITS=limits,
        GRAPHQL_DOCUMENTS={"count": 2_000, "bytes": 50_000_000},
    )
    with django_db_blocker.unblock(), transaction.atomic(), generous:
        built = build()
        number_changes()
        yield built
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The matrix runs the same lines a hundred thousand times: measuring coverage would double its time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("no_cover")
