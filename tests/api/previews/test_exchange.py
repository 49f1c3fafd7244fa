"""Exchanging a link's token for one that goes into a header."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from config.logs import redacted
from content_api.clients import tokens as client_tokens
from content_api.previews import links
from content_api.previews.exchange import exchange
from content_api.previews.links import live_token, revoke, share
from content_api.previews.models import PreviewLink, PreviewToken, TokenUse
from content_api.previews.tokens import PATTERNS, digest_of
from tests.api.conftest import Post
from tests.api.previews.conftest import ORIGIN, told
from tests.factories.articles import ArticlePageFactory
from tests.factories.clients import ApiClientFactory

pytestmark = pytest.mark.django_db

Exchange = Callable[..., HttpResponse]
MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
QUERY = {"query": "{ preview { title } }"}


def shared(editor: User, lasting: timedelta = timedelta(days=7)) -> tuple[PreviewLink, str]:
    return share(ArticlePageFactory(title="Draft", live=False), by=editor, editor_origin=ORIGIN, lasting=lasting)


def live(editor: User, page: Any = None) -> str:
    return live_token(page or ArticlePageFactory(title="Draft"), by=editor, editor_origin=ORIGIN)


def error_of(response: HttpResponse) -> tuple[int, str, str]:
    (error,) = json.loads(response.content)["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


NOTHING = (404, "PREVIEW_NOT_FOUND", "This link opens nothing, or nothing any more.")


@time_machine.travel(MONDAY, tick=False)
def test_live_link_is_exchanged_once(exchange_by_http: Exchange, post: Post, editor: User) -> None:
    token = live(editor)

    response = exchange_by_http({"token": token})

    answer = json.loads(response.content)
    link = PreviewLink.objects.get()
    assert answer == {
        "id": str(link.uid),
        "token": answer["token"],
        "expiresAt": "2026-03-02T13:00:00+00:00",
        "editorOrigin": ORIGIN,
        "shared": False,
        "locale": "en",
    }
    assert link.last_used_at == MONDAY
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert told(post(QUERY, authorization=f"Bearer {answer['token']}")) == {"preview": {"title": "Draft"}}
    assert error_of(exchange_by_http({"token": token})) == NOTHING


@time_machine.travel(MONDAY, tick=False)
def test_shared_link_is_exchanged_until_it_ends(exchange_by_http: Exchange, editor: User) -> None:
    _, token = shared(editor, lasting=timedelta(minutes=90))

    answers = [json.loads(exchange_by_http({"token": token}).content) for _ in range(2)]

    assert [answer["shared"] for answer in answers] == [True, True]
    assert {answer["editorOrigin"] for answer in answers} == {None}
    assert answers[0]["token"] != answers[1]["token"]
    assert answers[0]["expiresAt"] == "2026-03-02T13:00:00+00:00"
    with time_machine.travel(MONDAY + timedelta(minutes=60), tick=False):
        late = json.loads(exchange_by_http({"token": token}).content)
    assert late["expiresAt"] == "2026-03-02T13:30:00+00:00"  # no longer than the link
    with time_machine.travel(MONDAY + timedelta(minutes=90), tick=False):
        assert error_of(exchange_by_http({"token": token})) == NOTHING


@pytest.mark.parametrize(
    "end",
    [
        lambda link: revoke(link),
        lambda link: PreviewLink.objects.update(expires_at=timezone.now()),
        lambda link: link.page.delete(),
        lambda link: link.creator.groups.clear(),
        lambda link: link.delete(),
    ],
    ids=["revoked", "expired", "page gone", "rights gone", "link gone"],
)
def test_what_has_ended_is_answered_as_what_never_was(end: Any, exchange_by_http: Exchange, editor: User) -> None:
    link, token = shared(editor)
    end(link)

    unknown = "nuages_preview_" + "x" * 43
    assert error_of(exchange_by_http({"token": token})) == error_of(exchange_by_http({"token": unknown})) == NOTHING
    assert not PreviewToken.objects.filter(use=TokenUse.HEADER).exists()


def test_one_kind_of_token_is_not_the_other(exchange_by_http: Exchange, post: Post, editor: User) -> None:
    _, token = shared(editor)
    header = json.loads(exchange_by_http({"token": token}).content)["token"]

    assert error_of(exchange_by_http({"token": header})) == NOTHING
    assert error_of(post(QUERY, authorization=f"Bearer {token}"))[:2] == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("payload", "status"),
    [("{}", 400), ("[]", 400), ("nothing", 400), ('{"token": 1}', 400), ('{"token": "%s"}' % ("x" * 200_000), 413)],
)
def test_other_bodies_are_refused(payload: str, status: int, exchange_by_http: Exchange) -> None:
    assert exchange_by_http(payload).status_code == status


def test_other_methods_and_media_types_are_refused(client: Client) -> None:
    assert client.get("/preview/exchange").status_code == 405
    assert client.post("/preview/exchange", {"token": "x"}).status_code == 415


def test_no_cookie_is_looked_at_and_forgery_is_no_matter(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    _, token = shared(editor)

    response = client.post("/preview/exchange", {"token": token}, content_type="application/json")

    assert (response.status_code, response.cookies) == (200, {})


def test_exchanges_are_bounded_by_network_address(exchange_by_http: Exchange, settings: Settings) -> None:
    settings.PREVIEWS = settings.PREVIEWS | {"requests_per_minute": 1, "burst": 2}
    statuses = [exchange_by_http({"token": "nothing"}).status_code for _ in range(3)]

    refused = exchange_by_http({"token": "nothing"})

    assert statuses == [404, 404, 429]
    assert error_of(refused)[:2] == (429, "RATE_LIMITED")
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_requests_with_one_token_are_bounded(post: Post, editor: User, settings: Settings) -> None:
    settings.PREVIEWS = settings.PREVIEWS | {"requests_per_minute": 1, "burst": 2}
    one, other = (exchange(live(editor, ArticlePageFactory())) for _ in range(2))
    assert one
    assert other
    statuses = [post(QUERY, authorization=f"Bearer {one.token}").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert post(QUERY, authorization=f"Bearer {other.token}").status_code == 200
    assert post({"query": "{ __typename }"}).status_code == 200


def test_closed_api_asks_for_a_client_that_may_open_previews(
    exchange_by_http: Exchange, post: Post, editor: User, settings: Settings
) -> None:
    settings.GRAPHQL_PUBLIC = settings.GRAPHQL_PUBLIC | {"access": False}
    _, token = shared(editor)
    may, may_not = (
        {"authorization": f"Bearer {client_tokens.create(ApiClientFactory(scopes=scopes))[1]}"}
        for scopes in (["published", "preview"], ["published"])
    )

    assert error_of(exchange_by_http({"token": token}))[:2] == (401, "UNAUTHENTICATED")
    assert error_of(exchange_by_http({"token": token}, **may_not))[:2] == (403, "FORBIDDEN_SCOPE")
    header = json.loads(exchange_by_http({"token": token}, **may).content)["token"]
    assert told(post(QUERY, authorization=f"Bearer {header}")) == {"preview": {"title": "Draft"}}
    assert error_of(exchange_by_http({"token": token}, authorization=f"Bearer {header}"))[:2] == (
        403,
        "FORBIDDEN_SCOPE",
    )


def test_tokens_are_stored_as_digests(editor: User) -> None:
    _, token = shared(editor)
    exchanged = exchange(token)
    assert exchanged

    stored = str([list(model.objects.values_list()) for model in (PreviewLink, PreviewToken)])

    for text in (token, exchanged.token):
        assert text.rpartition("_")[2] not in stored
        assert digest_of(text) in stored
    assert re.fullmatch(PATTERNS[TokenUse.LINK], token)
    assert re.fullmatch(PATTERNS[TokenUse.HEADER], exchanged.token)


def test_tokens_stand_in_no_log(exchange_by_http: Exchange, editor: User, caplog: pytest.LogCaptureFixture) -> None:
    _, token = shared(editor)
    with caplog.at_level(logging.DEBUG):
        header = json.loads(exchange_by_http({"token": token}).content)["token"]
        exchange_by_http({"token": "nuages_preview_" + "x" * 43})

    assert not any(secret.rpartition("_")[2] in caplog.text for secret in (token, header))
    assert redacted(f"GET /preview/?token={token}&mode=dark") == "GET /preview/?token=nuages_preview_…&mode=dark"
    assert redacted(f"Bearer {header}.") == "Bearer nuages_draft_…."


def test_frame_after_frame_is_one_link_with_few_tokens(editor: User) -> None:
    page = ArticlePageFactory()
    for _ in range(3 * links.MOST_TOKENS):
        assert exchange(live(editor, page))

    assert PreviewLink.objects.count() == 1
    assert PreviewToken.objects.count() == links.MOST_TOKENS


def test_visits_of_a_shared_link_are_bounded(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_api.previews.exchange.MOST_VISITS", 3)
    _, token = shared(editor)
    for _ in range(5):
        newest = exchange(token)

    assert newest is not None
    assert PreviewToken.objects.filter(use=TokenUse.HEADER).count() == 3
    assert PreviewToken.objects.filter(digest=digest_of(newest.token)).exists()
    assert exchange(token)
