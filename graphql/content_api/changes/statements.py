"""The statements that write the log. Each is one ``INSERT … SELECT``, however many objects it is about.

The newest row of each object says what the public could see known. What it can see now comes from ``Public``. Seen
now: a row. Seen before only: a tombstone, with the path that was public then. Neither: nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from ..statements import statement_for
from .columns import LONGEST_TAGS, TEXTS, columns_of
from .models import ChangeKind
from .public import Keys, Public
from .subjects import types_of
from .tags import EVERYTHING

LOG = "content_api_contentchange"
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('content_api_contentchange.number', 0))"

# What differs for readers without a change of the object itself.
DIFFERS = """
    known.is_visible IS NOT TRUE OR known.path <> seen.of_path OR known.locale <> seen.of_locale
"""


# Of objects that the public never saw nothing is corrected, whoever sees them now.
IS_CORRECTION = """
    known.id IS NOT NULL AND (
        seen.of_corrections > COALESCE(known.corrections, 0)
        OR (seen.of_corrections > 0 AND seen.of_corrected_at > known.corrected_at)
    )
"""

NO_KEYS = "SELECT CAST(NULL AS bigint) WHERE 1 = 0"
NO_LOSSES = "SELECT CAST(NULL AS bigint) AS of_key, CAST(NULL AS text) AS of_loss WHERE 1 = 0"
NO_ROWS = f"""
    SELECT CAST(NULL AS bigint) AS of_key, CAST(NULL AS uuid) AS of_uid, {
    ", ".join(f"CAST(NULL AS text) AS {name}" for name in TEXTS)
}, 0 AS of_corrections, CAST(NULL AS timestamp) AS of_corrected_at WHERE 1 = 0
"""


@dataclass(frozen=True)
class Written:
    """A row that has been written."""

    id: int
    object_type: str
    object_id: int
    was_visible: bool
    is_visible: bool
    tags: str
    path: str
    former_path: str

    @property
    def changed_its_site(self) -> bool:
        """Whether it went from one of several sites to another, by their addresses."""
        before, after = (urlsplit(path).netloc for path in (self.former_path, self.path))
        return self.is_visible and bool(before) and before != after


def lock_the_log() -> None:
    """Let no other transaction write the log before this one has ended, so that it sees all that they changed.

    Two transactions would miss each other's part otherwise: one closes a section, one publishes a page in it. The
    lock is the one by which the rows get their numbers at the commit that follows. SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK)


