"""What a request selects below a field, as the executor will collect it."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode, GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_sub_fields


def selected(info: GraphQLResolveInfo, object_type: GraphQLObjectType) -> frozenset[str]:
    """Names of the fields selected on ``object_type`` below the field of ``info``: fragments, directives and all."""
    return frozenset(_collected(info, object_type, info.field_nodes))


def selected_at(info: GraphQLResolveInfo, *way: tuple[GraphQLObjectType, str], on: GraphQLObjectType) -> frozenset[str]:
    """What is selected on the type ``on`` at the end of a ``way`` of fields, each with the type that it belongs to."""
    nodes = info.field_nodes
    for object_type, name in way:
        nodes = _collected(info, object_type, nodes).get(name, [])
    return frozenset(_collected(info, on, nodes))


def _collected(
    info: GraphQLResolveInfo, object_type: GraphQLObjectType, nodes: list[FieldNode]
) -> dict[str, list[FieldNode]]:
    """The selected fields by name; one that is selected under several aliases has the nodes of all."""
    known: dict[Any, dict[str, list[FieldNode]]] = info.context.selections
    key = (*map(id, nodes), object_type.name)
    if key not in known:
        known[key] = {}
        fields = collect_sub_fields(info.schema, info.fragments, info.variable_values, object_type, nodes)
        for field_nodes in fields.values():
            known[key].setdefault(field_nodes[0].name.value, []).extend(field_nodes)
    return known[key]
