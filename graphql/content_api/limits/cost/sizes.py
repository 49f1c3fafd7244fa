"""How many objects a field may answer: by its arguments, by what its type tells, or by assumption."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from django.conf import settings
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    Undefined,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
)

from .declarations import ASSUMED_LENGTH, ASSUMED_PAGE, counted_argument, declared_length
from .expressions import Count, Expression, Size, bounded, most

CONNECTION_ARGUMENTS = ("first", "last")
CUT_ARGUMENT = "limit"


class Sizes:
    """The sizes of the fields of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._paged_types = _paged_types(schema)
        self._introspection = _introspection_lengths(schema)

    def of(self, parent: GraphQLNamedType, node: FieldNode, field: GraphQLField) -> Expression:
        """How many objects ``node`` asks for at most."""
        if asked := _asked(node, field):
            return most(asked)
        if not is_list(field):
            return 1
        if parent.name in self._paged_types:
            return 1
        name = f"{parent.name}.{node.name.value}"
        if argument := counted_argument(name):
            return _values(node, argument)
        length = self._introspection.get(name) or declared_length(name)
        return ASSUMED_LENGTH if length is None else length


@lru_cache(maxsize=4)
def sizes_of(schema: GraphQLSchema) -> Sizes:
    return Sizes(schema)


def is_list(field: GraphQLField) -> bool:
    output: Any = field.type
    return is_list_type(get_nullable_type(output))


def is_paged(field: GraphQLField) -> bool:
    return any(name in field.args for name in (*CONNECTION_ARGUMENTS, CUT_ARGUMENT))


def _asked(node: FieldNode, field: GraphQLField) -> list[Expression]:
    """The sizes that the arguments of a paged field name; empty for other fields."""
    if not is_paged(field):
        return []
    given = {argument.name.value: argument.value for argument in node.arguments}
    grapple: dict[str, Any] = settings.GRAPPLE
    sizes: list[Expression] = []
    name: str
    for name in (*CONNECTION_ARGUMENTS, CUT_ARGUMENT):
        if name not in field.args:
            continue
        usual = field.args[name].default_value
        highest = grapple["MAX_PAGE_SIZE"] if name == CUT_ARGUMENT else None
        fallback = usual if isinstance(usual, int) and usual is not Undefined else 0
        value = given.get(name)
        if isinstance(value, IntValueNode):
            sizes.append(bounded(int(value.value), highest))
        elif isinstance(value, VariableNode):
            sizes.append(Size(value.name.value, fallback or _unstated(name), highest))
        elif fallback:
            sizes.append(fallback)
    return sizes or [_unstated(CUT_ARGUMENT if CUT_ARGUMENT in field.args else CONNECTION_ARGUMENTS[0])]


def _values(node: FieldNode, name: str) -> Expression:
    """The number of values that the list argument ``name`` has."""
    value = next((argument.value for argument in node.arguments if argument.name.value == name), None)
    if isinstance(value, VariableNode):
        return Count(value.name.value)
    return len(value.values) if isinstance(value, ListValueNode) else 1


def _unstated(argument: str) -> int:
    grapple: dict[str, Any] = settings.GRAPPLE
    return grapple["PAGE_SIZE"] if argument == CUT_ARGUMENT else ASSUMED_PAGE


def _paged_types(schema: GraphQLSchema) -> set[str]:
    """Types whose lists are pages that were measured by the arguments of the field above, as connections are."""
    names = set()
    for graphql_type in schema.type_map.values():
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType):
            for field in graphql_type.fields.values():
                named = get_named_type(field.type)
                if is_paged(field) and not is_list(field) and not is_abstract_type(named):
                    names.add(named.name)
    return names


def _introspection_lengths(schema: GraphQLSchema) -> dict[str, int]:
    """What the lists of a type hold on average, rounded up. ``__Schema.types`` counts as one: see the package."""
    types: list[Any] = list(schema.type_map.values())
    composite = [one for one in types if isinstance(one, GraphQLObjectType | GraphQLInterfaceType)]
    fields = [field for one in composite for field in one.fields.values()]

    def share(number: int, among: int = len(types)) -> int:
        return math.ceil(number / max(1, among))

    return {
        "__Schema.types": 1,
        "__Schema.directives": 1,
        "__Type.fields": share(len(fields)),
        "__Type.interfaces": share(sum(len(one.interfaces) for one in composite)),
        "__Type.possibleTypes": share(
            sum(len(schema.get_possible_types(one)) for one in types if is_abstract_type(one))
        ),
        "__Type.enumValues": share(sum(len(one.values) for one in types if isinstance(one, GraphQLEnumType))),
        "__Type.inputFields": share(sum(len(one.fields) for one in types if isinstance(one, GraphQLInputObjectType))),
        "__Field.args": share(sum(len(field.args) for field in fields), len(fields)),
        "__Directive.args": 2,
    }
