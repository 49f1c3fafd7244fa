"""The search index of the API, filled from memory, holds what indexing the stored articles would put there."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks.filling.everything import fill

pytest.importorskip("content_api.search.documents", reason="this version has no search index of its own")


@pytest.mark.django_db
def test_documents_are_as_the_api_writes_them() -> None:
    fill(5)
    made = documents()

    call_command("update_index", verbosity=0)

    written = documents()
    assert [row for row in made if row not in written] == []
    assert len([row for row in made if row[0] == "articles.articlepage"]) == 5


def documents() -> list[Any]:
    """What readers are shown of each document."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT model, object_id, language, title, text FROM content_api_searchdocument")
        return list(cursor.fetchall())
