"""Objects with all that is part of them, loaded for a batch at once: rows below rows, relations, tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from taggit.models import ItemBase
from wagtail.fields import RichTextField, StreamField

from .references import Narrow
from .rich_text import with_references
from .shapes import Child, Shape, is_reference, shape_of
from .streams import StreamWalk

UNSEEDED = UUID(int=0)


@dataclass
class Gathered:
    """A row with what belongs to it. ``children`` and ``many`` are by the names of the relations."""

    row: Any
    shape: Shape
    children: dict[str, list[Gathered]] = field(default_factory=dict)
    many: dict[str, list[Any]] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)

    def all(self) -> Iterator[Gathered]:
        yield self
        for rows in self.children.values():
            for one in rows:
                yield from one.all()


def gather(rows: Sequence[Any], narrow: Narrow) -> list[Gathered]:
    """``rows``, all of one model, with what ``narrow`` leaves of their parts."""
    if not rows:
        return []
    shape = shape_of(type(rows[0]))
    found = [Gathered(row, shape) for row in rows]
    by_key = {one.row.pk: one for one in found}
    for child in shape.children:
        _gather_children(child, by_key, narrow)
    for relation in shape.many:
        _gather_many(relation, by_key)
    for relation in shape.tags:
        _gather_tags(relation, by_key)
    return found


def references_of(gathered: Gathered) -> Iterator[tuple[type[Model], Any]]:
    """All that a row and its parts refer to. Costs no statement."""
    for one in gathered.all():
        collecting = Collecting()
        for part in one.shape.fields:
            value = getattr(one.row, part.attname)
            if is_reference(part) and value is not None:
                collecting.reference(part.related_model, value)
            elif isinstance(part, StreamField):
                StreamWalk(collecting, UNSEEDED).stream(value.stream_block, list(value.raw_data))
            elif isinstance(part, RichTextField):
                with_references(value or "", collecting.reference)
        yield from collecting.found
        for relation in one.shape.many:
            yield from ((relation.related_model, key) for key in one.many[relation.name])


class Collecting:
    """A translation that only remembers."""

    def __init__(self) -> None:
        self.found: list[tuple[type[Model], Any]] = []

    def reference(self, model: type[Model], key: Any) -> Any:
        self.found.append((model, key))
        return key


def _gather_children(child: Child, parents: dict[Any, Gathered], narrow: Narrow) -> None:
    column, model = child.key.attname, child.key.model
    rows = narrow(model._default_manager.filter(**{f"{column}__in": list(parents)})).order_by(*child.order)
    for parent in parents.values():
        parent.children[child.name] = []
    for one in gather(list(rows), narrow):
        parents[getattr(one.row, column)].children[child.name].append(one)


def _gather_many(relation: Any, owners: dict[Any, Gathered]) -> None:
    """The keys of what was chosen. They have no order: databases store those of one page as they like."""
    column, target = relation.m2m_column_name(), relation.m2m_reverse_name()
    through = relation.remote_field.through
    links = through._default_manager.filter(**{f"{column}__in": list(owners)}).order_by()
    for owner in owners.values():
        owner.many[relation.name] = []
    for key, chosen in links.values_list(column, target):
        owners[key].many[relation.name].append(chosen)


def _gather_tags(relation: Any, owners: dict[Any, Gathered]) -> None:
    through: type[ItemBase] = relation.through
    names: dict[Any, list[str]] = defaultdict(list)
    if hasattr(through, "content_type"):
        content_type = ContentType.objects.get_for_model(next(iter(owners.values())).row)
        items = through._default_manager.filter(content_type=content_type, object_id__in=list(owners))
        column = "object_id"
    else:
        column = "content_object_id"
        items = through._default_manager.filter(content_object__in=list(owners))
    for key, name in items.order_by("pk").values_list(column, "tag__name"):
        names[key].append(name)
    for key, owner in owners.items():
        owner.tags[relation.name] = names[key]
