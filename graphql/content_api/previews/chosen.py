"""What a draft refers to: its own foreign keys, those of its children, and what its blocks choose. No query runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page

from ..lookahead import Reference
from ..lookahead.streamfields import StreamReader


def children_of(row: Any) -> Iterator[tuple[Any, str, list[Any]]]:
    """The children that came with a draft, theirs included: of whom, by which relation, and which ones."""
    drafted = getattr(row, "_cluster_related_objects", {})
    for relation in get_all_child_relations(type(row)):
        name = relation.get_accessor_name()
        if name in drafted:
            yield row, name, drafted[name]
            for child in drafted[name]:
                yield from children_of(child)


def references_of(rows: Iterable[Any]) -> Iterator[Reference]:
    """What ``rows`` refer to, and what their children do."""
    for row in rows:
        for one in [row, *(child for _, _, children in children_of(row) for child in children)]:
            yield from _references_of(one)


def keys_of(row: Any) -> Iterator[tuple[Any, Reference]]:
    """The foreign keys of ``row`` that are set, with their fields; not those to what it is a part of."""
    for field in type(row)._meta.concrete_fields:
        key = row.__dict__.get(field.attname)
        if type(field) is ForeignKey and key is not None:
            yield field, Reference(field.related_model, key)


def is_fact(model: type[Model]) -> bool:
    """Whether objects of ``model`` have drafts and are no pages."""
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)


def _references_of(row: Any) -> Iterator[Reference]:
    yield from (reference for _, reference in keys_of(row))
    reader = StreamReader()
    for field in type(row)._meta.concrete_fields:
        if isinstance(field, StreamField):
            reader.read(getattr(row, field.name))
    yield from reader.references
