"""The orders that a client may ask for.

Grapple hands ``order`` to ``order_by``, which lets anybody sort by ``owner__password`` and read hashes from the
sequence. Here it is one of a closed list, in lists of any depth.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..errors import BadInputError

PAGE_ORDERS = {
    "title": "title",
    "slug": "slug",
    "path": "path",
    "first_published_at": "first_published_at",
    "firstPublishedAt": "first_published_at",
    "last_published_at": "last_published_at",
    "lastPublishedAt": "last_published_at",
}


def order_pages(pages: QuerySet[Any], order: str) -> QuerySet[Any]:
    """``pages`` in the given order: names of ``PAGE_ORDERS`` with commas between, ``-`` before one for descending."""
    columns = [_column(name.strip()) for name in order.split(",")]
    return pages.order_by(*columns, "pk")


def _column(name: str) -> str:
    bare = name.removeprefix("-")
    if bare not in PAGE_ORDERS:
        allowed = ", ".join(sorted(PAGE_ORDERS))
        raise BadInputError(f"Unknown order {name!r}. Choose from: {allowed}; a leading '-' reverses one.")
    return ("-" if name.startswith("-") else "") + PAGE_ORDERS[bare]
