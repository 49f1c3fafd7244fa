"""From a request to its answer: what is kept, or what execution finds, as bytes that are ready to be sent."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from graphql import ExecutionResult

from ..caching.answers import answer_to
from ..caching.counters import Event, count
from ..caching.entries import Answer, Entry, Key
from ..caching.release import release
from ..caching.tags import tags_of
from ..changes.state import State, read_state
from ..clients.asking import Asker
from .executing import Outcome, check_version, run
from .finding import Found
from .formatting import formatted
from .known import facts_of, prepared
from .media_types import GRAPHQL_JSON
from .replica import from_replica_or_primary, has_replica, state_of_replica
from .requests import GraphQLRequest
from .telling import FREE_OPERATION, counted_statements


def answer(
    request: GraphQLRequest,
    found: Found,
    asker: Asker,
    media_type: str,
    request_id: str,
    *,
    from_cache: bool = True,
) -> Answer:
    """The answer to ``request``, whose document was ``found``.

    Raises ``RefusedRequestError`` and ``InvalidDocumentError`` before any SQL has run, the former also where the
    database has not reached the version that is demanded, and Django's database errors where it does not answer.
    """
    facts = facts_of(request, found, asker)

    def compute(*, told: bool = True) -> Answer:
        with counted_statements(found.name or FREE_OPERATION):
            outcome = run(prepared(request, found, asker), request, asker, told=told)
        answer = _told(outcome, request, media_type, request_id, may_be_kept=not asker.previews)
        outcome.context.release()
        return answer

    state = None
    # What is not published changes without a number: nothing is kept for whoever is shown such things.
    is_looked_up = from_cache and settings.GRAPHQL_CACHE["enabled"] and not (asker.reach.issues or asker.previews)
    is_told = request.wants_version or request.min_version is not None
    if is_looked_up and facts.reads_data:
        state = _state(request)
        is_looked_up = state is not None
        # A database that did not answer a moment ago may do so now.
        is_told = is_told or not connection.in_atomic_block
    if not is_looked_up:
        count(Event.BYPASS)
        return compute(told=is_told)
    check_version(request, state)
    key = Key(release(), state, request.fingerprint(found.digest), media_type, asker.cache_scope)
    if state is not None and has_replica():
        return answer_to(key, lambda: from_replica_or_primary(compute, state))
    return answer_to(key, compute)


def _state(request: GraphQLRequest) -> State | None:
    """What may be answered with: what the database holds now; ``None`` where nothing may be kept by it."""
    if connection.in_atomic_block:
        return None  # somebody else's transaction, which may have changed something that has no number yet
    if request.min_version is not None and has_replica():
        reached = state_of_replica()
        if reached is not None and reached.version >= request.min_version:
            return reached
    try:
        return read_state()
    except (DatabaseError, InterfaceError) as error:
        if _has_waited(error):
            raise
        return None  # execution gets another connection, or finds out why


def _has_waited(error: Exception) -> bool:
    """Whether the request has waited for a connection for as long as it may: another one would not come sooner."""
    if connection.vendor != "postgresql":
        return False
    from psycopg_pool import PoolTimeout  # only where PostgreSQL is used is its driver sure to find its library

    return isinstance(error.__cause__, PoolTimeout)


def _told(outcome: Outcome, request: GraphQLRequest, media_type: str, request_id: str, *, may_be_kept: bool) -> Answer:
    result = outcome.result
    body: dict[str, Any] = {}
    if result.errors:
        is_late = outcome.context.deadline.passed
        body["errors"] = [
            formatted(error, request_id, outcome.operation_name, out_of_time=is_late) for error in result.errors
        ]
    if extensions := _extensions(outcome, request):
        body["extensions"] = extensions
    status = 200
    if result.data is None and not _reached_a_field(result):
        # The specification lets a client of the older media type see 200 for what is wrong inside GraphQL.
        status = 400 if media_type == GRAPHQL_JSON else 200
    else:
        body["data"] = result.data
    valid_until = outcome.context.valid_until
    is_kept = may_be_kept and not result.errors
    loaders = outcome.context.loaders.values()
    entry = Entry.of(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        tags_of(outcome.touched, loaders, settings.GRAPHQL_CACHE["tag_bytes"]) if is_kept and outcome.state else (),
        valid_until.timestamp() if valid_until else None,
    )
    return Answer(entry, outcome.state, status, is_kept, body.get("errors", ()))


def _extensions(outcome: Outcome, request: GraphQLRequest) -> dict[str, Any]:
    """What the request wants to be told beside the data."""
    extensions: dict[str, Any] = {}
    if request.wants_cost:
        extensions["cost"] = {"measured": outcome.cost, "allowed": settings.GRAPHQL_LIMITS["cost"]}
    if request.wants_version and outcome.state is not None:
        extensions["contentVersion"] = outcome.state.version
    return extensions


def _reached_a_field(result: ExecutionResult) -> bool:
    """Whether execution began: an error in variables or in the choice of the operation has no path."""
    return any(error.path for error in result.errors or ())
