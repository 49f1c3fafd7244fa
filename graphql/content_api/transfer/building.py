"""Documents as objects in memory: what a document says is put into an instance with its rows, tags and relations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection

from .documents import Content
from .gathering import UNSEEDED
from .keys import Keys
from .rich_text import with_references
from .shapes import FILE_DIGEST, Child, Shape, is_reference, shape_of
from .streams import StreamWalk


class MissingObjectError(Exception):
    """Something that an object cannot do without is not here, because it was not imported."""


class Builder:
    """Fills instances. All names must have been looked up in ``keys`` before."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def fill(self, instance: Any, content: Content, *, parts: bool = True) -> None:
        """Put ``content`` into ``instance``, without files and without ``parts`` if those are not wanted yet."""
        shape = shape_of(type(instance))
        for field in shape.fields:
            if field.name in content and field.name != FILE_DIGEST and field not in shape.files:
                self._set(instance, field, content[field.name])
        if parts:
            self._fill_parts(instance, shape, content)

    def reference(self, model: type[Model], name: Any) -> Any:
        """The key behind ``name``. As ``streams.Translation``."""
        return self._keys.of(name)

    def _set(self, instance: Any, field: Any, value: Any) -> None:
        if is_reference(field):
            key = self._keys.of(value) if value else None
            if key is None and not field.null:
                raise MissingObjectError(f"{field.verbose_name}: {value} is not here.")
            setattr(instance, field.attname, key)
        elif field.related_model is Collection:
            setattr(instance, field.name, collection_at(value or []))
        elif isinstance(field, StreamField):
            raw = StreamWalk(self, UNSEEDED).stream(field.stream_block, value or [], field.name)
            setattr(instance, field.name, json.dumps(raw))
        elif isinstance(field, RichTextField):
            setattr(instance, field.name, with_references(value or "", self.reference))
        else:
            setattr(instance, field.attname, field.to_python(value))

    def _fill_parts(self, instance: Any, shape: Shape, content: Content) -> None:
        for relation in shape.many:
            if relation.name in content:
                setattr(instance, relation.name, self._chosen(relation, content[relation.name]))
        for relation in shape.tags:
            if relation.name in content and hasattr(relation.through, "content_object_id"):
                getattr(instance, relation.name).set(content[relation.name])
        for child in shape.children:
            if child.name in content:
                setattr(instance, child.name, self._rows(instance, child, content[child.name]))

    def _chosen(self, relation: Any, names: Sequence[str]) -> list[Any]:
        keys = [key for name in names if (key := self._keys.of(name)) is not None]
        rows = relation.related_model._base_manager.in_bulk(keys)
        return [rows[key] for key in keys]

    def _rows(self, instance: Any, child: Child, contents: Sequence[Content]) -> list[Any]:
        """A row for each of ``contents``. Rows that are there go on under their numbers: texts by language."""
        model = child.key.model
        there = list(getattr(instance, child.name).all()) if instance.pk else []
        by_locale = any(field.name == "locale" for field in child.shape.references)
        rows = []
        for content in contents:
            row = self._row_for(there, content, by_locale=by_locale) or model()
            setattr(row, child.key.name, instance)
            self.fill(row, content)
            row.clean_fields(exclude=[child.key.name, *_pending(row)])
            rows.append(row)
        return rows

    def _row_for(self, there: list[Any], content: Content, *, by_locale: bool) -> Any:
        if not by_locale:
            return there.pop(0) if there else None
        locale = self._keys.of(content.get("locale") or "")
        found = next((row for row in there if row.locale_id == locale), None)
        if found is not None:
            there.remove(found)
        return found


def _pending(row: Any) -> list[str]:
    """Keys to a page that is no more than a draft are there; only their existence would be asked, row by row."""
    return [field.name for field in shape_of(type(row)).references]


def collection_at(names: Sequence[str]) -> Collection:
    """The collection below the root that ``names`` lead to, made where it is missing."""
    found = Collection.get_first_root_node()
    for name in names:
        found = found.get_children().filter(name=name).first() or found.add_child(name=name)
    return found
