"""A list for each of several rows, each cut to a page, by one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connections
from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from .loader import Loader
from .references import Key


def sliced_lists(querysets: Mapping[Key, QuerySet[Any]], loader: Loader) -> dict[Key, list[Any]]:
    """The rows of each of the ordered and sliced ``querysets``, which have gone through ``visible()``.

    A prefetch cannot cut the list of each owner, and neither SQLite nor Django's ``union()`` take a limit in its
    branches, so each branch stands in a query of its own within the union.
    """
    lists: dict[Key, list[Any]] = {owner: [] for owner in querysets}
    statements = [_branch(owner, queryset) for owner, queryset in querysets.items() if not queryset.query.is_empty()]
    if not statements:
        return lists
    model = next(iter(querysets.values())).model
    sql = " UNION ALL ".join(text for text, _ in statements)
    rows = loader.evaluate(model._default_manager.raw(sql, [value for _, values in statements for value in values]))
    rows.sort(key=lambda row: row.position_in_list)
    keys = [(row.owner_of_list, row) for row in rows]
    adopted = {row.pk: row for row in loader.adopt({row.pk: row for row in rows}.values())}
    for owner, row in keys:
        lists[owner].append(adopted[row.pk])
    return lists


def _branch(owner: Key, queryset: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    order: Any = queryset.query.order_by or queryset.model._meta.ordering or ["pk"]
    start, stop = queryset.query.low_mark, queryset.query.high_mark
    whole: Any = queryset.all()
    whole.query.clear_limits()
    numbered = whole.annotate(position_in_list=Window(RowNumber(), order_by=list(order))).order_by("position_in_list")
    sql, values = numbered[start:stop].query.sql_with_params()
    name = connections[queryset.db].ops.quote_name(f"list_{owner}")
    return f"SELECT %s AS owner_of_list, {name}.* FROM ({sql}) AS {name}", (owner, *values)  # noqa: S608  (Django's SQL)
