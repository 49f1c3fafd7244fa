"""From a request to its result: find the document, hold it against the limits, execute it in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode, execute, get_variable_values
from graphql.execution.execute import assume_not_awaitable

from ..clients.asking import Asker
from ..errors import ErrorCode
from ..limits.cost import cost_refusal
from ..limits.page_size import page_size
from ..operations.documents import Document, InvalidDocumentError, prepare, with_code
from ..operations.trusted import TrustedDocument
from ..schema import schema
from .admission import check_scopes
from .consistent import consistent_read
from .context import Context
from .execution import ShortWayContext
from .finding import keep_for_its_hash
from .requests import GraphQLRequest


@dataclass(frozen=True)
class Outcome:
    """What execution has come to."""

    result: ExecutionResult
    operation_name: str
    cost: int
    out_of_time: bool


def run(request: GraphQLRequest, found: TrustedDocument, asker: Asker) -> Outcome:
    """Execute ``request``, whose document was ``found``.

    Raises ``RefusedRequestError`` and ``InvalidDocumentError`` before any SQL has run, and Django's database errors
    where the database does not answer.
    """
    document = prepare(found.text, schema.graphql_schema, suggestions=asker.suggestions)
    if document.introspects and not asker.introspection:
        raise _invalid("The schema is not told here.", ErrorCode.INTROSPECTION_REFUSED)
    keep_for_its_hash(request, found, asker)
    operation = document.operation(request.operation_name)
    check_scopes(document.root_fields(operation), asker)
    cost = _measured(document, operation, request.variables, asker)
    context = Context(reach=asker.reach)
    with consistent_read(context.deadline, needed=document.plan(operation).reads_data):
        result = execute(
            document.schema,
            document.node,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
            hide_suggestions=not asker.suggestions,
            execution_context_class=ShortWayContext,
            is_awaitable=assume_not_awaitable,  # no resolver is asynchronous, and asking takes time for each value
        )
    assert isinstance(result, ExecutionResult)  # noqa: S101  (as nothing is awaited)
    return Outcome(
        result=result,
        operation_name=operation.name.value if operation.name else "",
        cost=cost,
        out_of_time=context.deadline.passed,
    )


def _measured(document: Document, operation: OperationDefinitionNode, variables: dict[str, Any], asker: Asker) -> int:
    """The cost of the request. Raises ``InvalidDocumentError`` for variables of the wrong type and for a limit."""
    coerced = get_variable_values(
        document.schema,
        operation.variable_definitions,
        variables,
        max_errors=settings.GRAPHQL_LIMITS["validation_errors"],
        hide_suggestions=not asker.suggestions,
    )
    if isinstance(coerced, list):
        raise InvalidDocumentError([with_code(error, ErrorCode.BAD_INPUT) for error in coerced])
    cost, refused = cost_refusal(document.plan(operation), coerced)
    refused = page_size(document.page_arguments, coerced) or refused
    if refused:
        raise InvalidDocumentError([refused])
    return cost


def _invalid(message: str, code: ErrorCode) -> InvalidDocumentError:
    return InvalidDocumentError([with_code(GraphQLError(message), code)])
