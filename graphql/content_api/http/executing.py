"""From a document to its result: hold the request against the limits, execute it in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import ExecutionResult, OperationDefinitionNode, execute, get_variable_values
from graphql.execution.execute import assume_not_awaitable

from ..changes.state import State
from ..clients.asking import Asker
from ..errors import ErrorCode
from ..limits.cost import cost_refusal
from ..limits.page_size import page_size
from ..operations.documents import Document, InvalidDocumentError, with_code
from ..touched import Touched, noted
from .consistent import consistent_read
from .context import Context
from .execution import Executor
from .refused import RefusedRequestError
from .requests import GraphQLRequest


@dataclass(frozen=True)
class Outcome:
    """What execution has come to. ``state`` is what it has read, if that was to be told."""

    result: ExecutionResult
    operation_name: str
    cost: int
    context: Context
    state: State | None
    touched: Touched


def run(document: Document, request: GraphQLRequest, asker: Asker, *, told: bool) -> Outcome:
    """Execute ``document`` for ``request``; ``told`` asks for the state that it reads.

    Raises ``InvalidDocumentError`` before any SQL has run, ``RefusedRequestError`` where the database has not reached
    the version that is demanded, and Django's database errors where it does not answer.
    """
    operation = document.operation(request.operation_name)
    cost = _measured(document, operation, request.variables, asker)
    context = Context(reach=asker.reach, selections=document.selections)
    reads_data = document.plan(operation).reads_data
    with consistent_read(context.deadline, needed=reads_data, told=told) as state, noted() as touched:
        check_version(request, state)
        result = execute(
            document.schema,
            document.node,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
            hide_suggestions=not asker.suggestions,
            execution_context_class=Executor,
            is_awaitable=assume_not_awaitable,  # no resolver is asynchronous, and asking takes time for each value
        )
    assert isinstance(result, ExecutionResult)  # noqa: S101  (as nothing is awaited)
    return Outcome(
        result=result,
        operation_name=operation.name.value if operation.name else "",
        cost=cost,
        context=context,
        state=state,
        touched=touched,
    )


def check_version(request: GraphQLRequest, state: State | None) -> None:
    """Raise ``RefusedRequestError`` where ``state`` is behind what ``request`` demands."""
    if state is not None and request.min_version is not None and state.version < request.min_version:
        raise RefusedRequestError(
            503,
            f"The content is at version {state.version}, {request.min_version} is demanded.",
            ErrorCode.VERSION_NOT_REACHED,
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
