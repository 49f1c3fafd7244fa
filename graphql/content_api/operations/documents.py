"""From a text to a document that may be executed: parsed, within the limits, valid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from graphql import (
    ArgumentNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    specified_rules,
    validate,
)
from graphql.validation import NoUnusedFragmentsRule

from ..errors import ErrorCode
from ..limits import refusals
from ..limits.comparisons import MergeableFields
from ..limits.cost import Plan, plan
from ..limits.survey import survey
from ..limits.tokens import parse_within_limit
from .grapple_names import understand_grapple
from .hashes import sha256
from .kept import kept
from .known_operations import KnownOperations

# Frontends with previews send all their fragments with every document, as Grapple lets them. Which fields can be merged
# is decided by a rule of ours.
UNUSED: tuple[Any, ...] = (NoUnusedFragmentsRule, OverlappingFieldsCanBeMergedRule)
VALIDATION_RULES: list[Any] = [
    KnownOperations,
    *(rule for rule in specified_rules if rule not in UNUSED),
    MergeableFields,
]


class InvalidDocumentError(Exception):
    """The document cannot be executed; ``errors`` say why, each with a code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


@dataclass(frozen=True, eq=False)
class Document:
    """A valid document within all limits that depend on its text alone."""

    schema: GraphQLSchema
    node: DocumentNode
    size: int  # bytes of the text
    limits: dict[str, Any]  # those that it was found to be within
    introspects: bool
    page_arguments: list[ArgumentNode]
    has_directives: bool
    _root_fields: dict[int, frozenset[str]]
    _plans: dict[int, Plan] = field(default_factory=dict)
    _selections: dict[Any, Any] = field(default_factory=dict)

    @property
    def selections(self) -> dict[Any, Any]:
        """Where to keep what is found out about selections: with the document, unless variables may decide on them."""
        return {} if self.has_directives else self._selections

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to execute. Raises ``InvalidDocumentError`` where the name does not choose one."""
        operations = [one for one in self.node.definitions if isinstance(one, OperationDefinitionNode)]
        if name is None and len(operations) == 1:
            return operations[0]
        for one in operations:
            if name is not None and one.name is not None and one.name.value == name:
                return one
        message = "Name the operation: the document has none or several." if name is None else "No such operation."
        raise InvalidDocumentError([with_code(GraphQLError(message), ErrorCode.BAD_INPUT)])

    def root_fields(self, operation: OperationDefinitionNode) -> frozenset[str]:
        """The names of all fields that ``operation`` may ask at its root."""
        return self._root_fields[id(operation)]

    def plan(self, operation: OperationDefinitionNode) -> Plan:
        """The cost of ``operation``, planned when it is executed for the first time."""
        key = id(operation)
        if key not in self._plans:
            self._plans[key] = plan(self.schema, self.node, operation)
        return self._plans[key]


def prepare(text: str, schema: GraphQLSchema, *, suggestions: bool = True) -> Document:
    """Parse, measure and validate ``text``, or take the result of the last time. Raises ``InvalidDocumentError``."""
    digest = sha256(text)
    document = kept.get(digest)
    if document is None or document.schema is not schema:
        document = _prepared(text, schema, suggestions)
        kept.put(digest, document)
    return document


def _prepared(text: str, schema: GraphQLSchema, suggestions: bool) -> Document:
    try:
        node = parse_within_limit(text)
    except GraphQLError as error:
        raise InvalidDocumentError([with_code(error, ErrorCode.SYNTAX_ERROR)]) from error
    understand_grapple(node)
    found = survey(node)
    if refused := refusals(found):
        raise InvalidDocumentError(refused)
    limits: dict[str, Any] = settings.GRAPHQL_LIMITS
    errors = validate(
        schema, node, VALIDATION_RULES, max_errors=limits["validation_errors"], hide_suggestions=not suggestions
    )
    if errors:
        errors = [with_code(error, ErrorCode.VALIDATION_FAILED) for error in errors]
        # A limit has stopped validation, and what was found until then is not all.
        over_limit = [error for error in errors if (error.extensions or {})["code"] == ErrorCode.LIMIT_EXCEEDED.value]
        raise InvalidDocumentError(over_limit or errors)
    return Document(
        schema=schema,
        node=node,
        size=len(text.encode()),
        limits=limits,
        introspects=bool(found.introspections),
        page_arguments=found.page_arguments,
        has_directives=bool(found.directives),
        _root_fields={id(one.node): found.root_fields(one) for one in found.operations},
    )


def with_code(error: GraphQLError, code: ErrorCode) -> GraphQLError:
    """``error`` with ``code``, unless it has one already.

    Where a type has failed to read a value, graphql-core adds what Python said to the message: the place is enough.
    """
    if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
        error = GraphQLError("The value does not fit its type.", nodes=error.nodes)
    error.extensions = {"code": code.value, **(error.extensions or {})}
    return error
