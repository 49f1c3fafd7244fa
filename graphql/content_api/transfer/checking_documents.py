"""Does a document fit the models of this installation? Nothing of it is looked up in the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import FileField, Model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site

from .checking_values import (
    is_image,
    is_list_of_texts,
    is_moment,
    needed_fields,
    problems_of_identity,
    problems_of_language,
    problems_of_value,
)
from .documents import OWN_OF_ALIAS
from .identities import parsed
from .layout import file_path
from .reading import ContentFolder
from .rich_text import with_references
from .shapes import Shape, is_reference, shape_of
from .streams import StreamWalk

PARTS = frozenset({"name", "content", "place", "changed", "root"})


class DocumentCheck:
    """Checks one document. ``reference`` is asked by the walks through streams and rich texts."""

    def __init__(self, folder: ContentFolder) -> None:
        self._folder = folder
        self._unknown: list[str] = []

    def problems(self, name: str, document: Any) -> Iterator[str]:
        """What keeps the document ``name`` from being imported."""
        found = parsed(name)
        if found is None:
            yield "objects of this kind cannot be imported here"
            return
        model, _ = found
        if not isinstance(document, dict) or document.get("name") != name:
            yield "it does not hold the object that it is named after"
            return
        if unknown := sorted(document.keys() - PARTS):
            yield f"unknown parts {', '.join(unknown)}"
        content = document.get("content")
        if isinstance(content, dict) and (missing := sorted(needed_fields(model) - content.keys())):
            yield f"{', '.join(missing)} is missing"
            return
        yield from self._content(shape_of(model), content, "", name)
        yield from problems_of_identity(model, name, content)
        if issubclass(model, Page):
            yield from self._place(document)
        if issubclass(model, Site):
            yield from self._root(document)
        if issubclass(model, Locale):
            yield from problems_of_language(document)
        if "changed" in document and not is_moment(document["changed"]):
            yield "“changed” is no moment"

    def reference(self, model: type[Model], key: Any) -> Any:
        if not self._leads_to(model, key):
            self._unknown.append(str(key)[:200])
        return key

    def _content(self, shape: Shape, content: Any, place: str, name: str = "") -> Iterator[str]:
        if not isinstance(content, dict):
            yield f"{place or 'content'} is no record"
            return
        for unknown in sorted(content.keys() - shape.names):
            yield f"unknown field {place}{unknown}"
        is_alias = bool(content.get("alias_of"))
        for field in shape.fields:
            if field.name in content:
                yield from self._field(shape, field, content[field.name], place, name)
            elif not (is_alias or field.null or field.blank or field.has_default()):
                yield f"{place}{field.name} is missing"
        if is_alias and (more := sorted(content.keys() - set(OWN_OF_ALIAS))):
            yield f"an alias has no fields of its own such as {', '.join(more)}"
        for relation in shape.many:
            names = content.get(relation.name, [])
            if not is_list_of_texts(names) or not all(self._leads_to(relation.related_model, one) for one in names):
                yield f"{place}{relation.name} names what is not in the folder"
        for relation in shape.tags:
            if not is_list_of_texts(content.get(relation.name, [])):
                yield f"{place}{relation.name} is no list of tags"
        for child in shape.children:
            rows = content.get(child.name, [])
            if not isinstance(rows, list):
                yield f"{place}{child.name} is no list"
                continue
            for number, row in enumerate(rows):
                yield from self._content(child.shape, row, f"{place}{child.name}[{number}].")

    def _field(self, shape: Shape, field: Any, value: Any, place: str, name: str) -> Iterator[str]:
        told = f"{place}{field.name}"
        if value is None:
            is_given_otherwise = issubclass(shape.model, Site) or isinstance(field, FileField)
            if not (field.null or is_given_otherwise):
                yield f"{told} is empty"
        elif is_reference(field):
            if not self._leads_to(field.related_model, value):
                yield f"{told} names what is not in the folder: {str(value)[:200]!r}"
        elif field.related_model is Collection:
            if not is_list_of_texts(value) or not all(value):
                yield f"{told} is no list of names"
        elif isinstance(field, FileField):
            yield from self._file(shape, value, told, name)
        elif isinstance(field, StreamField):
            yield from self._stream(field, value, told)
        elif isinstance(field, RichTextField):
            yield from self._rich_text(value, told)
        else:
            yield from problems_of_value(field, value, told)

    def _stream(self, field: Any, value: Any, told: str) -> Iterator[str]:
        try:
            StreamWalk(self, uuid.UUID(int=0), strict=True).stream(field.stream_block, value, told)
        except ValueError as error:
            yield str(error)
        yield from self._take_unknown(told)

    def _rich_text(self, value: Any, told: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{told} is no text"
            return
        with_references(value, self.reference)
        yield from self._take_unknown(told)

    def _take_unknown(self, told: str) -> Iterator[str]:
        yield from (f"{told} names what is not in the folder: {name!r}" for name in self._unknown)
        self._unknown.clear()

    def _file(self, shape: Shape, value: Any, told: str, name: str) -> Iterator[str]:
        called = value.get("name") if isinstance(value, dict) else None
        if not isinstance(called, str) or not called or "/" in called or "\\" in called or called.startswith("."):
            yield f"{told} has no usable name"
            return
        if value.keys() != {"name", "path"} or value["path"] != file_path(name, called):
            yield f"{told} is not where it belongs"
        elif not (self._folder.path / value["path"]).is_file():
            yield f"{told} is missing"
        elif issubclass(shape.model, get_image_model()) and not is_image(self._folder.path / value["path"], called):
            yield f"{told} is no image of a kind that is allowed here: {called!r}"

    def _place(self, document: dict[str, Any]) -> Iterator[str]:
        place = document.get("place")
        if not isinstance(place, dict) or not place.keys() <= {"parent", "through"} or "parent" not in place:
            yield "it has no place in the tree"
        elif place["parent"] is not None and not self._leads_to(Page, place["parent"]):
            yield "its place names a page that is not in the folder"
        elif not is_list_of_texts(place.get("through", [])):
            yield "its place is no list of slugs"

    def _root(self, document: dict[str, Any]) -> Iterator[str]:
        root = document.get("root")
        has_page = bool((document.get("content") or {}).get("root_page"))
        if has_page == bool(root) or not is_list_of_texts(root or []):
            yield "the site has no root"

    def _leads_to(self, model: type[Model], name: Any) -> bool:
        found = parsed(name)
        return found is not None and issubclass(found[0], model) and name in self._folder
