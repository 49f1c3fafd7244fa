"""What an answer carries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from graphql import ExecutionResult

from content_api.caching.tags import tags_of
from content_api.clients.asking import public
from content_api.http.executing import run
from content_api.http.requests import GraphQLRequest
from content_api.operations.documents import prepare
from content_api.schema import schema

PLENTY = 1_000_000  # bytes


def shipped(name: str) -> str:
    return (Path(settings.BASE_DIR) / "graphql" / "operations" / f"{name}.graphql").read_text()


def answered(query: str, **variables: Any) -> tuple[ExecutionResult, set[str]]:
    """The result without errors, and all its tags."""
    request = GraphQLRequest(
        query=query,
        document_id=None,
        document_hash=None,
        operation_name=None,
        variables=variables,
        wants_cost=False,
        wants_version=False,
        min_version=None,
        query_hash=None,
        parameters=b"",
    )
    document = prepare(query, schema.graphql_schema)
    outcome = run(document, request, public(), told=False)
    assert not outcome.result.errors, outcome.result.errors
    return outcome.result, set(tags_of(outcome.touched, outcome.context.loaders.values(), PLENTY))
