"""How much a client is shown: languages, page types, its site; and who shares answers with whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Locale, Page, Site

from articles.models import TopicText
from content_api.clients.asking import client_with, public
from content_api.clients.models import ApiClient
from content_api.clients.tokens import create
from content_api.page_rules import content_types
from tests.api.clients.conftest import AskAs
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory, TopicFactory
from tests.factories.clients import ApiClientFactory
from tests.factories.home import NavigationFactory, StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

ARTICLE, COMPANY = "articles.ArticlePage", "articles.CompanyPage"
Answered = Callable[..., dict[str, Any]]


@pytest.fixture
def chinese() -> Locale:
    return Locale.objects.create(language_code="zh-hans")


@pytest.fixture
def told(send: AskAs) -> Answered:
    """The data of an answer without errors."""

    def tell(query: str) -> dict[str, Any]:
        answer = json.loads(send(query).content)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    return tell


def limit(**values: Any) -> None:
    ApiClient.objects.update(**values)


def test_pages_of_other_languages_are_not_there(told: Answered, api_client: ApiClient, chinese: Locale) -> None:
    english = ArticlePageFactory(slug="history", title="History")
    english.copy_for_translation(chinese, copy_parents=True).save_revision().publish()
    query = """{
      articles { totalCount nodes { locale translations { locale } alternates { locale } } }
      content(filter: {locale: "en"}) { totalCount }
      pages(locale: "en") { id }
      history: route(path: "/articles/history/") { status alternates { locale } }
      geschichte: route(path: "/zh-hans/articles/history/") { status page { parent { locale } } }
      translated: route(path: "/articles/history/", locale: "zh-hans") { status location }
    }"""
    unlimited = told(query)

    limit(locales=["zh-hans"])

    assert unlimited["articles"]["totalCount"] == 2
    assert (unlimited["history"]["status"], unlimited["translated"]["status"]) == ("FOUND", "REDIRECT")
    assert told(query) == {
        "articles": {
            "totalCount": 1,
            "nodes": [{"locale": "zh-hans", "translations": [], "alternates": [{"locale": "zh-hans"}]}],
        },
        "content": {"totalCount": 0},
        "pages": [],
        "history": {"status": "NOT_FOUND", "alternates": []},
        "geschichte": {"status": "FOUND", "page": {"parent": {"locale": "zh-hans"}}},
        "translated": {"status": "NOT_FOUND", "location": None},
    }


def test_texts_of_other_languages_are_not_there(told: Answered, api_client: ApiClient, chinese: Locale) -> None:
    """Not even where a text falls back to the default language, nor by its words, nor by its order."""
    texts = [TopicText(locale=Locale.get_default(), name="History"), TopicText(locale=chinese, name="历史")]
    TopicFactory(slug="both", texts=texts)
    TopicFactory(slug="english", texts=[TopicText(locale=Locale.get_default(), name="Hidden")])
    query = """{
      topics(orderBy: NAME_ASC, locale: "zh-hans") { nodes { slug name locale } }
      withoutLocale: topics(orderBy: NAME_ASC) { nodes { slug name locale } }
      inEnglish: topics(orderBy: NAME_ASC, locale: "en") { nodes { slug name locale } }
      hidden: search(query: "Hidden", locale: "zh-hans") { totalCount }
      byText: topics(filter: {text: "Hidden"}) { totalCount }
      shown: search(query: "历史") { totalCount hits { highlights { html } } }
    }"""
    unlimited = told(query)

    limit(locales=["zh-hans"])
    limited = told(query)

    assert unlimited["hidden"]["totalCount"] == unlimited["byText"]["totalCount"] == 1
    assert {"slug": "english", "name": "Hidden", "locale": "en"} in unlimited["topics"]["nodes"]
    assert limited["topics"]["nodes"] == [
        {"slug": "english", "name": None, "locale": None},
        {"slug": "both", "name": "历史", "locale": "zh-hans"},
    ]
    assert limited["withoutLocale"] == limited["inEnglish"] == limited["topics"]
    assert limited["hidden"]["totalCount"] == limited["byText"]["totalCount"] == 0
    assert limited["shown"] == {"totalCount": 1, "hits": [{"highlights": [{"html": "<mark>历史</mark>"}]}]}


def test_menus_of_other_languages_are_not_there(told: Answered, api_client: ApiClient, chinese: Locale) -> None:
    NavigationFactory(slug="main")
    NavigationFactory(slug="footer", locale=chinese)
    query = (
        '{ navigations(locale: "zh-hans") { slug } navigation(slug: "main", locale: "zh-hans") { items { label } } }'
    )
    unlimited = told(query)

    limit(locales=["zh-hans"])

    assert unlimited["navigations"] == [{"slug": "footer"}, {"slug": "main"}]
    assert told(query) == {"navigations": [{"slug": "footer"}], "navigation": None}


def test_pages_of_other_types_are_not_there(told: Answered, api_client: ApiClient) -> None:
    article = ArticlePageFactory(slug="history", title="History of everything")
    CompanyPageFactory(slug="company", title="Everything Inc.")
    query = """{
      content { totalCount nodes { pageType } }
      companies { totalCount }
      company(slug: "company") { id }
      pages { pageType parent { id } breadcrumbs { url } }
      route(path: "/companies/company/") { status }
      search(query: "everything") { totalCount facets { types { type } } }
    }"""
    unlimited = told(query)

    limit(page_types=[ARTICLE])

    assert unlimited["content"]["totalCount"] == 5
    assert unlimited["search"]["totalCount"] == 2
    assert told(query) == {
        "content": {"totalCount": 1, "nodes": [{"pageType": "ArticlePage"}]},
        "companies": {"totalCount": 0},
        "company": None,
        "pages": [{"pageType": "ArticlePage", "parent": None, "breadcrumbs": [{"url": article.url}]}],
        "route": {"status": "NOT_FOUND"},
        "search": {"totalCount": 1, "facets": {"types": [{"type": "ARTICLE"}]}},
    }


@pytest.mark.parametrize("limits", [{"locales": ["fr"]}, {"page_types": ["articles.FormerPage"]}])
def test_limit_to_what_does_not_exist_shows_nothing(told: Answered, api_client: ApiClient, limits: Any) -> None:
    ArticlePageFactory()

    limit(**limits)

    assert told('{ content { totalCount } search(query: "article") { totalCount } }') == {
        "content": {"totalCount": 0},
        "search": {"totalCount": 0},
    }


def test_site_of_a_client(told: Answered, api_client: ApiClient) -> None:
    other_root = Page(title="Other", slug="other-root")
    Page.get_first_root_node().add_child(instance=other_root)
    other = Site.objects.create(hostname="other.example", root_page=other_root)
    StandardPageFactory(parent=other_root, title="Of the other site")
    default = Site.objects.get(is_default_site=True)

    limit(site=other)

    found = told(
        f"{{ mine: content {{ nodes {{ title }} }} theirs: page(id: {home_page().pk}) {{ id }}"
        f' given: page(id: {home_page().pk}, site: "{default.hostname}") {{ id }} }}'
    )
    assert {node["title"] for node in found["mine"]["nodes"]} == {"Other", "Of the other site"}
    assert found["theirs"] is None
    assert found["given"] == {"id": str(home_page().pk)}
    with pytest.raises(ProtectedError):
        other.delete()


def test_site_without_a_place_shows_nothing(told: Answered, api_client: ApiClient, monkeypatch: Any) -> None:
    """Rather than the default one."""
    monkeypatch.setattr("content_api.territory.Territory.site", lambda territory, key: None)
    limit(site=Site.objects.get())

    assert told("{ content { totalCount } siteSettings { organisationName } }") == {
        "content": {"totalCount": 0},
        "siteSettings": None,
    }


def test_cursor_is_good_for_clients_that_see_the_same(send: AskAs, told: Answered, api_client: ApiClient) -> None:
    ArticlePageFactory.create_batch(2)
    cursor = told("{ articles(first: 1) { edges { cursor } } }")["articles"]["edges"][0]["cursor"]
    query = f'{{ articles(after: "{cursor}") {{ totalCount }} }}'
    assert told(query) == {"articles": {"totalCount": 2}}

    for limits in ({"locales": ["en"]}, {"locales": [], "page_types": [ARTICLE]}):
        limit(**limits)
        (error,) = json.loads(send(query).content)["errors"]
        assert error["extensions"]["code"] == "BAD_CURSOR"


@pytest.mark.parametrize("limits", [{}, {"locales": ["en"], "page_types": [ARTICLE, COMPANY]}])
def test_limits_take_no_further_statements(send: AskAs, api_client: ApiClient, limits: Any) -> None:
    ArticlePageFactory.create_batch(3)
    ContentType.objects.clear_cache()
    content_types([ARTICLE, COMPANY])  # read once in a process
    limit(**limits)

    with CaptureQueriesContext(connection) as statements:
        send("{ articles { nodes { title topics { name } } } }")

    asked = [one["sql"] for one in statements if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) == 4  # the client, the territory, articles, topics


LIMITS: list[dict[str, Any]] = [
    {"locales": ["en"]},
    {"locales": ["zh-hans"]},
    {"locales": ["en"], "page_types": [ARTICLE]},
    {"page_types": [ARTICLE]},
    {"scopes": ["published", "preview"]},
    {"scopes": ["published"]},
    {"scopes": ["sync"]},
    {"may_introspect": False},
]


def scope(**values: Any) -> str:
    values = {"scopes": ["published", "sync"], **values}
    return client_with(create(ApiClientFactory(**values))[0]).cache_scope


def test_clients_that_see_the_same_share_answers() -> None:
    for one in LIMITS:
        assert scope(**one) == scope(**one, contact="Another", allowed_origins=["https://a.example"], burst=7)
    assert scope(locales=["en", "zh-hans"]) == scope(locales=["zh-hans", "en"])


def test_clients_that_see_other_things_share_nothing() -> None:
    scopes = {scope(**one) for one in [*LIMITS, {"site": Site.objects.get()}]}

    assert len(scopes) == len(LIMITS) + 1
    assert public().cache_scope not in scopes
    assert all(one.startswith("scope") and len(one) == 20 for one in scopes)


def test_client_with_the_rights_of_the_public_shares_its_answers(settings: Settings) -> None:
    assert scope() == public().cache_scope == "public"
    assert scope(sends_free_documents=False, gets_suggestions=False) == "public"

    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "sync": False}
    assert scope() != "public"
    assert scope(scopes=["published"]) == "public"
    assert public().cache_scope == "public"


def test_no_client_has_the_reach_of_a_preview() -> None:
    given = client_with(create(ApiClientFactory(scopes=["published", "preview"]))[0])

    assert (given.reach.preview, given.previews, public().reach.preview) == (None, False, None)


def test_preview_scope_shows_no_drafts(told: Answered, api_client: ApiClient) -> None:
    limit(scopes=["published", "preview"])
    article = ArticlePageFactory(title="Published")
    article.title = "Draft"
    article.save_revision()
    ArticlePageFactory(live=False)

    assert told("{ articles { totalCount nodes { title } } }") == {
        "articles": {"totalCount": 1, "nodes": [{"title": "Published"}]}
    }


def test_changes_are_those_of_its_languages_and_page_types(
    told: Answered, api_client: ApiClient, chinese: Locale
) -> None:
    english = ArticlePageFactory(slug="history", title="History")
    english.copy_for_translation(chinese, copy_parents=True).save_revision().publish()
    CompanyPageFactory()
    topic = TopicFactory()
    number_changes()
    limit(scopes=["published", "sync"], locales=["en"], page_types=[ARTICLE])

    nodes = told("{ changes(first: 100) { nodes { type locale id } } }")["changes"]["nodes"]

    assert nodes == [
        {"type": "LOCALE", "locale": None, "id": str(chinese.pk)},
        {"type": "ARTICLE_PAGE", "locale": "en", "id": str(english.pk)},
        {"type": "TOPIC", "locale": None, "id": str(topic.pk)},
    ]
