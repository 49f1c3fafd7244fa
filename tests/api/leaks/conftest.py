"""The showcase, built once for each module of the leak matrix and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from .showcase import Showcase, build


@pytest.fixture(scope="module")
def showcase(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Showcase]:
    """Tests change it inside savepoints of their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("showcase")):
            built = build()
        yield built
        transaction.set_rollback(True)
