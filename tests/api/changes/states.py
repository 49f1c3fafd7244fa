"""What the log says can be seen, and what can be seen: they must be the same whenever a transaction has ended."""

from __future__ import annotations

from typing import Any

from content_api.changes.columns import columns_of
from content_api.changes.models import ContentChange
from content_api.changes.public import Public
from content_api.changes.subjects import subjects

Seen = dict[tuple[str, int], tuple[str, str]]  # path and locale, by type and key


def seen_by_the_log() -> Seen:
    rows = ContentChange.objects.filter(is_newest=True, is_visible=True).exclude(kind="settings")
    return {(row.object_type, row.object_id): (row.path, row.locale) for row in rows}


def seen_by_the_public() -> Seen:
    public = Public()
    seen: Seen = {}
    for subject in subjects():
        columns: Any = columns_of(subject, public.territory)
        rows = public.seen(subject, None).annotate(**columns)
        names = ("of_object_type", "of_key", "of_path", "of_locale")
        seen |= {(kind, key): (path, locale) for kind, key, path, locale in rows.values_list(*names)}
    return seen
