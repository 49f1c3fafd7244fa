"""From an operation of a valid document to the expression of its cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from .declarations import declared_weight
from .expressions import Expression, When, most, times, total
from .sizes import is_list, sizes_of

FREE_TYPES = ("PageInfo",)  # what a connection tells about itself
INTROSPECTION_FIELDS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


@dataclass(frozen=True)
class Plan:
    """The cost of an operation, introspection apart."""

    cost: Expression
    introspection: Expression
    reads_data: bool  # whether any field reaches a resolver of ours


def plan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Plan:
    """Plan ``operation`` of the valid ``document``."""
    root = schema.get_root_type(operation.operation)
    assert root is not None  # noqa: S101  (the document is valid)
    planner = _Planner(schema, document)
    cost = planner.selections(operation.selection_set, root)
    introspection = planner.introspection(operation.selection_set, root)
    return Plan(cost=cost, introspection=introspection, reads_data=planner.reads_data)


class _Planner:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._sizes = sizes_of(schema)
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._planned: dict[tuple[int, str, bool], Expression] = {}
        self.reads_data = False

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType) -> Expression:
        return self._selections(node, parent, meta=False)

    def introspection(self, node: SelectionSetNode, root: GraphQLNamedType) -> Expression:
        """The cost of what is selected below ``__schema`` and ``__type``, wherever fragments hide these."""
        return self._selections(node, root, meta=True)

    def _selections(self, node: SelectionSetNode, parent: GraphQLNamedType, *, meta: bool) -> Expression:
        key = (id(node), parent.name, meta)
        if key not in self._planned:
            self._planned[key] = self._most_expensive(list(self._parts(node, parent, meta)), parent)
        return self._planned[key]

    def _parts(
        self, node: SelectionSetNode, parent: GraphQLNamedType, meta: bool
    ) -> Iterator[tuple[GraphQLNamedType, Expression]]:
        """Each selection with the type it is limited to."""
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                limited, expression = parent, self._field(selection, parent, meta)
            else:
                limited, inner = self._fragment(selection, parent)
                expression = self._selections(inner, limited, meta=meta)
            for directive in selection.directives:
                expression = _conditional(expression, directive)
            yield limited, expression

    def _fragment(self, selection: Any, parent: GraphQLNamedType) -> tuple[GraphQLNamedType, SelectionSetNode]:
        fragment = self._fragments[selection.name.value] if isinstance(selection, FragmentSpreadNode) else selection
        condition = fragment.type_condition
        named = self._schema.type_map[condition.name.value] if condition else parent
        return named, fragment.selection_set

    def _most_expensive(self, parts: list[tuple[GraphQLNamedType, Expression]], parent: Any) -> Expression:
        """All parts that apply to every type, and of the others those of the type where they cost most."""
        common = [expression for limited, expression in parts if self._covers(limited, parent)]
        special = [(limited, expression) for limited, expression in parts if not self._covers(limited, parent)]
        if not special:
            return total(common)
        types = {one.name: one for limited, _ in special for one in self._objects(limited)}
        options = (
            total(expression for limited, expression in special if self._covers(limited, one)) for one in types.values()
        )
        return total([*common, most(options)])

    def _covers(self, limited: Any, one: Any) -> bool:
        return limited is one or (is_abstract_type(limited) and self._schema.is_sub_type(limited, one))

    def _objects(self, limited: Any) -> list[Any]:
        return list(self._schema.get_possible_types(limited)) if is_abstract_type(limited) else [limited]

    def _field(self, node: FieldNode, parent: Any, meta: bool) -> Expression:
        name = node.name.value
        if name in INTROSPECTION_FIELDS:
            field = INTROSPECTION_FIELDS[name]
            return total([1, self._below(node, field)]) if meta else 0
        if name == "__typename" or (meta and not parent.name.startswith("__")):
            return 0
        field = parent.fields[name]
        self.reads_data = self.reads_data or not parent.name.startswith("__")
        weight = declared_weight(f"{parent.name}.{name}")
        named = get_named_type(field.type)
        if is_leaf_type(named) or named.name in FREE_TYPES:
            return weight or 0
        own = 1 if weight is None else weight
        size = self._sizes.of(parent, node, field)
        below = self._below(node, field)
        return times(size, total([own, below])) if is_list(field) else total([own, times(size, below)])

    def _below(self, node: FieldNode, field: Any) -> Expression:
        assert node.selection_set is not None  # noqa: S101  (the document is valid)
        return self._selections(node.selection_set, get_named_type(field.type), meta=False)


def _conditional(expression: Expression, directive: Any) -> Expression:
    """``expression`` under one ``@skip`` or ``@include``."""
    name = directive.name.value
    if name not in ("skip", "include") or expression == 0:
        return expression
    wanted = name == "include"
    value = directive.arguments[0].value
    if isinstance(value, BooleanValueNode):
        return expression if value.value is wanted else 0
    if isinstance(value, VariableNode):
        return When(value.name.value, wanted, expression)
    return expression
