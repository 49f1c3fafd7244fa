"""The executor, with a short way for leaf fields."""

from __future__ import annotations

from typing import Any

from graphql import ExecutionContext, FieldNode, GraphQLObjectType, Undefined
from graphql.pyutils import Path

from ..leaves import LEAVES, LONG_WAY


class ShortWayContext(ExecutionContext):
    """Reads leaf fields straight from their rows; see ``content_api.leaves``. Nothing is awaited."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> dict[str, Any]:
        leaves = parent_type.extensions.get(LEAVES, {})
        results = {}
        for response_name, field_nodes in fields.items():
            leaf = leaves.get(field_nodes[0].name.value)
            value = leaf.value(source_value) if leaf else LONG_WAY
            if value is LONG_WAY:
                field_path = Path(path, response_name, parent_type.name)
                value = self.execute_field(parent_type, source_value, field_nodes, field_path)
            if value is not Undefined:
                results[response_name] = value
        return results
