"""What is to be done with an object: it may be new, equal, older than the document, or newer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils.dateparse import parse_datetime

from .documents import Content, Document
from .exporting import last_changes
from .shapes import Shape, shape_of


class Decision(Enum):
    """What an import does with an object, and in its report the word for it."""

    CREATE = "created"
    UPDATE = "updated"
    SKIP = "unchanged"
    KEEP = "kept"  # changed here after the export's state: left alone without ``--overwrite``


def is_equal(shape: Shape, here: Content, there: Content) -> bool:
    """Whether two contents say the same. What a document does not speak of may be anything."""
    unordered = {relation.name for relation in (*shape.many, *shape.tags)}
    for name, told in there.items():
        known = here.get(name)
        if name in unordered:
            if sorted(known or ()) != sorted(told):
                return False
        elif child := next((child for child in shape.children if child.name == name), None):
            rows = known or []
            if len(rows) != len(told) or not all(map(is_equal, [child.shape] * len(rows), rows, told)):
                return False
        elif name in {field.name for field in shape.files}:
            continue  # the digest beside it tells
        elif known != told:
            return False
    return True


class Dates:
    """When the objects of a batch were changed here last."""

    def __init__(self, rows: Sequence[Any]) -> None:
        model = type(rows[0]) if rows else None
        self._is_dated = hasattr(model, "last_published_at")
        undated = [row.pk for row in rows] if model and not self._is_dated else []
        self._changes = last_changes(model, undated) if model and undated else {}

    def is_newer(self, row: Any, document: Document) -> bool:
        """Whether ``row`` was changed after the state that ``document`` tells."""
        told = document["content"].get("last_published_at") if self._is_dated else document.get("changed")
        moment, here = parse_datetime(told or ""), self._moment(row)
        if here is None or moment is None:
            return False
        if self._is_dated and not row.live:
            return here >= moment  # taken off here after the publication that the document tells
        return here > moment

    def _moment(self, row: Any) -> datetime | None:
        if not self._is_dated:
            found: datetime | None = self._changes.get(row.pk)
            return found
        published: datetime | None = row.last_published_at
        if not row.has_unpublished_changes or published is None:
            return published
        draft = row.latest_revision.created_at if row.latest_revision_id else published
        return max(published, draft)


def decide(row: Any, here: Content, document: Document, dates: Dates, *, overwrite: bool) -> Decision:
    is_public = getattr(row, "live", True)
    if is_public and is_equal(shape_of(type(row)), here, document["content"]):
        return Decision.SKIP
    return Decision.UPDATE if overwrite or not dates.is_newer(row, document) else Decision.KEEP
