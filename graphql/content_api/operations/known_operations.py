"""Which operations exist: the schema has queries only. Without this rule the refusal would come during execution."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, ValidationRule


class KnownOperations(ValidationRule):
    """Refuses operations that the schema has no root type for."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        if self.context.schema.get_root_type(node.operation) is None:
            self.report_error(GraphQLError(f"The schema has no {node.operation.value}s, only queries.", nodes=[node]))
