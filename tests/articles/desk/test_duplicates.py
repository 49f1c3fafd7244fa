"""Warnings of what seems to exist already: while somebody types, and after saving. Nothing is refused."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles.models import ArticlePage, Claim, Source
from tests.articles.desk.conftest import ClientOf
from tests.articles.editing import article_fields, claim_fields
from tests.factories.articles import ArticlePageFactory, ClaimFactory, CompanyPageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def ask(client: Client, **query: Any) -> list[dict[str, str]]:
    response = client.get(reverse("desk:duplicates"), query)
    assert response.status_code == 200
    found: list[dict[str, str]] = response.json()["duplicates"]
    return found


def titles(client: Client, value: str, **query: Any) -> list[str]:
    known = {"kind": "page", "value": value, "locale": Locale.get_default().pk} | query
    return [one["name"] for one in ask(client, **known)]


def messages_of(response: Any) -> list[str]:
    soups = [BeautifulSoup(str(message), "html.parser") for message in get_messages(response.wsgi_request)]
    return [" ".join(soup.get_text(" ").split()) for soup in soups]


def test_a_page_with_the_same_title_is_named_with_its_kind_state_and_address(admin_client: Client) -> None:
    page = CompanyPageFactory(title="Django")
    assert ask(admin_client, kind="page", value="Django", locale=page.locale_id) == [
        {"name": "Django", "kind": "Company", "state": "live", "url": f"/admin/pages/{page.pk}/edit/"}
    ]


def test_what_counts_as_the_same_title(admin_client: Client) -> None:
    page = ArticlePageFactory(title="What is Django?")
    drafted = ArticlePageFactory(title="Old")
    drafted.title = "What is Flask?"
    drafted.save_revision()
    chinese = Locale.objects.create(language_code="zh-hans")
    page.create_alias(update_slug="mirror")

    assert titles(admin_client, "  what IS  Django? ") == ["What is Django?"]
    assert titles(admin_client, "What is Flask?") == ["What is Flask?"]
    assert titles(admin_client, "What is Django") == []
    assert titles(admin_client, "What is Django?", own=page.pk) == []
    assert titles(admin_client, "What is Django?", locale=chinese.pk) == []
    assert titles(admin_client, "") == []


def test_no_more_than_five_are_named_in_as_many_statements(admin_client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            titles(admin_client, "Same")
        return len(captured)

    ArticlePageFactory(title="Same", slug="the-first")
    statements()
    few = statements()
    for number in range(19):
        ArticlePageFactory(title="Same", slug=f"same-{number}")
    assert statements() == few
    assert titles(admin_client, "Same") == ["Same"] * 5


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://source.example/a", True),
        ("https://source.example/a/", True),
        ("http://source.example/a", True),
        ("https://source.example/b", False),
        ("source.example/a", False),
        ("https://", False),
        ("", False),
    ],
)
def test_what_counts_as_the_same_address(admin_client: Client, address: str, expected: bool) -> None:
    source = SourceFactory(title="Notes", url="https://source.example/a/")
    expected_answer = {
        "name": "Notes (Example Press)",
        "kind": "source",
        "state": "",
        "url": f"/admin/snippets/articles/source/edit/{source.pk}/",
    }
    assert ask(admin_client, kind="source", value=address) == ([expected_answer] if expected else [])
    assert ask(admin_client, kind="source", value=address, own=source.pk) == []


@pytest.mark.parametrize("query", [{}, {"kind": "user"}, {"kind": "page", "locale": "x"}, {"kind": "page", "own": "x"}])
def test_a_wrong_question(admin_client: Client, query: dict[str, str]) -> None:
    assert admin_client.get(reverse("desk:duplicates"), query).status_code == 400


def test_who_may_ask(client: Client, client_in: ClientOf) -> None:
    page = ArticlePageFactory(title="Django")
    query = {"kind": "page", "value": "Django", "locale": page.locale_id}
    assert client.get(reverse("desk:duplicates"), query).status_code == 302
    assert client_in("Editors").post(reverse("desk:duplicates"), query).status_code == 405
    (found,) = ask(client_in("Bystanders"), **query)
    assert (found["name"], found["url"]) == ("Django", "")


def test_the_forms_know_where_to_ask(admin_client: Client) -> None:
    page, source = ArticlePageFactory(), SourceFactory()
    address = reverse("desk:duplicates")
    expected = {
        reverse("wagtailadmin_pages:edit", args=[page.pk]): f"kind=page&locale={page.locale_id}&own={page.pk}",
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", page.get_parent().pk]): (
            f"kind=page&locale={page.locale_id}"
        ),
        reverse("wagtailsnippets_articles_source:edit", args=[source.pk]): f"kind=source&own={source.pk}",
        reverse("wagtailsnippets_articles_source:add"): "kind=source",
    }
    for form, query in expected.items():
        soup = BeautifulSoup(admin_client.get(form).content, "html.parser")
        watched = soup.select("[data-desk-duplicates]")
        assert [one["data-desk-duplicates"] for one in watched] == [f"{address}?{query}"]
        assert len(soup.select("script[src*='articles/desk/duplicates.js']")) == 1


def save(client: Client, page: ArticlePage, **headers: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, article_fields(page), headers=headers)


def test_saving_warns_and_saves(admin_client: Client) -> None:
    other = ArticlePageFactory(title="Django")
    page = ArticlePageFactory(title="django", slug="second")

    response = save(admin_client, page)

    assert response.status_code == 302
    assert messages_of(response)[1:] == ["“Django” (Article, live) has the same title. Look at it"]
    assert f'href="/admin/pages/{other.pk}/edit/"' in str(list(get_messages(response.wsgi_request))[1])
    assert page.revisions.count() == 1


def test_saving_by_itself_says_nothing(admin_client: Client) -> None:
    ArticlePageFactory(title="Django")
    response = save(admin_client, ArticlePageFactory(title="Django", slug="second"), accept="application/json")
    assert response.json()["success"] is True
    assert messages_of(response) == []


def test_a_source_at_the_same_address(admin_client: Client) -> None:
    SourceFactory(title="Notes", url="http://source.example/a")
    fields = {"title": "Again", "url": "https://source.example/a/", "language": "en", "accessed": "2026-01-15"}
    fields |= {"publisher": "", "archived_url": "", "published": "", "texts": inline_formset([])}

    response = admin_client.post(reverse("wagtailsnippets_articles_source:add"), nested_form_data(fields))

    assert Source.objects.count() == 2
    assert messages_of(response)[1:] == ["“Notes (Example Press)” (source) has the same address. Look at it"]


def test_a_claim_in_the_same_words_about_the_same_subject(admin_client: Client) -> None:
    first = ClaimFactory(statement="It has migrations.")
    ClaimFactory(statement="It has migrations.")  # about another framework
    second = ClaimFactory(statement="it has migrations.", framework=first.framework)

    url = reverse("wagtailsnippets_articles_claim:edit", args=[second.pk])
    response = admin_client.post(url, claim_fields(second, second.claim_sources.get().source_id))

    assert messages_of(response)[1:] == [
        "“It has migrations.” (claim, live) says the same of the same subject. Look at it"
    ]
    assert Claim.objects.count() == 3
