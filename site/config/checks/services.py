"""What several processes have to share, and what has to work before somebody needs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection

# Mail backends that deliver nothing to anybody.
SILENT = ("console", "dummy", "filebased", "locmem")


@register(deploy=True)
def database(**_: object) -> Iterator[CheckMessage]:
    if connection.vendor != "postgresql":
        yield Error(
            f"The database is {connection.display_name}, which is meant for development: one writer at a time, no "
            "replica, no backup while it runs.",
            hint="Set the environment variable DATABASE_URL to postgres://user:password@host:5432/name.",
            id="config.E005",
        )


@register(Tags.caches, deploy=True)
def shared_cache(**_: object) -> Iterator[CheckMessage]:
    """Rates, usage and answers are counted and kept for all processes."""
    if not isinstance(caches["default"], RedisCache):
        yield Error(
            "Each process has a cache of its own: limits on rates do not hold, and usage is not counted for all.",
            hint="Set the environment variable REDIS_URL to redis://host:6379/0 or rediss:// with TLS.",
            id="config.E006",
        )


@register(Tags.files, deploy=True)
def shared_storage(**_: object) -> Iterator[CheckMessage]:
    """What an editor uploads to one machine, readers ask the others for."""
    if isinstance(storages["default"], FileSystemStorage):
        yield Error(
            "Images and documents are kept on this machine alone.",
            hint="Set the environment variable S3_BUCKET, and S3_ENDPOINT_URL for another store than Amazon's.",
            id="config.E007",
        )


@register(deploy=True)
def mail(**_: object) -> Iterator[CheckMessage]:
    """Moderators are told of submissions, administrators of webhooks that were disabled, people of new passwords."""
    kind = settings.EMAIL_BACKEND.rpartition(".backends.")[2].partition(".")[0]
    if kind in SILENT:
        yield CheckWarning(
            "Mails reach nobody: they are only written down.",
            hint="Set the environment variable EMAIL_URL to smtp+tls://user:password@host:587.",
            id="config.W004",
        )


@register()
def time_zone(**_: object) -> Iterator[CheckMessage]:
    """Schedules, delays and expiries are moments; without zones they would move twice a year."""
    if not settings.USE_TZ:
        yield Error("Times have no zone.", hint="Set USE_TZ to True in the settings.", id="config.E008")
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        yield Error(
            f"The time zone {settings.TIME_ZONE!r} is not known here.",
            hint="Set TIME_ZONE to a name such as UTC or Europe/Berlin, and install the package tzdata.",
            id="config.E009",
        )


@register()
def search(**_: object) -> Iterator[CheckMessage]:
    """PostgreSQL brings what search needs."""
    if connection.vendor == "sqlite" and not _has_full_text_search():
        yield Error(
            "This build of SQLite has no full-text search.",
            hint="Install one with the extension FTS5, or set DATABASE_URL to a PostgreSQL database.",
            id="config.E010",
        )


def _has_full_text_search() -> bool:
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True
