"""How deep fields may be nested. Introspection, deep by nature and free of SQL, has a limit of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from graphql import (
    ASTValidationRule,
    FieldNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from .refusal import refusal


class DepthLimit(ASTValidationRule):
    """Refuses operations deeper than ``GRAPHQL_LIMITS["depth"]``, or ``["introspection_depth"]`` below ``__schema``."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        depths: dict[str, int] = {}
        for limit, introspection in (("depth", False), ("introspection_depth", True)):
            measured = max(
                (
                    self._depth(selection, depths, ())
                    for selection in node.selection_set.selections
                    if _is_introspection(selection) is introspection
                ),
                default=0,
            )
            allowed = settings.GRAPHQL_LIMITS[limit]
            if measured > allowed:
                self.report_error(refusal(limit, measured, allowed, node))

    def _depth(self, selection: Any, depths: dict[str, int], within: tuple[str, ...]) -> int:
        if isinstance(selection, FieldNode):
            return 1 + self._deepest(selection.selection_set, depths, within)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment_depth(selection.name.value, depths, within)
        return self._deepest(selection.selection_set, depths, within)

    def _deepest(self, selections: SelectionSetNode | None, depths: dict[str, int], within: tuple[str, ...]) -> int:
        if selections is None:
            return 0
        return max((self._depth(selection, depths, within) for selection in selections.selections), default=0)

    def _fragment_depth(self, name: str, depths: dict[str, int], within: tuple[str, ...]) -> int:
        """Depth of a fragment, measured once. A circle counts nothing here: it is refused by a rule of its own."""
        fragment = self.context.get_fragment(name)
        if fragment is None or name in within:
            return 0
        if name not in depths:
            depths[name] = self._deepest(fragment.selection_set, depths, (*within, name))
        return depths[name]


def _is_introspection(selection: Any) -> bool:
    return isinstance(selection, FieldNode) and selection.name.value in ("__schema", "__type")
