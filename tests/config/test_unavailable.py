"""A page whose database does not answer says when to come back; the endpoint does too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

import config.graphiql
import content_api.http.view


def away(*args: Any, **options: Any) -> Any:
    raise OperationalError("couldn't get a connection after 5.00 sec")


def broken(*args: Any, **options: Any) -> Any:
    raise ValueError("a fault of ours")


@pytest.mark.parametrize(("fault", "status", "retry_after"), [(away, 503, "5"), (broken, 500, None)])
def test_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: Any, status: int, retry_after: str | None
) -> None:
    monkeypatch.setattr(config.graphiql, "example", fault)
    client.raise_request_exception = False

    response = client.get("/graphiql/")

    assert (response.status_code, response.headers.get("Retry-After")) == (status, retry_after)


def test_the_endpoint(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_api.http.view, "admit", away)

    response = client.get("/graphql/?query={__typename}", headers={"accept": "application/json"})

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
