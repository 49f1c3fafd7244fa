"""Where the fields that models declare get their values: from which relation, stream or attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo
from grapple.models import GraphQLField
from grapple.registry import registry
from wagtail.fields import RichTextField, StreamField

from .lookahead import loader_for
from .lookahead.relations import Relation, check_joins, relation_at
from .lookahead.rich_text import announce_links
from .lookahead.streamfields import announce_blocks, blocks_of


@dataclass(frozen=True)
class Source:
    """How to resolve one declared field for all rows that were loaded together.

    ``announce`` tells the loader what a selected field will refer to, before the first of them is resolved.
    Without ``resolve`` the field's own resolver answers. ``column`` is the name of an attribute that holds the value,
    ``streams`` are those of the StreamFields that the field reads, ``reads`` the other columns, ``None`` where these
    cannot be told.
    """

    resolve: Callable[..., Any] | None
    announce: Callable[[Any, GraphQLResolveInfo], None] | None = None
    column: str = ""
    streams: tuple[str, ...] = ()
    reads: frozenset[str] | None = None


def sources() -> dict[tuple[str, str], Source]:
    """The sources of all fields that need one, by the names of type and field; others read attributes."""
    found = {}
    for model, graphql_type in registry.models.items():
        if isinstance(model, type) and issubclass(model, Model):
            for field in declared_fields(model):
                source = _source(model, field)
                if source is not None:
                    found[graphql_type._meta.name, to_camel_case(field.field_name)] = source
    return found


def declared_fields(model: Any) -> Iterator[GraphQLField]:
    """The fields in ``graphql_fields``; a declaration is a callable that gives a field or a field with its wrapper."""
    for declaration in getattr(model, "graphql_fields", ()):
        made = declaration() if callable(declaration) else declaration
        field = made[0] if isinstance(made, tuple) else made
        yield field() if callable(field) else field


def _source(model: type[Model], field: GraphQLField) -> Source | None:
    name = field.field_source
    if _is_a(StreamField, model, name):
        return Source(
            resolve=lambda row, info: blocks_of(row, name, loader_for(info)),
            announce=lambda row, info: announce_blocks(row, name, to_camel_case(field.field_name), info),
            streams=(name,),
            reads=frozenset(),
        )
    text = name.removesuffix("_rich_text")
    if _is_a(RichTextField, model, text):
        return Source(resolve=None, announce=lambda row, info: announce_links(row, text, loader_for(info)))
    relation = relation_at(model, name)
    if relation is None:
        return _attribute(model, name, getattr(field, "reads", ()))
    relation = Relation(model, name, joins=getattr(field, "joins", ()))
    check_joins(relation)
    return Source(
        resolve=lambda row, info: relation.of(row, loader_for(info)),
        announce=lambda row, info: relation.announce(row, loader_for(info)),
        reads=relation.reads,
    )


def _attribute(model: type[Model], name: str, streams: tuple[str, ...]) -> Source | None:
    """A column, or what a method finds: without the detour that Grapple takes for all it does not know beforehand."""
    if _is_a(Field, model, name):
        return Source(resolve=lambda row, info: getattr(row, name), column=name, reads=frozenset({name}))

    def resolve(row: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        value = getattr(row, name)
        return value(info, **arguments) if callable(value) else value

    if hasattr(model, name):
        return Source(resolve, streams=streams)
    return Source(resolve=None, streams=streams) if streams else None


def _is_a(kind: type[Field[Any, Any]], model: type[Model], name: str) -> bool:
    try:
        return isinstance(model._meta.get_field(name), kind)
    except FieldDoesNotExist:
        return False
