"""One walk over a parsed document, from which the limits read what they need.

It runs before the document is validated, so it takes nothing for granted: fragments may be missing, spread in a
circle, or spread so often that following each spread would take for ever. Every definition is therefore walked once,
and what its spreads add is put together afterwards, once for each fragment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

INTROSPECTION = ("__schema", "__type")
PAGE_ARGUMENTS = ("first", "last")


class Spread(NamedTuple):
    """A fragment that is spread ``depth`` levels below the definition, perhaps below ``__schema`` or ``__type``."""

    name: str
    depth: int
    introspection: bool


class Total(NamedTuple):
    """What a definition measures with all its fragments."""

    depth: int = 0
    introspection_depth: int = 0
    root_fields: int = 0


@dataclass
class Definition:
    """An operation or a fragment, without what its spreads add."""

    node: OperationDefinitionNode | FragmentDefinitionNode
    depth: int = 0
    introspection_depth: int = 0
    fields: list[FieldNode] = field(default_factory=list)  # those of the first level
    spreads: list[Spread] = field(default_factory=list)


@dataclass
class Survey:
    """What the limits look at."""

    document: DocumentNode
    aliases: int = 0
    directives: int = 0
    repeated_fields: int = 0  # at most, with one response name in one pair of braces
    introspections: list[FieldNode] = field(default_factory=list)
    page_arguments: list[ArgumentNode] = field(default_factory=list)
    operations: list[Definition] = field(default_factory=list)
    fragments: dict[str, Definition] = field(default_factory=dict)
    _totals: dict[str, Total] = field(default_factory=dict)

    def total(self, definition: Definition) -> Total:
        """The measures of ``definition`` with its fragments. A circle of fragments adds nothing here."""
        for name in self._innermost_first(definition):
            self._totals[name] = self._put_together(self.fragments[name])
        return self._put_together(definition)

    def root_fields(self, operation: Definition) -> frozenset[str]:
        """The names of the fields at the root of ``operation``, those in fragments included."""
        waiting, seen = [operation], set[str]()
        names: set[str] = set()
        while waiting:
            definition = waiting.pop()
            names |= {field.name.value for field in definition.fields}
            spread = {one.name for one in definition.spreads if one.depth == 0} & self.fragments.keys() - seen
            seen |= spread
            waiting += [self.fragments[name] for name in spread]
        return frozenset(names)

    def _innermost_first(self, definition: Definition) -> Iterator[str]:
        """The fragments below ``definition`` that have no total yet, each after those that it spreads."""
        path: list[tuple[str, Iterator[Spread]]] = [("", iter(definition.spreads))]
        entered: set[str] = set()
        while path:
            name, spreads = path[-1]
            spread = next(spreads, None)
            if spread is None:
                path.pop()
                if name:
                    yield name
            elif spread.name in self.fragments and spread.name not in entered and spread.name not in self._totals:
                entered.add(spread.name)
                path.append((spread.name, iter(self.fragments[spread.name].spreads)))

    def _put_together(self, definition: Definition) -> Total:
        depth, introspection_depth = definition.depth, definition.introspection_depth
        root_fields = len(definition.fields)
        for spread in definition.spreads:
            below = self._totals.get(spread.name, Total())
            if spread.introspection:
                introspection_depth = max(introspection_depth, spread.depth + below.depth)
            else:
                depth = max(depth, spread.depth + below.depth)
                introspection_depth = max(introspection_depth, below.introspection_depth)
                root_fields += below.root_fields if spread.depth == 0 else 0
        return Total(depth, introspection_depth, root_fields)


def survey(document: DocumentNode) -> Survey:
    """Walk ``document`` once."""
    found = Survey(document)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            found.directives += sum(len(variable.directives) for variable in node.variable_definitions)
            found.operations.append(_definition(node, found))
        elif isinstance(node, FragmentDefinitionNode):
            found.fragments[node.name.value] = _definition(node, found)
    return found


def _definition(node: OperationDefinitionNode | FragmentDefinitionNode, found: Survey) -> Definition:
    definition = Definition(node)
    found.directives += len(node.directives)
    found.repeated_fields = max(found.repeated_fields, _repeated(node.selection_set))
    waiting: list[tuple[Any, int, bool]] = [(selection, 0, False) for selection in node.selection_set.selections]
    while waiting:
        selection, depth, introspection = waiting.pop()
        found.directives += len(selection.directives)
        if isinstance(selection, FragmentSpreadNode):
            definition.spreads.append(Spread(selection.name.value, depth, introspection))
            continue
        if isinstance(selection, FieldNode):
            if selection.name.value in INTROSPECTION and not introspection:
                found.introspections.append(selection)
                introspection = True
            found.aliases += selection.alias is not None
            found.page_arguments += [one for one in selection.arguments if one.name.value in PAGE_ARGUMENTS]
            if depth == 0:
                definition.fields.append(selection)
            depth += 1
            if introspection:
                definition.introspection_depth = max(definition.introspection_depth, depth)
            else:
                definition.depth = max(definition.depth, depth)
        if selection.selection_set is not None:
            found.repeated_fields = max(found.repeated_fields, _repeated(selection.selection_set))
            waiting += [(inner, depth, introspection) for inner in selection.selection_set.selections]
    return definition


def _repeated(node: SelectionSetNode) -> int:
    """How often the most frequent response name stands in one pair of braces."""
    names = Counter(
        (selection.alias or selection.name).value for selection in node.selections if isinstance(selection, FieldNode)
    )
    return max(names.values(), default=0)
