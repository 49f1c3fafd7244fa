"""Requests of clients with tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from content_api.clients import rates, tokens
from content_api.clients.models import ApiClient
from content_api.clients.usage import usage
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory

AskAs = Callable[..., Any]


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """What a process remembers between requests."""
    yield
    usage.forget()
    rates.breaker.reset()


@pytest.fixture
def api_client(db: None) -> ApiClient:
    return ApiClientFactory()


@pytest.fixture
def secret(api_client: ApiClient) -> str:
    """The text of a token of the client."""
    return tokens.create(api_client)[1]


@pytest.fixture
def send(post: Post, secret: str) -> AskAs:
    """Post a query with the token; the response as it is."""

    def sent(query: str = "{ __typename }", **headers: str) -> Any:
        return post({"query": query}, **{"authorization": f"Bearer {secret}", **headers})

    return sent
