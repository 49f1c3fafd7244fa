"""What a request selects below a field, as the executor will collect it."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_sub_fields


def selected(info: GraphQLResolveInfo, object_type: GraphQLObjectType) -> frozenset[str]:
    """Names of the fields selected on ``object_type`` below the field of ``info``: fragments, directives and all."""
    known: dict[Any, frozenset[str]] = info.context.selections
    key = (*map(id, info.field_nodes), object_type.name)
    if key not in known:
        collected = collect_sub_fields(info.schema, info.fragments, info.variable_values, object_type, info.field_nodes)
        known[key] = frozenset(nodes[0].name.value for nodes in collected.values())
    return known[key]
