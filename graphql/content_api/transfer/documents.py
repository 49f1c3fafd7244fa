"""Objects as documents: plain JSON that says all of an object, with names in the place of numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import FileField, Model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection

from .declared import travel_of
from .gathering import UNSEEDED, Gathered, gather, references_of
from .identities import name_by
from .layout import file_path
from .references import Names, merged
from .rich_text import with_references
from .shapes import is_reference
from .streams import StreamWalk

Content = dict[str, Any]
Document = dict[str, Any]

# All that an alias does not have from the page whose content it shows.
OWN_OF_ALIAS = (
    "alias_of",
    "first_published_at",
    "last_published_at",
    "locale",
    "modified_at",
    "slug",
    "translation_key",
)


class Writer:
    """Writes rows as documents, a batch at a time."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._collections: dict[int, list[str]] | None = None
        self.named: set[tuple[type[Model], Any]] = set()  # what the documents of the last batch refer to

    def documents(self, rows: Sequence[Any]) -> list[Document]:
        """The documents of ``rows``, all of one model, in their order."""
        gathered = gather(rows, self._names.narrow)
        self._collections = None
        self._names.look_up(merged(part for one in gathered for part in references_of(one)))
        self.named.clear()
        return [self._document(one) for one in gathered]

    def reference(self, model: type[Model], key: Any) -> str | None:
        """The name of what a row refers to. As ``streams.Translation``."""
        name = self._names.of(model, key)
        if name is not None:
            self.named.add((model, int(key)))
        return name

    def _document(self, one: Gathered) -> Document:
        model, row = type(one.row), one.row
        travel = travel_of(model)
        assert travel is not None  # noqa: S101
        content = self._content(one, seed=getattr(row, "uid", UNSEEDED))
        values = {"uid": str(row.uid)} if travel.has_uid else {name: content[name] for name in travel.by}
        name = name_by(model, values)
        for field in one.shape.files:
            content[field.name] = _file(name, getattr(row, field.name))
        if content.get("alias_of"):
            content = {part: content[part] for part in OWN_OF_ALIAS if part in content}
        return {"name": name, "content": content}

    def _content(self, one: Gathered, seed: UUID) -> Content:
        content: Content = {field.name: self._value(one.row, field, seed) for field in one.shape.fields}
        for relation in one.shape.many:
            names = (self.reference(relation.related_model, key) for key in one.many[relation.name])
            content[relation.name] = sorted(name for name in names if name is not None)
        content |= one.tags
        for child in one.shape.children:
            rows = (self._row(row, seed) for row in one.children[child.name])
            content[child.name] = [row for row in rows if row is not None]
        return content

    def _row(self, one: Gathered, seed: UUID) -> Content | None:
        """A child row; ``None`` where it cannot do without something that is not to be known."""
        needed = (field for field in one.shape.references if not field.null)
        if any(self._names.of(field.related_model, getattr(one.row, field.attname)) is None for field in needed):
            return None
        return self._content(one, seed)

    def _value(self, row: Any, field: Any, seed: UUID) -> Any:
        value = getattr(row, field.attname)
        if is_reference(field):
            return None if value is None else self.reference(field.related_model, value)
        if field.related_model is Collection:
            return None if value is None else self.collections[value]
        if isinstance(field, StreamField):
            return StreamWalk(self, seed).stream(value.stream_block, list(value.raw_data), field.name)
        if isinstance(field, RichTextField):
            return with_references(value or "", self.reference)
        if isinstance(field, FileField):
            return None
        return plain(value)

    @property
    def collections(self) -> dict[int, list[str]]:
        """Collections as the names on the way to them, the root's left out."""
        if self._collections is None:
            by_path = {one.path: one for one in Collection.objects.all()}
            step = Collection.steplen
            self._collections = {
                one.pk: [by_path[path[:end]].name for end in range(2 * step, len(path) + 1, step)]
                for path, one in by_path.items()
            }
        return self._collections


def plain(value: Any) -> Any:
    """``value`` as JSON has it: moments in UTC, and texts for what is no number."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def as_bytes(document: Any) -> bytes:
    """The one form in which JSON is written: the same content gives the same bytes."""
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _file(name: str, file: Any) -> dict[str, str] | None:
    """Where the file lies in the folder, and what it is called here."""
    if not file:
        return None
    called = str(file.name).rpartition("/")[2]
    return {"name": called, "path": file_path(name, called)}
