"""The log as tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from content_api.changes.commits import write_pending
from content_api.changes.models import ContentChange

Log = Callable[[], list[ContentChange]]


@pytest.fixture
def logged(db: None) -> Log:
    """The changes since the last call, or since the test began, in their order."""
    seen = [_newest_key()]

    def new() -> list[ContentChange]:
        rows = list(ContentChange.objects.filter(pk__gt=seen[0]).order_by("pk"))
        seen[0] = _newest_key()
        return rows

    return new


def told(rows: list[ContentChange]) -> list[tuple[str, str, int]]:
    """Kind, type and key of each row."""
    return [(row.kind, row.object_type, row.object_id) for row in rows]


def number_changes() -> None:
    """Give the rows of the open transaction their numbers, as its commit would."""
    write_pending()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _newest_key() -> Any:
    return ContentChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
