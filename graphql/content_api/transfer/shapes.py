"""What an object of a model is made of when it travels, told from the model's definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.db.models import F, FileField, ForeignKey, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection

from ..visibility import rule_for
from .declared import ALWAYS_LEFT_OUT, Travel, travel_of

SORT_ORDER = "sort_order"
FILE_DIGEST = "file_hash"  # of a file beside it, computed when that is stored


@dataclass(frozen=True)
class Shape:
    """The parts of an object, each under a name of its own."""

    model: type[Model]
    fields: tuple[Any, ...]
    many: tuple[Any, ...]
    tags: tuple[Any, ...]
    children: tuple[Child, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """All that a document may hold."""
        parts = (*self.fields, *self.many, *self.tags, *self.children)
        return frozenset(part.name for part in parts)

    @property
    def files(self) -> tuple[Any, ...]:
        return tuple(field for field in self.fields if isinstance(field, FileField))

    @property
    def streams(self) -> tuple[Any, ...]:
        return tuple(field for field in self.fields if isinstance(field, StreamField))

    @property
    def rich_texts(self) -> tuple[Any, ...]:
        return tuple(field for field in self.fields if isinstance(field, RichTextField))

    @property
    def references(self) -> tuple[Any, ...]:
        """Foreign keys to what travels."""
        return tuple(field for field in self.fields if is_reference(field))


@dataclass(frozen=True)
class Child:
    """A relation to rows that are part of the object."""

    name: str
    key: ParentalKey

    @property
    def shape(self) -> Shape:
        return shape_of(self.key.model)

    @property
    def order(self) -> tuple[Any, ...]:
        """As editors see the rows; in every database the same."""
        has_order = any(field.name == SORT_ORDER for field in self.key.model._meta.concrete_fields)
        return (F(SORT_ORDER).asc(nulls_last=True), "pk") if has_order else ("pk",)


def shape_of(model: Any) -> Shape:
    """The shape of the objects of ``model``."""
    return _shape_of(model)


@cache
def _shape_of(model: type[Model]) -> Shape:
    travel = travel_of(model) or Travel()
    left_out = ALWAYS_LEFT_OUT | travel.left_out
    many = [field for field in model._meta.many_to_many if field.name not in left_out]
    return Shape(
        model,
        fields=tuple(field for field in model._meta.concrete_fields if field.name not in left_out and _travels(field)),
        many=tuple(field for field in many if not isinstance(field, TaggableManager)),
        tags=tuple(field for field in many if isinstance(field, TaggableManager)),
        children=tuple(
            Child(relation.get_accessor_name(), relation.remote_field)
            for relation in get_all_child_relations(model)
            if relation.get_accessor_name() not in left_out and _is_part(relation.related_model)
        ),
    )


def is_reference(field: Any) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is not Collection


def _travels(field: Any) -> bool:
    is_own_identity = field.name == "uid" or field.primary_key
    is_about_users = field.related_model is not None and field.related_model._meta.label == settings.AUTH_USER_MODEL
    return not (is_own_identity or is_about_users or isinstance(field, ParentalKey))


def _is_part(model: type[Model]) -> bool:
    """Rows that nobody may see, such as editors' comments, do not travel; tags are told by name."""
    return rule_for(model) is not None and not issubclass(model, ItemBase)
