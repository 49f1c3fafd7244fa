"""Columns that were left out: read for all siblings when the first of them is asked for one.

Django asks for each row by itself, through its ``refresh_from_db()``. The loader puts ``refresh_peers`` in the place of
that method, which does what ``FETCH_PEERS`` of Django 6.1 does:
https://docs.djangoproject.com/en/6.1/topics/db/fetch-modes/
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from ..touched import depends_on
from .columns import columns_with

if TYPE_CHECKING:
    from .loader import Loader


def refresh_peers(
    loader: Loader, row: Any, using: str | None = None, fields: Collection[str] | None = None, **options: Any
) -> None:
    """Read ``fields`` of ``row`` and of all its siblings that miss one of them; else what the method does.

    Where a selection left them out, so are others likely to be: all of these come with them.
    """
    if fields is None or options:
        type(row).refresh_from_db(row, using, fields, **options)
        return
    model: Any = type(row)
    names = columns_with(model, sorted(fields))
    peers = {one.pk: one for one in loader.siblings(row) if any(name not in one.__dict__ for name in names)}
    with depends_on():
        found = loader.by_keys(
            ("columns", model, names),
            peers,
            lambda keys: model._default_manager.filter(pk__in=keys).order_by().values_list("pk", *names),
        )
    for key, *values in found:
        for name, value in zip(names, values, strict=True):
            peers[key].__dict__.setdefault(name, value)


def take_columns(row: Any, other: Any) -> None:
    """Give ``row`` the columns that it was read without and ``other``, the same object read again, has."""
    model: Any = type(other)
    for name in _all_columns(model):
        if name in other.__dict__:
            row.__dict__.setdefault(name, other.__dict__[name])


@cache
def _all_columns(model: Any) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)
