"""Which models' own fields a selection of pages needs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.db.models import Model
from graphql import GraphQLObjectType, GraphQLResolveInfo, get_named_type
from grapple.registry import registry
from wagtail.models import Page

from ..lookahead.columns import READS, STREAMS, Columns, Stream
from ..lookahead.selection import selected, selected_at
from .interfaces import PageInterface, page_models, page_type_of_model


def selects_own_fields(model: type[Model], info: GraphQLResolveInfo) -> bool:
    """Whether more is selected of pages of ``model`` than the table of all pages holds."""
    return not selected(info, object_type_of(model, info)) <= PageInterface.in_every_page


def columns_of_pages(info: GraphQLResolveInfo) -> Columns:
    """The columns of pages of any type, as far as they are selected."""
    known: dict[Any, Columns] = info.context.selections
    key = ("columns", *map(id, info.field_nodes))
    if key not in known:
        names = {model: selected(info, object_type_of(model, info)) for model in (Page, *page_models())}
        models = [model for model in names if model is not Page and selects_own_fields(model, info)]
        streams = {stream for model in models for stream in _streams(model, info, names[model])}
        known[key] = Columns.of(Page, models, frozenset(streams), _only(names, info))
    return known[key]


def columns_of(model: type[Model], info: GraphQLResolveInfo, names: Iterable[str]) -> Columns:
    """The columns of ``model`` that the selected fields ``names`` show."""
    streams = frozenset(_streams(model, info, names))
    return Columns(model, streams=streams, only=_only({model: names}, info))


def columns_of_nodes(model: type[Model], info: GraphQLResolveInfo) -> Columns:
    """The columns of the rows of a connection of ``model``, as far as they are selected."""
    known: dict[Any, Columns] = info.context.selections
    key = ("columns", *map(id, info.field_nodes))
    if key not in known:
        known[key] = _columns_of_nodes(model, info)
    return known[key]


def _columns_of_nodes(model: type[Model], info: GraphQLResolveInfo) -> Columns:
    if model is Page or not has_object_type(model):
        return Columns(model)
    node = object_type_of(model, info)
    connection: Any = get_named_type(info.return_type)
    edge: Any = get_named_type(connection.fields["edges"].type)
    names = selected_at(info, (connection, "nodes"), on=node)
    names |= selected_at(info, (connection, "edges"), (edge, "node"), on=node)
    return columns_of(model, info, names)


def _streams(model: type[Model], info: GraphQLResolveInfo, names: Iterable[str]) -> Iterator[Stream]:
    fields = object_type_of(model, info).fields
    for name in names:
        if name in fields:
            yield from ((model, stream) for stream in fields[name].extensions.get(STREAMS, ()))


def _only(names: Mapping[type[Model], Iterable[str]], info: GraphQLResolveInfo) -> frozenset[str] | None:
    """What the selected fields ``names`` of each model read, ``None`` where one of them may read anything."""
    read: set[str] = set()
    for model, selected_names in names.items():
        fields = object_type_of(model, info).fields
        for name in selected_names:
            columns = fields[name].extensions[READS] if name in fields else ()
            if columns is None or not _are_columns(model, columns):
                return None
            read.update(columns)
    return frozenset(read)


def _are_columns(model: Any, names: Iterable[str]) -> bool:
    """Whether no name means something else, such as a method that reads further columns."""
    return {field.attname for field in model._meta.concrete_fields}.issuperset(names)


def object_type_of(model: type[Model], info: GraphQLResolveInfo) -> GraphQLObjectType:
    """The object type of a model's rows in the schema."""
    graphql_type: Any = info.schema.type_map[_type_name(model)]
    return graphql_type


@cache
def has_object_type(model: Hashable) -> bool:
    """Whether rows of the class ``model`` have a type in the schema."""
    return model is Page or model in registry.models


@cache
def _type_name(model: type[Model]) -> str:
    graphene_type = page_type_of_model(model) if issubclass(model, Page) else registry.models[model]
    return str(graphene_type._meta.name)
