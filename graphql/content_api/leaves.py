"""Leaf fields that are read straight from a row: most of the fields of an answer.

The executor spends more time on the ceremony around such a field (a path, an object that says where it stands,
arguments, a resolver behind another) than on its value. Whatever is not plain takes the long way, where errors are
made as well: the short way answers the same or nothing at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import GraphQLField, GraphQLObjectType, get_nullable_type, is_leaf_type, is_non_null_type

# The key of a type's leaves among its extensions.
LEAVES = "nuages.leaves"

# Values of other types could be models, files or lazy texts.
PLAIN = {str, int, bool, float, dt.date, dt.datetime}

# What ``Leaf.value`` answers where the field has to take the long way.
LONG_WAY = object()

Read = Callable[[Any], Any]


@dataclass(frozen=True)
class Leaf:
    """How to read and write the values of one field."""

    read: Read
    serialize: Callable[[Any], Any]
    is_required: bool
    is_text: bool = False  # whether texts are written as they are

    def value(self, source: Any) -> Any:
        """The field's value in the answer, or ``LONG_WAY``."""
        try:
            value = self.read(source)
            if type(value) is str and self.is_text and value:
                return value
            if type(value) in PLAIN and (value != "" or self.is_required):
                return self.serialize(value)
        except Exception:
            return LONG_WAY
        return None if value in (None, "") and not self.is_required else LONG_WAY


def leaf_of(field: GraphQLField, column: str, resolve: Callable[..., Any] | None) -> Leaf | None:
    """The leaf of ``field``: its value is the attribute ``column``, or what a resolver reads that needs no info."""
    output_type: Any = field.type
    nullable: Any = get_nullable_type(output_type)
    if field.args or not is_leaf_type(nullable):
        return None
    read = attrgetter(column) if column else _read_by(resolve)
    if read is None:
        return None
    return Leaf(read, nullable.serialize, is_non_null_type(output_type), nullable.name in ("String", "ID"))


def name_of_type(object_type: GraphQLObjectType) -> Leaf:
    """The leaf of ``__typename``."""
    name = object_type.name
    return Leaf(lambda source: name, str, is_required=True)


def reads_source_only(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a resolver that looks at nothing but its source."""
    resolve.reads_source_only = True  # type: ignore[attr-defined]
    return resolve


def columns_read(resolve: Callable[..., Any] | None) -> frozenset[str] | None:
    """The names of what ``resolve`` reads of its row, ``None`` where that cannot be told."""
    if isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver:
        return frozenset({resolve.args[0]})
    return getattr(resolve, "reads_columns", None)


def _read_by(resolve: Callable[..., Any] | None) -> Read | None:
    if isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver:
        return lambda source: resolve(source, None)
    if getattr(resolve, "reads_source_only", False):
        return lambda source: resolve(source, None)  # type: ignore[misc]
    return None
