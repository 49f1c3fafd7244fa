"""The doors: every field of the schema answers through one of these.

Grapple's resolvers read attributes. Whatever they bring, the door lets through only what the viewer may see, so that
a relation, a chooser in a block or a method of a model cannot leak by being forgotten. ``seal()`` wraps all fields
once, when the schema is built; a field added later on any model stands behind a door without a further line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Manager, Model
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    default_field_resolver,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from wagtail.blocks import StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

from .arguments import storable_arguments
from .fields.rich_text import Html, html
from .viewer import Viewer, viewer_for
from .visibility import visible, visible_keys

Resolver = Callable[..., Any]
Verdicts = dict[tuple[type[Model], Any], Model | None]


def seal(schema: GraphQLSchema) -> None:
    """Put a door before every field of every object type."""
    for graphql_type in schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType) and not is_introspection_type(graphql_type):
            for field in graphql_type.fields.values():
                field.resolve = _door(field)


def _door(field: GraphQLField) -> Resolver:
    resolve = field.resolve or default_field_resolver
    if field.args:
        resolve = storable_arguments(resolve)
    named = get_named_type(field.type)
    if named.name == Html.__name__:
        return _html_door(resolve)
    if is_leaf_type(named):
        return _leaf_door(resolve, empty_is_null=not is_non_null_type(field.type))
    return _object_door(resolve, field.type)


def _html_door(resolve: Resolver) -> Resolver:
    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> str | None:
        text = resolve(source, info, **arguments)
        return None if text is None else html(text, viewer_for(info))

    return through_door


def _leaf_door(resolve: Resolver, *, empty_is_null: bool) -> Resolver:
    """Texts, numbers and enums pass; a text that editors left empty is null where it may be.

    A model here would be written as its ``str()``, unchecked: that is an error.
    """

    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        value = resolve(source, info, **arguments)
        if isinstance(value, Model | Manager):
            raise TypeError(f"{info.parent_type.name}.{info.field_name} answers a model as a scalar")
        return None if empty_is_null and value == "" else value

    return through_door


def _object_door(resolve: Resolver, output_type: Any) -> Resolver:
    many = is_list_type(get_nullable_type(output_type))

    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        value = resolve(source, info, **arguments)
        if value is None:
            return [] if many else None
        if many:
            return _shown(_items(value), info)
        return next(iter(_shown([value], info)), None)

    return through_door


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, Manager):
        return value.all()
    if isinstance(value, ListValue) and isinstance(value.list_block.child_block, StructBlock):
        return value.bound_blocks  # a bound block knows its id, the bare struct does not
    items: Iterable[Any] = value
    return items


def _shown(items: Iterable[Any], info: GraphQLResolveInfo) -> list[Any]:
    """``items`` in their order: models only if visible, pages in their specific class, all else as it is."""
    items = [item for item in items if item is not None]
    verdicts = _verdicts([item for item in items if isinstance(item, Model)], info)
    shown = (verdicts[_key(item)] if isinstance(item, Model) else item for item in items)
    return [item for item in shown if item is not None]


def _verdicts(models: list[Model], info: GraphQLResolveInfo) -> Verdicts:
    """What the viewer is shown in place of each model: itself or nothing. Asked once a request for each object."""
    viewer = viewer_for(info)
    verdicts: Verdicts = info.context.verdicts.setdefault(viewer, {})
    unknown: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for model in models:
        root, key = _key(model)
        if (root, key) not in verdicts:
            unknown[root][key] = model
    for root, rows in unknown.items():
        found = _visible_rows(root, rows, viewer)
        verdicts |= {(root, key): found.get(key) for key in rows}
    return verdicts


def _visible_rows(root: type[Model], rows: dict[Any, Model], viewer: Viewer) -> dict[Any, Model]:
    if issubclass(root, Page):
        return _visible_pages(rows, viewer)
    return {key: rows[key] for key in visible_keys(root, rows, viewer)}


def _visible_pages(keys: Iterable[Any], viewer: Viewer) -> dict[Any, Model]:
    pages: Any = visible(Page.objects.filter(pk__in=keys), viewer)
    return {page.pk: page for page in pages.specific()}


def _key(model: Model) -> tuple[type[Model], Any]:
    return (Page if isinstance(model, Page) else type(model), model.pk)
