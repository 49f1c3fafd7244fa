"""Content that is committed, changes that are numbered, and requests that pass no open transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from content_api.caching import counters
from content_api.changes.models import ChangeKind, ContentChange
from content_api.http import known
from content_api.http.replica import breaker

Get = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def from_nothing() -> Iterator[None]:
    """No counts, nothing known of any document, and a replica that has not failed."""
    counters.reset()
    known._known.clear()
    breaker.succeeded()
    yield
    counters.reset()
    breaker.succeeded()


@pytest.fixture
def get(client: Client) -> Get:
    """Ask by GET; further parameters as JSON in ``parameters``."""

    def ask(query: str, parameters: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        values = {"query": query, **{name: json.dumps(value) for name, value in (parameters or {}).items()}}
        return client.get(f"/graphql/?{urlencode(values)}", headers=headers)

    return ask


def change(*tags: str, path: str = "", former_path: str = "") -> int:
    """Add a change to the log; its number."""
    row = ContentChange.objects.create(
        kind=ChangeKind.UPDATED,
        object_type="articlepage",
        object_id=1,
        path=path,
        former_path=former_path,
        tags=" ".join(tags),
        was_visible=True,
        is_visible=True,
    )
    row.refresh_from_db()
    assert row.number is not None
    return row.number
