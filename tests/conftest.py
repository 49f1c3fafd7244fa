"""Fixtures for the whole suite: a migrated database, and nothing that leaks from one test into the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import timezone, translation
from filelock import FileLock
from hypothesis.configuration import set_hypothesis_home_dir
from pytest_django import DjangoDbBlocker, Settings

from content_api.caching import backend
from content_api.caching.answers import memory
from tests import databases
from tests.bucket import bucket, store_address  # noqa: F401  (fixtures)
from tests.chromium import browser, chromium_path  # noqa: F401  (fixtures)

# Begun first, so that in the end no worker is left alone with one of them.
LONG = (
    "api/leaks/test_matrix.py",
    "api/leaks",
    "proof",
    "frontend",
    "transfer",
    "api/lookahead",
    "browser",
    "api/caching/test_coherence.py",
)

# What hypothesis remembers between runs lies with everything else that a run writes.
set_hypothesis_home_dir(databases.FOLDER / "hypothesis")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[databases.ProcessDatabase]:
    """Replace pytest-django's fixture of the same name: copy the migrated template instead of migrating."""
    database = databases.for_process(worker_id)
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        with FileLock(databases.FOLDER / "template.lock"):
            database.ensure_template()
        database.restore()
        # After a test that commits. Django would empty every table, the migrated rows included.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: database.restore())
        yield database
        database.drop()


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """Uploaded files and renditions of a test go to its own temporary folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def clean_process() -> Iterator[None]:
    """Empty the caches; go back to the default language and time zone."""
    for stand_in in backend._stand_ins.values():
        stand_in.breaker.failures = 0  # a slow machine may have opened it, and then nothing would be emptied
    cache.clear()
    memory.clear()
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.hookimpl(trylast=True)  # after the order has become random
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(item.path.relative_to(Path(__file__).parent)))


def _turn(path: Path) -> int:
    return next((turn for turn, name in enumerate(LONG) if path.is_relative_to(name)), len(LONG))
