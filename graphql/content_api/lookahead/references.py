"""References: objects that something refers to, which are loaded when they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import Page

Key = Any


@dataclass(frozen=True)
class Reference:
    """An object that something refers to, not loaded yet: a choice in a block, the target of a foreign key."""

    model: type[Model]
    key: Key

    @property
    def root(self) -> type[Model]:
        """The model whose primary keys these are: all pages share theirs."""
        return root_of(self.model)


@cache
def root_of(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def identity_of(row: Model) -> tuple[type[Model], Key]:
    """What a row is known by."""
    return (root_of(type(row)), key_of(row))


def key_of(row: Model) -> Key:
    """The primary key of a row, as ``row.pk``, which takes four times as long."""
    return row.__dict__[_name_of_key(type(row))]


@cache
def _name_of_key(model: Any) -> str:
    return str(model._meta.pk.attname)


def model_of(page: Page) -> type[Model]:
    """The model that holds a page's own fields, told without loading them."""
    if type(page) is not Page:
        return type(page)
    model: type[Model] | None = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return model or Page


def reference_to(item: Any) -> Reference | None:
    """The reference that leads to ``item``, itself if it is one, ``None`` for all that is neither that nor a row."""
    if isinstance(item, Model):
        return Reference(type(item), item.pk)
    return item if isinstance(item, Reference) else None


def references_in(value: Any) -> Iterator[Reference]:
    """The references that ``value`` is or lists."""
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, Reference))


def images_of(row: Any) -> Iterator[Reference]:
    """Images are small, many models refer to them, and all that are known are loaded with the first."""
    model: type[Model] = type(row)
    for name in image_keys(model):
        key = row.__dict__.get(name)
        if key is not None:
            yield Reference(_image_model(), key)


@cache
def image_keys(model: type[Model]) -> tuple[str, ...]:
    """The columns of ``model`` that refer to images."""
    fields: Any = model._meta.concrete_fields
    return tuple(field.attname for field in fields if field.related_model is _image_model())


_image_model = cache(get_image_model)
