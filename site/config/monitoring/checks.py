"""What a process depends on, one question each. They raise, or answer something false, where it is not there."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from django.core.cache import cache as shared_cache
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from content_api.clients.shared import redis_client
from content_api.http.replica import REPLICA
from content_api.worker.engine import BEAT
from content_api.worker.heartbeat import last_seen

SILENT_AFTER = 4.5 * BEAT  # seconds without a sign of life; one that is late is none that is missing
NEVER_THERE = "readiness-is-asked-here"  # the name of no file and no entry of the cache


def database() -> bool:
    """Whether the primary answers a question."""
    return _answers(connection)


def replica() -> bool:
    """Whether the replica does."""
    return _answers(connections[REPLICA])


def cache_answers() -> bool:
    """Whether Redis itself answers: the cache before it never says that it is away."""
    client = redis_client()
    if client is not None:
        return bool(client.ping())
    shared_cache.get(NEVER_THERE)
    return True


def storage() -> bool:
    """Whether the store for files answers; of a folder, whether it can be written to or made."""
    place: Any = default_storage
    if isinstance(place, FileSystemStorage):
        folder = str(place.location)
        while not os.path.exists(folder):
            folder = os.path.dirname(folder)
        return os.access(folder, os.W_OK | os.X_OK)
    place.exists(NEVER_THERE)  # raises where the store does not answer or lets nobody in
    return True


def migrations() -> bool:
    """Whether the database has every migration that this code knows. It may have more: those of newer code."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return all(key in applied or (replaced and replaced <= applied) for key, replaced in known_migrations().items())


@cache
def known_migrations() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """All migrations of this code, with those that each replaces. Read from the disk once: it takes a while."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        key: frozenset(loader.disk_migrations[key].replaces)
        for key in loader.graph.nodes
        if key in loader.disk_migrations
    }


def worker() -> bool:
    """Whether any worker has given a sign of life lately."""
    seen_at = last_seen()
    return seen_at is not None and (timezone.now() - seen_at).total_seconds() < SILENT_AFTER


def _answers(on: Any) -> bool:
    with on.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))
