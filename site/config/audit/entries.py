"""All entries of the log in one order, and what is told of each."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.encoding import force_str
from wagtail.log_actions import registry

from config.logs import redacted

# The columns of every format, in their order.
FIELDS = (
    "time",
    "id",
    "action",
    "action_name",
    "message",
    "comment",
    "user_id",
    "user",
    "type",
    "object_id",
    "object",
    "content_changed",
    "deleted",
    "uuid",
    "data",
)
CHUNK = 1_000  # rows that are in memory at a time, of each table

Row = dict[str, Any]


def log_models() -> list[Any]:
    """The tables of entries: pages' and other objects'."""
    return sorted(registry.get_log_entry_models(), key=lambda model: model._meta.model_name)


def rows(since: datetime | None = None, until: datetime | None = None) -> Iterator[Row]:
    """Entries from ``since`` on and before ``until``, the oldest first; those of one moment by table and key.

    One statement for each table, whatever there is: the database hands out the rows piece by piece.
    """
    tables = [_entries(model, since, until) for model in log_models()]
    for _, _, _, entry in heapq.merge(*tables, key=lambda place: place[:3]):
        yield _row(entry)


def _entries(model: Any, since: datetime | None, until: datetime | None) -> Iterator[tuple[datetime, str, int, Any]]:
    found = model.objects.select_related("user", "content_type").order_by("timestamp", "pk")
    if since is not None:
        found = found.filter(timestamp__gte=since)
    if until is not None:
        found = found.filter(timestamp__lt=until)
    for entry in found.iterator(chunk_size=CHUNK):
        yield entry.timestamp, model._meta.model_name, entry.pk, entry


def _row(entry: Any) -> Row:
    kind = entry.content_type
    return {
        "time": entry.timestamp.astimezone(UTC).isoformat(timespec="microseconds"),
        "id": f"{entry._meta.model_name}:{entry.pk}",
        "action": entry.action,
        "action_name": force_str(entry.formatter.label) if entry.formatter else "",
        "message": redacted(force_str(entry.message)),
        "comment": redacted(force_str(entry.comment)),
        "user_id": entry.user_id,
        "user": entry.user.get_username() if entry.user else None,
        "type": f"{kind.app_label}.{kind.model}" if kind else None,
        "object_id": str(entry.object_id),
        "object": redacted(entry.label),
        "content_changed": entry.content_changed,
        "deleted": entry.deleted,
        "uuid": str(entry.uuid) if entry.uuid else None,
        "data": _without_tokens(entry.data),
    }


def _without_tokens(value: Any) -> Any:
    """No entry holds a token; somebody may have pasted one into a title."""
    if isinstance(value, dict):
        return {name: _without_tokens(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_tokens(inner) for inner in value]
    return redacted(value) if isinstance(value, str) else value
