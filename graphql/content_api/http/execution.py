"""The executor: graphql-core's, without what asynchronous resolvers need, and with a short way for leaf fields.

graphql-core finds out anew for every value what its type is, which fields are selected of it, and whether it has to be
awaited. Here each of these is found out once for each selection, and where nothing in the document depends on
variables, once for each document. What a value becomes, which errors it brings and where they stand is decided as in
``graphql.execution.execute``, whose methods do the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    Undefined,
    default_field_resolver,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    located_error,
)
from graphql.execution.collect_fields import collect_sub_fields
from graphql.execution.execute import get_field_def, invalid_return_type_error
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, is_iterable

from ..leaves import LEAVES, LONG_WAY, Leaf, name_of_type

# As the types themselves, whose own constructors are written in Python; there is one of each for most values.
new_path: Callable[[tuple[Path | None, str | int, str | None]], Path] = partial(tuple.__new__, Path)
new_info: Callable[[tuple[Any, ...]], GraphQLResolveInfo] = partial(tuple.__new__, GraphQLResolveInfo)

Fields = dict[str, list[FieldNode]]
Complete = Callable[["Executor", "Selected", GraphQLResolveInfo, Path, Any], Any]


class Selected:
    """A field that is selected on an object type, with everything about it that does not depend on the request."""

    __slots__ = ("below", "complete", "definition", "info", "leaf", "name", "nodes", "resolve", "takes_arguments")

    def __init__(
        self,
        name: str,
        nodes: list[FieldNode],
        parent_type: GraphQLObjectType,
        definition: GraphQLField,
        leaf: Leaf | None,
    ) -> None:
        self.name = name
        self.nodes = nodes
        self.definition = definition
        self.info = (
            nodes[0].name.value,
            nodes,
            definition.type,
            parent_type,
        )  # what ``GraphQLResolveInfo`` begins with
        self.leaf = leaf
        self.resolve: Callable[..., Any] = definition.resolve or default_field_resolver
        self.takes_arguments = bool(definition.args)
        self.complete = completion_of(definition.type)
        self.below: dict[GraphQLObjectType, list[Selected]] = {}  # what is selected of its value, by type


class Executor(ExecutionContext):
    """Executes queries none of whose resolvers is asynchronous."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._arguments: dict[Selected, dict[str, Any]] = {}
        # What ``GraphQLResolveInfo`` ends with, after the path.
        self._info = (
            self.schema,
            self.fragments,
            self.root_value,
            self.operation,
            self.variable_values,
            self.context_value,
            self.is_awaitable,
        )
        self.context_value.executor = self

    def execute_fields(
        self, parent_type: GraphQLObjectType, source_value: Any, path: Path | None, fields: Fields
    ) -> dict[str, Any]:
        """The root fields; those below are executed by ``fields``."""
        known = self.context_value.selections
        key = (id(self.operation), parent_type.name)
        if key not in known:
            known[key] = self._selected(parent_type, fields)
        results: dict[str, Any] = {}
        for one in known[key]:
            self.context_value.see_as(None)  # a root field chooses its site and locale for itself
            results |= self.fields([one], parent_type, source_value, path)
        return results

    def fields(
        self, selections: list[Selected], parent_type: GraphQLObjectType, source: Any, path: Path | None
    ) -> dict[str, Any]:
        """What is selected of the object ``source``, by the names in the answer."""
        results = {}
        for one in selections:
            if one.leaf is not None:
                value = one.leaf.value(source)
                if value is not LONG_WAY:
                    results[one.name] = value
                    continue
            results[one.name] = self._field(one, source, new_path((path, one.name, parent_type.name)))
        return results

    def _field(self, one: Selected, source: Any, path: Path) -> Any:
        info = new_info((*one.info, path, *self._info))
        try:
            if one.takes_arguments:
                value = one.resolve(source, info, **self._arguments_of(one))
            else:
                value = one.resolve(source, info)
            return one.complete(self, one, info, path, value)
        except Exception as raw_error:
            self._failed(raw_error, one, one.definition.type, path)
            return None

    def object(
        self, object_type: GraphQLObjectType, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any
    ) -> Any:
        """``value`` as an object of ``object_type``."""
        is_type_of = object_type.is_type_of
        if is_type_of and type(value) is not model_of(object_type) and not is_type_of(value, info):
            raise invalid_return_type_error(object_type, value, one.nodes)
        selections = one.below.get(object_type)
        if selections is None:
            fields = collect_sub_fields(self.schema, self.fragments, self.variable_values, object_type, one.nodes)
            selections = one.below[object_type] = self._selected(object_type, fields)
        return self.fields(selections, object_type, value, path)

    def below(
        self,
        nodes: list[FieldNode],
        kept: dict[GraphQLObjectType, list[Selected]],
        source: Any,
        info: GraphQLResolveInfo,
    ) -> dict[str, Any]:
        """What ``nodes``, which no client has sent, select of ``source``, the object that ``info`` is about.

        ``nodes`` hold neither variables nor names of fragments; what is found out about them is ``kept`` for ever.
        """
        selections = kept.get(info.parent_type)
        if selections is None:
            fields = collect_sub_fields(self.schema, {}, {}, info.parent_type, nodes)
            selections = kept[info.parent_type] = self._selected(info.parent_type, fields)
        return self.fields(selections, info.parent_type, source, info.path)

    def items(
        self,
        complete: Complete,
        item_type: Any,
        one: Selected,
        info: GraphQLResolveInfo,
        path: Path,
        values: Iterable[Any],
    ) -> list[Any]:
        """Each of ``values``, completed by itself."""
        results = []
        for index, value in enumerate(values):
            item_path = new_path((path, index, None))
            try:
                results.append(complete(self, one, info, item_path, value))
            except Exception as raw_error:
                self._failed(raw_error, one, item_type, item_path)
                results.append(None)
        return results

    def _failed(self, raw_error: Exception, one: Selected, output_type: Any, path: Path) -> None:
        """Note the error, or raise it where the value cannot be null."""
        self.handle_field_error(located_error(raw_error, one.nodes, path.as_list()), output_type, path)

    def _arguments_of(self, one: Selected) -> dict[str, Any]:
        if one not in self._arguments:
            self._arguments[one] = get_argument_values(one.definition, one.nodes[0], self.variable_values)
        return self._arguments[one]

    def _selected(self, parent_type: GraphQLObjectType, fields: Fields) -> list[Selected]:
        leaves: dict[str, Leaf] = parent_type.extensions.get(LEAVES, {})
        selections = []
        for name, nodes in fields.items():
            field_name = nodes[0].name.value
            definition = get_field_def(self.schema, parent_type, nodes[0])
            if definition is not None:
                leaf = name_of_type(parent_type) if field_name == "__typename" else leaves.get(field_name)
                selections.append(Selected(name, nodes, parent_type, definition, leaf))
        return selections


