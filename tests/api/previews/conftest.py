"""Editors, links to drafts, and requests with what they open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from content_api.clients import rates
from content_api.previews.exchange import exchange
from content_api.previews.links import live_token, share
from tests.api.conftest import Post

ORIGIN = "http://cms.example"
Preview = Callable[..., Any]


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    rates.breaker.reset()


@pytest.fixture
def editor(db: None) -> User:
    """May write and publish, as the demo's editor."""
    user = User.objects.create_user("edith", "edith@example.org", "secret")
    user.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    return user


def header(text: str) -> dict[str, str]:
    """The header that a frontend sends after it has exchanged the token ``text``."""
    exchanged = exchange(text)
    assert exchanged is not None
    return {"authorization": f"Bearer {exchanged.token}"}


def opened_live(page: Any, user: User) -> dict[str, str]:
    """The header for ``page`` as it is in memory."""
    return header(live_token(page, by=user, editor_origin=ORIGIN))


def opened_shared(page: Any, user: User) -> dict[str, str]:
    """The header for the newest draft of ``page``."""
    return header(share(page, by=user, editor_origin=ORIGIN, lasting=timedelta(days=1))[1])


@pytest.fixture
def preview(post: Post, editor: User) -> Preview:
    """What is selected of a page as it is in memory; it must come without errors."""

    def ask(page: Any, selection: str = "title", *, by: User = editor) -> Any:
        return told(post({"query": f"{{ preview {{ {selection} }} }}"}, **opened_live(page, by)))["preview"]

    return ask


def told(response: HttpResponse) -> dict[str, Any]:
    """The data of an answer without errors."""
    answer = json.loads(response.content)
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


@pytest.fixture
def exchange_by_http(client: Client) -> Callable[..., HttpResponse]:
    """Post to the address for exchanging; the response as it is."""

    def send(payload: Any, **headers: str) -> HttpResponse:
        body = payload if isinstance(payload, str | bytes) else json.dumps(payload)
        return client.post("/preview/exchange", body, content_type="application/json", headers=headers)

    return send
