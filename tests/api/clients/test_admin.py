"""The screens for clients: who may open them, the token that is shown once, what is written down."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import serializers
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, ModelLogEntry

from accounts.models import User
from content_api.clients import tokens
from content_api.clients.models import ApiClient, ApiToken, ClientDocument, ClientUsage
from tests.factories.clients import ApiClientFactory, ClientDocumentFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORM = {
    "name": "Website",
    "contact": "web@example.org",
    "is_active": "on",
    "expires_at": "",
    "scopes": ["published", "preview"],
    "locales": ["en"],
    "page_types": ["articles.ArticlePage"],
    "site": "",
    "allowed_origins": "https://www.example.org\r\n\r\n  https://preview.example.org  \r\nhttps://www.example.org",
    "requests_per_minute": "60",
    "burst": "10",
    "may_introspect": "on",
}


@pytest.fixture
def api_client() -> ApiClient:
    return ApiClientFactory(name="Website")


def address(name: str, *args: Any) -> str:
    return reverse(f"api_clients:{name}", args=args)


def shown_token(response: Any) -> str:
    text = html.unescape(response.content.decode())
    found = {match.group() for match in tokens.PATTERN.finditer(text)}
    (token,) = found
    return token


def screens(client: ApiClient) -> list[str]:
    token = tokens.create(client)[0]
    document = ClientDocumentFactory(client=client)
    return [
        address("index"),
        address("add"),
        address("edit", client.pk),
        address("delete", client.pk),
        address("inspect", client.pk),
        address("history", client.pk),
        address("create_token", client.pk),
        address("rotate_token", client.pk, token.pk),
        address("revoke_token", client.pk, token.pk),
        reverse("api_documents:index"),
        reverse("api_documents:add"),
        reverse("api_documents:edit", args=[document.pk]),
    ]


def test_administrators_open_every_screen(admin_client: Client, api_client: ApiClient) -> None:
    statuses = {screen: admin_client.get(screen).status_code for screen in screens(api_client)}

    assert set(statuses.values()) == {200}, statuses


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_open_none(client: Client, api_client: ApiClient, group: str) -> None:
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name=group))
    client.force_login(editor)

    for screen in screens(api_client):
        assert client.get(screen).status_code == 302, screen
    assert client.post(address("create_token", api_client.pk), {"note": ""}).status_code == 302
    assert ApiToken.objects.count() == 1
    assert b"API clients" not in client.get(reverse("wagtailadmin_home")).content


def test_whoever_may_only_look_makes_no_token(client: Client, api_client: ApiClient) -> None:
    auditor = User.objects.create_user("auditor")
    auditor.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_apiclient"]))
    client.force_login(auditor)
    token, _ = tokens.create(api_client)
    overview = client.get(address("inspect", api_client.pk))

    assert overview.status_code == 200
    assert b"Revoke" not in overview.content
    assert b"New token" not in overview.content
    for name, args in (("create_token", ()), ("rotate_token", (token.pk,)), ("revoke_token", (token.pk,))):
        assert client.post(address(name, api_client.pk, *args), {"days": 7}).status_code == 302
    token.refresh_from_db()
    assert (ApiToken.objects.count(), token.is_valid) == (1, True)


def test_client_is_made_and_leads_to_its_first_token(admin_client: Client, admin_user: User) -> None:
    response = admin_client.post(address("add"), FORM, follow=True)

    made = ApiClient.objects.get()
    assert response.redirect_chain[0][0] == address("inspect", made.pk)
    assert b"Create the first token" in response.content
    assert (made.name, made.created_by, made.scopes, made.locales) == (
        "Website",
        admin_user,
        ["published", "preview"],
        ["en"],
    )
    assert made.allowed_origins == ["https://www.example.org", "https://preview.example.org"]
    assert (made.may_introspect, made.gets_suggestions, made.sends_free_documents) == (True, False, False)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("allowed_origins", "https://www.example.org/path", "is no origin"),
        ("scopes", [], "This field is required."),
        ("scopes", ["everything"], "everything is not one of the available choices."),
        ("page_types", ["articles.FormerPage"], "articles.FormerPage is not one of the available choices."),
        ("burst", "0", "Ensure this value is greater than or equal to 1."),
        ("name", "", "This field is required."),
    ],
)
def test_wrong_input_is_refused(admin_client: Client, field: str, value: Any, message: str) -> None:
    response = admin_client.post(address("add"), {**FORM, field: value})

    assert response.status_code == 200
    assert message in html.unescape(response.content.decode())
    assert not ApiClient.objects.exists()


def test_limit_to_what_is_gone_stays_a_limit(admin_client: Client, api_client: ApiClient) -> None:
    ApiClient.objects.update(locales=["fr"], page_types=["articles.FormerPage"])
    form = admin_client.get(address("edit", api_client.pk)).context["form"]
    marked = {name: form[name].value() for name in ("locales", "page_types")}

    admin_client.post(address("edit", api_client.pk), {**FORM, **marked, "contact": "New"})

    api_client.refresh_from_db()
    assert (api_client.contact, api_client.locales, api_client.page_types) == ("New", ["fr"], ["articles.FormerPage"])


def test_token_is_shown_once(admin_client: Client, admin_user: User, api_client: ApiClient) -> None:
    response = admin_client.post(address("create_token", api_client.pk), {"note": "production", "ends_at": ""})
    text = shown_token(response)

    token = api_client.tokens.get()
    assert response.headers["Cache-Control"].startswith("no-store, private")
    assert f"Authorization: Bearer {text}" in html.unescape(response.content.decode())
    assert tokens.token_of(f"Bearer {text}") == token
    assert (token.note, token.ends_at, token.created_by) == ("production", None, admin_user)
    secret = text.rpartition("_")[2]
    later = [address("inspect", api_client.pk), address("history", api_client.pk), address("edit", api_client.pk)]
    assert all(secret not in admin_client.get(screen).content.decode() for screen in later)
    assert secret not in str(dict(admin_client.session))
    assert secret not in serializers.serialize("json", ModelLogEntry.objects.all())


def test_token_that_would_have_ended_is_not_made(admin_client: Client, api_client: ApiClient) -> None:
    with time_machine.travel(NOW, tick=False):
        form = {"note": "", "ends_at": "2026-03-01 12:00"}
        response = admin_client.post(address("create_token", api_client.pk), form)

    assert b"That is in the past." in response.content
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(("days", "overlap"), [("7", 7), ("0", 0), ("90", 90)])
def test_token_is_replaced(admin_client: Client, api_client: ApiClient, days: str, overlap: int) -> None:
    with time_machine.travel(NOW, tick=False):
        old, _ = tokens.create(api_client, note="production")
        response = admin_client.post(address("rotate_token", api_client.pk, old.pk), {"days": days})
        new = tokens.token_of(f"Bearer {shown_token(response)}")

    old.refresh_from_db()
    assert new is not None
    assert new != old
    assert (old.ends_at, new.ends_at, new.note) == (NOW + timedelta(days=overlap), None, "production")


@pytest.mark.parametrize("days", ["-1", "91", ""])
def test_overlap_is_bounded(admin_client: Client, api_client: ApiClient, days: str) -> None:
    old, _ = tokens.create(api_client)

    assert admin_client.post(address("rotate_token", api_client.pk, old.pk), {"days": days}).status_code == 200

    old.refresh_from_db()
    assert (ApiToken.objects.count(), old.ends_at) == (1, None)


def test_token_is_revoked(admin_client: Client, api_client: ApiClient) -> None:
    token, text = tokens.create(api_client)
    screen = address("revoke_token", api_client.pk, token.pk)
    assert tokens.token_of(f"Bearer {text}") == token  # looking at the question revokes nothing
    admin_client.get(screen)
    assert tokens.token_of(f"Bearer {text}") == token

    response = admin_client.post(screen)

    assert response.headers["Location"] == address("inspect", api_client.pk)
    assert tokens.token_of(f"Bearer {text}") is None
    again = admin_client.post(address("rotate_token", api_client.pk, token.pk), {"days": 7}, follow=True)
    assert "has ended already" in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_token_of_another_client_is_not_found(admin_client: Client, api_client: ApiClient) -> None:
    token, _ = tokens.create(ApiClientFactory())

    for name in ("rotate_token", "revoke_token"):
        assert admin_client.post(address(name, api_client.pk, token.pk), {"days": 7}).status_code == 404
    token.refresh_from_db()
    assert token.is_valid


def test_what_is_done_with_tokens_stands_in_the_history(
    admin_client: Client, admin_user: User, api_client: ApiClient
) -> None:
    with time_machine.travel(NOW) as clock:
        admin_client.post(address("create_token", api_client.pk), {"note": ""})
        first = api_client.tokens.get()
        clock.shift(60)
        admin_client.post(address("rotate_token", api_client.pk, first.pk), {"days": 7})
        second = api_client.tokens.exclude(pk=first.pk).get()
        clock.shift(60)
        admin_client.post(address("revoke_token", api_client.pk, first.pk))
        history = admin_client.get(address("history", api_client.pk)).content.decode()

    entries = ModelLogEntry.objects.filter(action__startswith="content_api.").order_by("timestamp")
    assert [(one.user, one.action.rpartition(".")[2], one.message) for one in entries] == [
        (admin_user, "create", f"Token {first.prefix} created"),
        (admin_user, "rotate", f"Token {first.prefix} replaced by {second.prefix}"),
        (admin_user, "revoke", f"Token {first.prefix} revoked"),
    ]
    assert f"Token {first.prefix} replaced by {second.prefix}" in history


def states(admin_client: Client) -> dict[str, str]:
    text = re.sub(r"\s+", " ", admin_client.get(address("index")).content.decode())
    row = r'title-wrapper"> <a [^>]*> ([^<]+?) </a>.*?<span class="w-status[^"]*"[^>]*> (.*?) </span>'
    return dict(re.findall(row, text))


def test_list_tells_what_clients_are_worth(admin_client: Client) -> None:
    tokens.create(ApiClientFactory(name="A"))
    tokens.create(ApiClientFactory(name="B", is_active=False))
    tokens.create(ApiClientFactory(name="C", expires_at=NOW))
    ApiClientFactory(name="D")
    tokens.create(ApiClientFactory(name="E"), ends_at=NOW)
    tokens.revoke(tokens.create(ApiClientFactory(name="F"))[0])

    assert states(admin_client) == {
        "A": "active",
        "B": "inactive",
        "C": "expired",
        "D": "without token",
        "E": "without token",
        "F": "without token",
    }


@pytest.mark.parametrize("rows", [1, 20])
def test_overview_takes_as_many_statements_for_many_rows(
    admin_client: Client,
    api_client: ApiClient,
    admin_user: User,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        tokens.create(api_client, by=admin_user)
        ClientUsage.objects.create(client=api_client, day=NOW.date(), operation=f"o{number}", requests=1)
    admin_client.get(address("inspect", api_client.pk))

    with time_machine.travel(NOW), django_assert_num_queries(14):
        admin_client.get(address("inspect", api_client.pk))


def test_document_is_registered_where_it_can_be_executed(admin_client: Client, api_client: ApiClient) -> None:
    form = {"client": api_client.pk, "name": "list", "text": "{ articles { nothing } }"}
    refused = admin_client.post(reverse("api_documents:add"), form)
    taken = admin_client.post(reverse("api_documents:add"), {**form, "text": "{ articles { totalCount } }"})

    assert "Cannot query field 'nothing' on type 'ArticleConnection'." in html.unescape(refused.content.decode())
    assert taken.status_code == 302
    assert ClientDocument.objects.get().text == "{ articles { totalCount } }"


def test_languages_are_offered_by_name(admin_client: Client, api_client: ApiClient) -> None:
    Locale.objects.create(language_code="zh-hans")

    form = admin_client.get(address("edit", api_client.pk)).context["form"]

    assert list(form.fields["locales"].choices) == [("en", "English"), ("zh-hans", "简体中文")]
    assert ("articles.ArticlePage", "Article") in list(form.fields["page_types"].choices)
