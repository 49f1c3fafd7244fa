"""Clients of the endpoint: one for answers, one for whatever comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from zeal import zeal_context

Ask = Callable[..., dict[str, Any]]
Post = Callable[..., HttpResponse]


@pytest.fixture
def post(client: Client) -> Post:
    """Post any payload as JSON; the response as it is. A relation that is loaded row by row is an error."""

    def send(payload: Any, **headers: str) -> HttpResponse:
        body = payload if isinstance(payload, bytes | str) else json.dumps(payload)
        with zeal_context():
            return client.post("/graphql/", body, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def ask(post: Post) -> Ask:
    """Ask a query with variables; its data, which must come without errors."""

    def send(query: str, **variables: Any) -> dict[str, Any]:
        answer = json.loads(post({"query": query, "variables": variables}).content)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    return send


@pytest.fixture
def refused(post: Post) -> Callable[..., dict[str, Any]]:
    """Ask a query that must be answered by exactly one error; the error."""

    def send(query: str, **variables: Any) -> dict[str, Any]:
        answer = json.loads(post({"query": query, "variables": variables}).content)
        (error,) = answer["errors"]
        return dict(error)

    return send
