"""Fill any model and any block with content that can be traced, from nothing but their definitions.

Every text of an object carries the object's own word, every relation leads to something out of a pool. A field, a
child model or a block that is added later is filled without a further line here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.blocks import (
    BaseStreamBlock,
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    URLBlock,
)
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

ROWS = 2
DAY = datetime(2026, 1, 2, tzinfo=UTC)
PAGE_TEXTS = {"seo_title", "search_description"}
# Wagtail's own bookkeeping, texts that are meant for editors, and an address that would hide a computed one.
LEFT_ALONE = {
    "canonical_url",
    "collection",
    "content_type",
    "expired",
    "go_live_at",
    "expire_at",
    "file",
    "has_unpublished_changes",
    "id",
    "live",
    "locale",
    "publish_override_reason",
    "slug",
    "sort_order",
    "translation_key",
    "uid",
}
COMMON = "showcase"  # stands in all long texts
numbers = count(1)


WORD = re.compile(r"zq[a-z]*\d{5}x")


def new_word(prefix: str = "zq") -> str:
    """A word that occurs nowhere else."""
    return f"{prefix}{next(numbers):05d}x"


class Pool:
    """Objects that relations may lead to, by model. ``pick`` answers the same for the same question."""

    def __init__(self) -> None:
        self._objects: dict[type[models.Model], list[models.Model]] = {}

    def add(self, instance: models.Model) -> None:
        self._objects.setdefault(type(instance), []).append(instance)

    def __iter__(self) -> Iterator[models.Model]:
        return (instance for objects in self._objects.values() for instance in objects)

    def pick(self, model: type[models.Model], position: int = 0, avoid: Any = None) -> Any:
        """The object at ``position`` among those of ``model``, counted round, but never ``avoid``."""
        found = [instance for instance in self if isinstance(instance, model) and instance != avoid]
        return found[position % len(found)] if found else None


class Filler:
    """Fills objects with words of their own and with relations out of ``pool``.

    ``exceptions`` holds, for a model or block that cannot take just anything, a function of the position among its
    siblings that answers the values it must have.
    """

    def __init__(self, pool: Pool, exceptions: dict[type, Callable[[int], dict[str, Any]]]) -> None:
        self.pool = pool
        self.exceptions = exceptions

    def texts(self, instance: models.Model, word: str, position: int = 0) -> None:
        """Put ``word`` into every text field and the plain values that must not stay empty."""
        for field in _own_fields(instance):
            value = self._plain_value(field, word)
            if value is not None:
                setattr(instance, field.attname, value)
        self._apply_exceptions(instance, position)

    def relations(self, instance: models.Model, word: str, position: int = 0) -> None:
        """Fill foreign keys, rich texts, streams, many-to-many fields and children."""
        for field in _own_fields(instance):
            if isinstance(field, StreamField):
                setattr(instance, field.name, json.dumps(self.raw(field.stream_block, word, instance)))
            elif isinstance(field, RichTextField):
                setattr(instance, field.name, self.rich_text(word, instance))
            elif isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey):
                setattr(instance, field.name, self.pool.pick(field.related_model, position, avoid=instance))
        for field in instance._meta.many_to_many:
            if isinstance(field, TaggableManager):
                getattr(instance, field.name).add(word)
            elif target := self.pool.pick(field.related_model, avoid=instance):
                getattr(instance, field.name).add(target)
        for name, child in child_models(type(instance)):
            self._fill_children(instance, name, child)
        self._apply_exceptions(instance, position)

    def rich_text(self, word: str, avoid: Any = None) -> str:
        page = self.pool.pick(Page, -1, avoid=avoid)
        document = self.pool.pick(get_document_model())
        return (
            f'<p>{word} {COMMON} <a linktype="page" id="{page.pk}">a page</a> '
            f'<a linktype="document" id="{document.pk}">a file</a></p>'
        )

    def raw(self, block: Any, word: str, avoid: Any = None, position: int = 0) -> Any:
        """The stored form of a value for ``block``."""
        exception = self.exceptions.get(type(block), lambda _: {})(position)
        match block:
            case BaseStreamBlock():
                return [
                    {"type": name, "value": self.raw(child, word, avoid, position)}
                    for name, child in block.child_blocks.items()
                    for position in range(2 if _may_lack_address(child) else 1)
                ]
            case StructBlock():
                return {
                    name: exception.get(name, self.raw(child, word, avoid, position))
                    for name, child in block.child_blocks.items()
                }
            case ListBlock():
                return [self.raw(block.child_block, word, avoid, position) for position in range(ROWS)]
            case ChooserBlock():
                return getattr(self.pool.pick(block.model_class, position, avoid=avoid), "pk", None)
            case ChoiceBlock():
                return next(value for value, _ in block.field.choices if value)
            case RichTextBlock():
                return self.rich_text(word, avoid)
            case TableBlock():
                return {"data": [[word, "1"], ["2", "3"]], "first_row_is_table_header": True}
            case URLBlock() if position and not block.required:
                return ""
            case URLBlock():
                return f"https://elsewhere.example/{word}/"
            case BooleanBlock():
                return False
        return word

    def _plain_value(self, field: models.Field[Any, Any], word: str) -> Any:
        if isinstance(field, StreamField | RichTextField):
            return None
        if field.choices:
            return next(value for value, _ in field.flatchoices if value)
        if isinstance(field, models.URLField):
            return f"https://elsewhere.example/{word}/"
        if isinstance(field, models.EmailField):
            return f"{word}@elsewhere.example"
        if isinstance(field, models.DateField) and not field.has_default():
            return DAY if isinstance(field, models.DateTimeField) else DAY.date()
        if isinstance(field, models.TextField):
            return f"{word} {COMMON}"
        if isinstance(field, models.CharField) and (field.max_length or 100) >= len(word):
            return word
        if isinstance(field, models.IntegerField) and field.null:
            return max(one.limit_value for one in field.validators if isinstance(one, MinValueValidator))
        return None

    def _fill_children(self, parent: Any, name: str, model: type[models.Model]) -> None:
        has_locale = any(field.name == "locale" for field in model._meta.fields)
        locales = list(Locale.objects.order_by("pk")) if has_locale else [None] * ROWS
        children = []
        words = [new_word() for _ in locales]
        for position, (locale, word) in enumerate(zip(locales, words, strict=True)):
            child = model(**({"locale": locale} if locale else {}))
            self.texts(child, word, position)
            children.append(child)
        setattr(parent, name, children)
        for position, (child, word) in enumerate(zip(children, words, strict=True)):
            self.relations(child, word, position)

    def _apply_exceptions(self, instance: models.Model, position: int) -> None:
        for name, value in self.exceptions.get(type(instance), lambda _: {})(position).items():
            setattr(instance, name, value)


def child_models(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """The children of ``model`` that hold content, each with the name it is reached by."""
    return [
        (relation.get_accessor_name(), relation.related_model)
        for relation in get_all_child_relations(model)
        if not (
            relation.related_model.__module__.startswith("wagtail.") or issubclass(relation.related_model, ItemBase)
        )
    ]


def rewrite(instance: Any, word: str) -> None:
    """Put ``word`` in the place of every traceable word of ``instance`` and its children, without saving."""
    for field in _own_fields(instance) + ([instance._meta.get_field("title")] if isinstance(instance, Page) else []):
        value = getattr(instance, field.name)
        if isinstance(field, StreamField):
            setattr(instance, field.name, WORD.sub(word, json.dumps(list(value.raw_data))))
        elif isinstance(value, str):
            setattr(instance, field.name, WORD.sub(word, value))
    for name, _ in child_models(type(instance)):
        children = list(getattr(instance, name).all())
        for child in children:
            rewrite(child, word)
        setattr(instance, name, children)


def _may_lack_address(block: Any) -> bool:
    """Whether a block can be without the address that it has a place for: it comes twice, with one and without."""
    children = getattr(block, "child_blocks", {}).values()
    return any(isinstance(child, URLBlock) and not child.required for child in children)


def _own_fields(instance: models.Model) -> list[Any]:
    """Fields that content goes into: not Wagtail's tree, dates and states, not what is computed."""
    own = [
        field
        for field in instance._meta.concrete_fields
        if field.editable
        and field.name not in LEFT_ALONE
        and not isinstance(field, ParentalKey)
        and not getattr(field.remote_field, "parent_link", False)
    ]
    if isinstance(instance, Page):
        wagtail = {field.name for field in Page._meta.concrete_fields} - PAGE_TEXTS
        own = [field for field in own if field.name not in wagtail]
    return own
