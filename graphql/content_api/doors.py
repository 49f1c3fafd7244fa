"""The doors: every field of the schema answers through one of these.

Grapple's resolvers read attributes. Here relations are answered by the loader, and whatever else a resolver brings,
the door lets through only what the viewer may see, so that a relation, a chooser in a block or a method of a model
cannot leak by being forgotten. ``seal()`` wraps all fields once, when the schema is built; a field added later on any
model stands behind a door without a further line.
"""

from __future__ import annotations

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
from grapple.types.interfaces import StreamFieldInterface
from wagtail.blocks import StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

from .arguments import usable_arguments
from .fields.interfaces import PageInterface
from .fields.own_fields import has_object_type, object_type_of, selects_own_fields
from .fields.rich_text import Html, RenderedHtml, html
from .leaves import LEAVES, Leaf, columns_read, leaf_of
from .lookahead import Loader, Reference, loader_for
from .lookahead.columns import READS, STREAMS
from .lookahead.selection import selected
from .sources import Source, sources
from .viewer import viewer_for

Resolver = Callable[..., Any]

# The key of a field's ``Source`` among its extensions.
SOURCE = "nuages.source"
HIDEABLE = (Model, Reference)
NO_SCALARS = (Model, Manager)


def seal(schema: GraphQLSchema) -> None:
    """Put a door before every field of every object type."""
    declared = sources()
    page_interface: Any = schema.type_map[PageInterface.__name__]
    block_interface: Any = schema.type_map[StreamFieldInterface.__name__]
    for graphql_type in schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType) and not is_introspection_type(graphql_type):
            if page_interface in graphql_type.interfaces:
                graphql_type.is_type_of = None  # a page without the fields of its own model is no instance of that
            if block_interface in graphql_type.interfaces:
                graphql_type.fields["id"].resolve = _id_of_block
            leaves: dict[str, Leaf] = {}
            for name, field in graphql_type.fields.items():
                source = declared.get((graphql_type.name, name))
                if leaf := leaf_of(field, source.column if source else "", field.resolve):
                    leaves[name] = leaf
                field.extensions[SOURCE] = source
                field.extensions[STREAMS] = source.streams if source else ()
                field.extensions[READS] = source.reads if source else columns_read(field.resolve)
                field.resolve = _door(field, source)
            graphql_type.extensions[LEAVES] = leaves


def _id_of_block(block: Any, info: GraphQLResolveInfo) -> str | None:
    """Where the block stands in the editor's form, which is told within a preview alone."""
    identity: str | None = block.id if viewer_for(info).draft else None
    return identity


def _door(field: GraphQLField, source: Source | None) -> Resolver:
    resolve = (source and source.resolve) or field.resolve or default_field_resolver
    if field.args:
        resolve = usable_arguments(resolve, field.args)
    named = get_named_type(field.type)
    if named.name == Html.__name__:
        return _html_door(resolve)
    if is_leaf_type(named):
        return _leaf_door(resolve, empty_is_null=not is_non_null_type(field.type))
    return _object_door(resolve, field.type)


def _html_door(resolve: Resolver) -> Resolver:
    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> str | None:
        text = resolve(source, info, **arguments)
        return text if text is None or isinstance(text, RenderedHtml) else html(text, loader_for(info))

    return through_door


def _leaf_door(resolve: Resolver, *, empty_is_null: bool) -> Resolver:
    """Texts, numbers and enums pass; a text that editors left empty is null where it may be.

    A model here would be written as its ``str()``, unchecked: that is an error.
    """

    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        value = resolve(source, info, **arguments)
        if isinstance(value, NO_SCALARS):
            raise TypeError(f"{info.parent_type.name}.{info.field_name} answers a model as a scalar")
        return None if empty_is_null and value == "" else value

    return through_door


def _object_door(resolve: Resolver, output_type: Any) -> Resolver:
    nullable = get_nullable_type(output_type)
    if not is_list_type(nullable):
        return _single_door(resolve)
    holds_nulls = not is_non_null_type(nullable.of_type)

    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> list[Any]:
        value = resolve(source, info, **arguments)
        if value is None:
            return []
        items = list(_items(value))
        shown = _shown(items, info)
        if holds_nulls and len(shown) < len(items):
            return [_shown_one(item, info) for item in items]
        return shown

    return through_door


def _single_door(resolve: Resolver) -> Resolver:
    def through_door(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return _shown_one(resolve(source, info, **arguments), info)

    return through_door


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, Manager):
        return value.all()
    if isinstance(value, ListValue) and isinstance(value.list_block.child_block, StructBlock):
        return value.bound_blocks  # a bound block knows its id, the bare struct does not
    items: Iterable[Any] = value
    return items


def _shown_one(item: Any, info: GraphQLResolveInfo) -> Any:
    """``item`` if it is visible, or none of the things that can be hidden."""
    if not isinstance(item, HIDEABLE):
        return item
    loader = loader_for(info)
    row = loader.shown_one(item)
    return row if row is None else _ready([row], loader, info)[0]


def _shown(items: list[Any], info: GraphQLResolveInfo) -> list[Any]:
    """``items`` in their order: what is visible of them."""
    if not any(isinstance(item, HIDEABLE) for item in items):
        return [item for item in items if item is not None]
    loader = loader_for(info)
    return _ready(loader.shown(items), loader, info)


def _ready(rows: list[Any], loader: Loader, info: GraphQLResolveInfo) -> list[Any]:
    """Visible ``rows``, pages with their own fields where those are selected.

    What the selected fields refer to is announced, so that it can be loaded together.
    """
    if Page in map(type, rows):
        rows = loader.specific(rows, lambda model: selects_own_fields(model, info))
    for row in loader.unannounced(rows, tuple(map(id, info.field_nodes))):
        _announce(row, info)
    return rows


def _announce(row: Any, info: GraphQLResolveInfo) -> None:
    """Tell the loader what the selected fields of ``row`` and its siblings refer to."""
    model: Any = type(row)
    if not has_object_type(model):
        return
    object_type = object_type_of(model, info)
    for name in sorted(object_type.fields.keys() & selected(info, object_type)):
        source: Source | None = object_type.fields[name].extensions.get(SOURCE)
        if source and source.announce:
            source.announce(row, info)
