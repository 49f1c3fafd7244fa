"""Columns that were left out: read for all siblings when the first of them is asked for one.

Django asks for each row by itself, through its ``refresh_from_db()``. The loader puts ``refresh_peers`` in the place of
that method, which does what ``FETCH_PEERS`` of Django 6.1 does:
https://docs.djangoproject.com/en/6.1/topics/db/fetch-modes/
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ..touched import depends_on

if TYPE_CHECKING:
    from .loader import Loader


def refresh_peers(
    loader: Loader, row: Any, using: str | None = None, fields: Collection[str] | None = None, **options: Any
) -> None:
    """Read ``fields`` of ``row`` and of all its siblings that miss one of them; else what the method does."""
    if fields is None or options:
        type(row).refresh_from_db(row, using, fields, **options)
        return
    model: Any = type(row)
    names = tuple(fields)
    peers = {one.pk: one for one in loader.siblings(row) if any(name not in one.__dict__ for name in names)}
    with depends_on():
        found = loader.by_keys(
            ("columns", model, names),
            peers,
            lambda keys: model._default_manager.filter(pk__in=keys).order_by().values_list("pk", *names),
        )
    for key, *values in found:
        peers[key].__dict__.update(zip(names, values, strict=True))
