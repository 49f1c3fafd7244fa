"""The tags of an answer: whenever it would change, one of them is touched by the change that does it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import (
    Collection as WagtailCollection,
)
from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Site,
)

from ..changes.models import ContentChange
from ..changes.tags import EVERYTHING, REFERRERS, in_header, list_tag, object_tag
from ..lookahead import Loader
from ..search.models import SearchDocument
from ..search.searchable import all_searchables
from ..touched import Touched
from ..visibility import rule_for

TABLE = re.compile(r'\b(?:FROM|JOIN)\s+"?([a-z_][a-z0-9_]*)"?')
# Pages of one type: the common table adds no other pages to them.
OF_ONE_TYPE = re.compile(r'INNER JOIN "wagtailcore_page"(?: \w+)? ON \("?\w+"?\."page_ptr_id" = "?\w+"?\."id"\)')
# Tags of other things that pages have.
OF_PAGES = ("slug", "translations")
# Changes of these touch each object that they hide or show, or everything.
BY_PLACE = (CollectionViewRestriction, ContentType, Locale, PageViewRestriction, Site, WagtailCollection)


def tags_of(touched: Touched, loaders: Iterable[Loader], most_bytes: int) -> tuple[str, ...]:
    """The tags of an answer for which all of this was read, in ``most_bytes`` with a sign between each two."""
    tags = {EVERYTHING, *touched.tags}
    for loader in loaders:
        tags.update(object_tag(model, key) for model, key in loader.touched if not _is_part(model))
    for sql in touched.statements:
        tags |= _tags_of_statement(sql)
    return _within({in_header(tag) for tag in tags}, most_bytes)


def _within(tags: set[str], most_bytes: int) -> tuple[str, ...]:
    """``tags``, or where they are too many coarser ones, the most common kinds first; none where nothing helps."""
    while sum(len(tag) + 1 for tag in tags) > most_bytes:
        of_kind = Counter(kind for tag in tags if (kind := _kind(tag)))
        if not of_kind:
            return ()
        kind = of_kind.most_common(1)[0][0]
        tags = {tag for tag in tags if _kind(tag) != kind} | _coarser(kind)
    return tuple(sorted(tags))


def _kind(tag: str) -> str:
    """``page`` for ``page:3``, ``refs`` for ``page:3:refs``; nothing for what cannot be told in a coarser way."""
    word, _, rest = tag.partition(":")
    if word in OF_PAGES:
        return word
    if rest.endswith(f":{REFERRERS}"):
        return REFERRERS
    return word if rest.isdecimal() else ""


def _coarser(kind: str) -> set[str]:
    """Tags that are touched whenever one of this kind is."""
    if kind in OF_PAGES:
        return {list_tag(Page)}
    return _all_lists() if kind == REFERRERS else {f"{kind}:list"}


@cache
def _all_lists() -> set[str]:
    """The tags for lists of all objects that can be seen; that of all pages stands for those of each type."""
    return {
        list_tag(Page if issubclass(model, Page) else model)
        for model in apps.get_models()
        if rule_for(model) and not _is_part(model)
    }


@lru_cache(maxsize=1_000)
def _tags_of_statement(sql: str) -> frozenset[str]:
    tables = TABLE.findall(OF_ONE_TYPE.sub("", sql))
    return frozenset(tag for table in tables for tag in _tags_by_table().get(table, ()))


@cache
def _tags_by_table() -> dict[str, Collection[str]]:
    return {model._meta.db_table: _tags_of_table(model) for model in apps.get_models(include_auto_created=True)}


def _tags_of_table(model: Any) -> Collection[str]:
    """The tags that are touched by each change in the table of ``model``."""
    if model in BY_PLACE:
        return ()
    if model is ReferenceIndex:
        return {list_tag(Page)}
    if model is SearchDocument:
        return {list_tag(searchable.model) for searchable in all_searchables()}
    if model is ContentChange:
        return _all_lists()
    return {list_tag(_whole(model))}


def _whole(model: Any) -> type[Model]:
    """The model of the object that rows of ``model`` are a part of."""
    while True:
        parent = model._meta.auto_created or _parent(model)
        if not parent:
            return model
        model = parent


@cache
def _is_part(model: type[Model]) -> bool:
    """Whether rows of ``model`` are part of other objects, whose tags stand for them."""
    return _parent(model) is not None


def _parent(model: Any) -> Any:
    return next((field.related_model for field in model._meta.local_fields if isinstance(field, ParentalKey)), None)
