"""Rows with chosen primary keys, so that they can refer to each other before any of them is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

ROWS_AT_A_TIME = 500


def first_free_key(model: type[Model]) -> int:
    """The primary key from which on all are free."""
    highest = model._base_manager.aggregate(highest=Max("pk"))["highest"]
    return int(highest or 0) + 1


def insert(model: type[Model], objects: Iterable[Any]) -> None:
    """Store the columns of ``model``'s own table.

    Django's ``bulk_create`` refuses models with a parent table; here each table is written by a call of its own, and
    ``objects`` may be instances of a subclass.
    """
    fields = model._meta.local_concrete_fields
    remaining = iter(objects)
    while batch := list(islice(remaining, ROWS_AT_A_TIME)):
        # As bulk_create does it: SQLite bounds the parameters of a statement.
        size = min(connection.ops.bulk_batch_size(fields, batch), ROWS_AT_A_TIME)
        for start in range(0, len(batch), size):
            model._base_manager.all()._insert(  # type: ignore[attr-defined]
                batch[start : start + size], fields=fields, using=connection.alias, raw=True
            )


def with_keys(model: type[Model], objects: Sequence[Any]) -> Sequence[Any]:
    """``objects`` with primary keys that follow the highest one."""
    for key, row in enumerate(objects, start=first_free_key(model)):
        row.pk = key
    return objects


def insert_new(model: type[Model], objects: Sequence[Any]) -> None:
    """Store ``objects`` that nothing refers to."""
    insert(model, with_keys(model, objects))


def reset_sequences(models: Iterable[type[Model]]) -> None:
    """Let the next row that is saved as usual get a key behind those chosen here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