@cache
def completion_of(output_type: Any) -> Complete:
    """How a value becomes part of the answer where its field has ``output_type``."""
    if is_non_null_type(output_type):
        return _required(completion_of(output_type.of_type))
    if is_list_type(output_type):
        return _list(output_type.of_type, completion_of(output_type.of_type))
    if is_leaf_type(output_type):
        return _nullable(lambda executor, one, info, path, value: executor.complete_leaf_value(output_type, value))
    if is_abstract_type(output_type):
        return _nullable(_abstract(output_type))
    return _object(output_type)


@cache
def model_of(object_type: Any) -> Any:
    """The model whose rows are of ``object_type`` for certain, ``None`` where it is made by hand."""
    made = getattr(object_type, "graphene_type", None)
    return getattr(made._meta, "model", None) if made else None


def _required(complete: Complete) -> Complete:
    def completed(executor: Executor, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any) -> Any:
        result = complete(executor, one, info, path, value)
        if result is None:
            raise TypeError(f"Cannot return null for non-nullable field {info.parent_type.name}.{info.field_name}.")
        return result

    return completed


def _nullable(complete: Complete) -> Complete:
    def completed(executor: Executor, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any) -> Any:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        return complete(executor, one, info, path, value)

    return completed


def _list(item_type: Any, complete: Complete) -> Complete:
    def completed(executor: Executor, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any) -> Any:
        if type(value) is not list and not is_iterable(value):
            raise GraphQLError(
                f"Expected Iterable, but did not find one for field '{info.parent_type.name}.{info.field_name}'."
            )
        return executor.items(complete, item_type, one, info, path, value)

    return _nullable(completed)


def _object(object_type: GraphQLObjectType) -> Complete:
    """As ``_nullable`` of ``Executor.object``, without a call between: most values are objects."""

    def completed(executor: Executor, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any) -> Any:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise value
        return executor.object(object_type, one, info, path, value)

    return completed


def _abstract(abstract_type: GraphQLAbstractType) -> Complete:
    valid: dict[str, GraphQLObjectType] = {}

    def completed(executor: Executor, one: Selected, info: GraphQLResolveInfo, path: Path, value: Any) -> Any:
        name: Any = (abstract_type.resolve_type or executor.type_resolver)(value, info, abstract_type)
        object_type = valid.get(name)
        if object_type is None:
            object_type = executor.ensure_valid_runtime_type(name, abstract_type, one.nodes, info, value)
            valid[name] = object_type
        return executor.object(object_type, one, info, path, value)

    return completed