def insert_rows(
    subject: type[Model], public: Public, now: datetime, changed: Sequence[Any], doubtful: Keys
) -> list[Written]:
    """Write a row for each object in ``changed`` that is or was visible, and of ``doubtful`` for what differs."""
    keys = None if doubtful is None else list({*changed, *doubtful})
    rows, row_values = _part("rows", _rows, NO_ROWS, subject, public, keys)
    visible, visible_values = _part("visible", _visible, NO_KEYS, subject, public, keys)
    losses, loss_values = _part("losses", Public.losses, NO_LOSSES, subject, public, keys)
    is_changed, changed_values = _among("seen.of_key", changed)
    in_scope, scope_values = _among("known.object_id", keys) if keys is not None else ("TRUE", [])
    types = types_of(subject)
    # The names are ours, values are parameters.
    sql = f"""
        INSERT INTO {LOG} (
            kind, object_type, object_id, uid, locale, path, former_path, tags, state_tags, corrections,
            corrected_at, is_correction, created_at, was_visible, is_visible, is_newest
        )
        SELECT
            CASE
                WHEN known.is_visible IS NOT TRUE THEN '{ChangeKind.PUBLISHED.value}'
                WHEN known.path <> seen.of_path THEN '{ChangeKind.MOVED.value}'
                ELSE '{ChangeKind.UPDATED.value}'
            END,
            seen.of_object_type, seen.of_key, seen.of_uid, seen.of_locale, seen.of_path,
            CASE WHEN known.is_visible AND known.path <> seen.of_path THEN known.path ELSE '' END,
            {_state_tags()}
                || CASE WHEN known.is_visible IS TRUE THEN '' ELSE {_bounded("seen.of_referrer_tags")} END
                || CASE
                    WHEN known.is_visible AND known.state_tags <> {_state_tags()}
                    THEN ' ' || known.state_tags ELSE ''
                END,
            {_state_tags()},
            seen.of_corrections, seen.of_corrected_at, {IS_CORRECTION},
            %s, known.is_visible IS TRUE, TRUE, TRUE
        FROM ({rows}) AS seen
        LEFT JOIN {LOG} AS known
            ON known.is_newest AND known.object_id = seen.of_key AND known.object_type = seen.of_object_type
        WHERE {is_changed} OR {DIFFERS}
        UNION ALL
        SELECT
            COALESCE(existing.of_loss, '{ChangeKind.DELETED.value}'),
            known.object_type, known.object_id, known.uid, known.locale, '', known.path,
            known.state_tags, '', known.corrections, known.corrected_at, FALSE, %s, TRUE, FALSE, TRUE
        FROM {LOG} AS known
        LEFT JOIN ({losses}) AS existing ON existing.of_key = known.object_id
        WHERE known.is_newest AND known.is_visible AND {in_scope}
            AND known.object_type IN ({", ".join(["%s"] * len(types))})
            AND known.object_id NOT IN ({visible})
        RETURNING id, object_type, object_id, was_visible, is_visible, tags, path, former_path
    """  # noqa: S608
    moment = connection.ops.adapt_datetimefield_value(now)
    values = [moment, *row_values, *changed_values, moment, *loss_values, *scope_values, *types, *visible_values]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Written(*row) for row in cursor.fetchall()]


def supersede(first: int) -> None:
    """Mark the rows that a row with the primary key ``first`` or a later one has replaced."""
    sql = f"""
        UPDATE {LOG} AS older SET is_newest = FALSE
        FROM {LOG} AS newer
        WHERE newer.id >= %s AND newer.object_id = older.object_id AND newer.object_type = older.object_type
            AND newer.id > older.id AND older.is_newest
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [first])


def _state_tags() -> str:
    return f"seen.of_own_tags || {_bounded('seen.of_reference_tags')}"


def _bounded(tags: str) -> str:
    """``tags`` after a space, if there are any; in place of too many the tag of everything."""
    return f"""
        CASE WHEN {tags} = '' THEN '' WHEN LENGTH({tags}) > {LONGEST_TAGS} THEN ' {EVERYTHING}' ELSE ' ' || {tags} END
    """


def _among(column: str, keys: Sequence[Any]) -> tuple[str, list[Any]]:
    return (f"{column} IN ({', '.join(['%s'] * len(keys))})", list(keys)) if keys else ("FALSE", [])


def _rows(public: Public, subject: type[Model], keys: Keys) -> QuerySet[Any, Any]:
    columns = columns_of(subject, public.territory)
    return public.seen(subject, keys).annotate(**columns).values_list(*columns)


def _visible(public: Public, subject: type[Model], keys: Keys) -> QuerySet[Any, Any]:
    return public.seen(subject, keys).values("pk")


def _part(
    name: str,
    queryset_for: Callable[[Public, type[Model], Keys], QuerySet[Any, Any]],
    nothing: str,
    subject: type[Model],
    public: Public,
    keys: list[Any] | None,
) -> tuple[str, list[Any]]:
    """SQL and values of one queryset, which is compiled once; ``nothing`` where Django knows that it has no rows."""
    lists = [] if keys is None else [keys]

    def queryset(*stand_ins: Keys) -> QuerySet[Any, Any]:
        return queryset_for(public, subject, stand_ins[0] if stand_ins else None)

    try:
        return statement_for(("log", name, subject, len(lists), public.sight), lists, queryset).with_lists(*lists)
    except EmptyResultSet:
        return nothing, []
