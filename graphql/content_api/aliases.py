"""Aliases that are hidden for the sake of the page whose content they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet
from wagtail.models import Page

from .restrictions import restrictions_over

# An alias may have an alias as its source. Longer chains than this are hidden rather than followed.
LONGEST_ALIAS_CHAIN = 3
SOURCES = ["alias_of" + "__alias_of" * further for further in range(LONGEST_ALIAS_CHAIN)]


@dataclass(frozen=True)
class Alias:
    """An alias and what decides about it: its source's place, whether that is live, whether it is an alias itself."""

    key: int
    path: str
    source: int
    source_path: str
    source_is_live: bool
    source_is_alias: bool


def doubtful_aliases() -> QuerySet[Any]:
    """The aliases that may be hidden: whose source is not live, restricted or an alias itself."""
    doubtful = (
        Q(alias_of__live=False) | Q(alias_of__alias_of__isnull=False) | Exists(restrictions_over("alias_of__path"))
    )
    return Page.objects.filter(doubtful, alias_of__isnull=False)


def paths_of_closed(aliases: Iterable[Alias], closed: Sequence[str]) -> list[str]:
    """Tree paths of the ``aliases`` that show what lies at or below one of the ``closed`` paths, or cannot be followed.

    As in ``wagtail.models.Page.get_view_restrictions``. What stands below such an alias is hidden with it.
    """
    by_key = {alias.key: alias for alias in aliases}
    return [
        alias.path
        for alias in by_key.values()
        if _is_too_long(alias, by_key)
        or any(one.source_path.startswith(path) for one in _links(alias, by_key) for path in closed)
    ]


def keys_of_unpublished(aliases: Iterable[Alias]) -> list[int]:
    """Primary keys of the ``aliases`` that show the content of a page that is not live.

    Scheduling a page that is not live publishes its aliases at once, with the content that is to come.
    See ``wagtail.actions.publish_page_revision.PublishPageRevisionAction._after_publish``.
    """
    by_key = {alias.key: alias for alias in aliases}
    return [alias.key for alias in by_key.values() if any(not one.source_is_live for one in _links(alias, by_key))]


def aliases_of_restricted_pages() -> QuerySet[Any]:
    """The aliases of ``paths_of_closed``, as the database finds them."""
    restricted: Any = Q(**{f"{SOURCES[-1]}__alias_of__isnull": False})
    for source in SOURCES:
        restricted |= Exists(restrictions_over(f"{source}__path"))
    return Page.objects.filter(restricted, alias_of__isnull=False)


def _links(alias: Alias, by_key: dict[int, Alias]) -> Iterator[Alias]:
    """``alias``, then its source if that is a doubtful alias, and so on."""
    link: Alias | None = alias
    for _ in range(LONGEST_ALIAS_CHAIN):
        if link is None:
            return
        yield link
        link = by_key.get(link.source) if link.source_is_alias else None


def _is_too_long(alias: Alias, by_key: dict[int, Alias]) -> bool:
    links = list(_links(alias, by_key))
    return len(links) == LONGEST_ALIAS_CHAIN and links[-1].source_is_alias
