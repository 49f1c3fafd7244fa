"""Children that came with a draft and are in no table, or in it with other values."""

from __future__ import annotations

from typing import Any


def drafted(row: Any, relation: str) -> list[Any] | None:
    """The objects at ``relation`` that ``row`` holds in memory; ``None`` where the database holds them."""
    children = getattr(row, "_cluster_related_objects", {}).get(relation)
    return None if children is None else list(children)


def drafted_keys(row: Any, relation: str, target: str = "pk") -> list[Any] | None:
    """The values of ``target`` of these objects, such as ``author_id``, without those that are empty."""
    children = drafted(row, relation)
    return None if children is None else [key for child in children if (key := getattr(child, target)) is not None]
