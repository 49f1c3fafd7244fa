"""Rows of the search index on PostgreSQL, with few expressions each.

The backend of django-modelsearch composes every vector of Django expressions, one for each text: the same result for
ten times the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from wagtail.search.models import IndexEntry

if TYPE_CHECKING:
    from .search import IndexedRecord

AUTOCOMPLETE_WEIGHT = "D"


def add_vectors(model: type[Model], records: Sequence[IndexedRecord], backend: Any) -> None:
    """Store a row for each record; none of them may have one."""
    # Exists under PostgreSQL only.
    from modelsearch.backends.database.postgres.weights import get_weight

    content_type = ContentType.objects.get_for_model(model).pk
    rows: dict[str, list[list[Any]]] = {}
    for record in records:
        title = record.title.text
        # Positions count on from one vector to the next, so that texts of the same weight can be one.
        groups = [
            (weight, " ".join(text.text for text in texts))
            for weight, texts in groupby(record.texts, key=lambda text: str(get_weight(text.boost)))
        ]
        statement = _statement(
            get_weight(record.title.boost),
            tuple(weight for weight, _ in groups),
            backend.config,
            backend.autocomplete_config,
        )
        body = [text for _, text in groups]
        rows.setdefault(statement, []).append(
            [content_type, str(record.pk), title, title, *body, title, " ".join(body)]
        )
    with connection.cursor() as cursor:
        for statement, parameters in rows.items():
            cursor.executemany(statement, parameters)


@cache
def _statement(title_weight: str, weights: tuple[str, ...], config: str | None, autocomplete_config: str | None) -> str:
    vectors = [
        _vector(title_weight, config),
        _vector(AUTOCOMPLETE_WEIGHT, autocomplete_config),
        " || ".join(_vector(weight, config) for weight in weights) or "''::tsvector",
    ]
    return (
        f"INSERT INTO {IndexEntry._meta.db_table}"
        " (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)"
        f" VALUES (%s, %s, {', '.join(vectors)}, 1.0, %s, %s)"
    )


def _vector(weight: str, config: str | None) -> str:
    arguments = f"'{config}'::regconfig, %s" if config else "%s"
    return f"setweight(to_tsvector({arguments}), '{weight}')"
