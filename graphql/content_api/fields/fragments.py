"""Fields that are made of other fields: a resolver has a selection of ours executed on the object that it is about.

What it gets is what a client would get that asks for the same: the doors hold, rows that were loaded together load
their relations together, and what is read counts for the tags of the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    visit,
)

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


class Fragment:
    """A selection, written as an operation without variables whose named fragments stand beside it.

    ::

        BODY = Fragment("{ blocks { ...Block } } fragment Block on StreamFieldInterface { blockType }")

        def resolve_text(page, info):
            return text_of(BODY.of(page, info)["blocks"])
    """

    def __init__(self, text: str) -> None:
        document = parse(text)
        fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
        operation: Any = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
        self.selection_set = visit(operation.selection_set, _Inlined(fragments))
        self._nodes = [FieldNode(name=NameNode(value="fragment"), selection_set=self.selection_set)]
        self._kept: dict[Any, Any] = {}

    def of(self, source: Any, info: GraphQLResolveInfo) -> dict[str, Any]:
        """The selection's answer about ``source``, the row whose field ``info`` is about, as JSON.

        It is found out once for all fields that are made of it, which change nothing in it.
        """
        context, key = info.context, (self, type(source), source.pk)
        if key not in context.fragments:
            context.fragments[key] = context.executor.below(self._nodes, self._kept, source, info)
        answer: dict[str, Any] = context.fragments[key]
        return answer


class _Inlined(Visitor):
    """Writes fragments out in the place of their names, which could be those of a client's fragments."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        super().__init__()
        self._fragments = fragments

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> InlineFragmentNode:
        found = self._fragments[node.name.value]
        inner = visit(found.selection_set, _Inlined(self._fragments))
        return InlineFragmentNode(type_condition=found.type_condition, directives=(), selection_set=inner)
