"""Single objects by slug, uid or frameworks, and several by their identities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from articles.models import ArticleAuthor, TopicText
from tests.api.conftest import Ask
from tests.factories.articles import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
    texts,
)
from tests.factories.home import NavigationFactory, home_page

pytestmark = pytest.mark.django_db

Refused = Callable[..., dict[str, Any]]

MAKERS: dict[str, Callable[[], Any]] = {
    "article": ArticlePageFactory,
    "author": AuthorFactory,
    "claim": ClaimFactory,
    "company": CompanyPageFactory,
    "comparison": ComparisonPageFactory,
    "framework": FrameworkFactory,
    "topic": TopicFactory,
}
NODES = "query($uids: [ID!]!) { nodes(uids: $uids) { __typename uid contentType } }"


@pytest.fixture
def chinese() -> Page:
    """The index of articles in Chinese, beside the English one."""
    ArticleIndexPageFactory()
    locale = Locale.objects.create(language_code="zh-hans")
    root = home_page().copy_for_translation(locale)
    root.save_revision().publish()
    return ArticleIndexPageFactory(parent=root, locale=locale)


@pytest.mark.parametrize("name", MAKERS)
def test_by_uid(ask: Ask, name: str) -> None:
    MAKERS[name]()
    wanted = MAKERS[name]()

    assert ask(f'{{ {name}(uid: "{wanted.uid}") {{ uid }} }}') == {name: {"uid": str(wanted.uid)}}
    assert ask(f'{{ {name}(uid: "{uuid4()}") {{ uid }} }}') == {name: None}


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - {"claim"}))
def test_by_slug(ask: Ask, name: str) -> None:
    MAKERS[name]()
    wanted = MAKERS[name]()

    assert ask(f'{{ {name}(slug: "{wanted.slug}") {{ uid }} }}') == {name: {"uid": str(wanted.uid)}}
    assert ask(f'{{ {name}(slug: "nowhere") {{ uid }} }}') == {name: None}


@pytest.mark.parametrize("arguments", ["", "(slug: null)", '(slug: "a", uid: "b")'])
def test_exactly_one_argument(refused: Refused, arguments: str) -> None:
    error = refused(f"{{ article{arguments} {{ title }} }}")

    assert error["message"] == "The field 'article' needs exactly one of 'slug', 'uid'."
    assert error["extensions"]["code"] == "BAD_INPUT"


def test_a_uid_that_is_none(refused: Refused) -> None:
    error = refused('{ claim(uid: "12") { uid } }')

    assert error["message"] == "The argument 'uid' must be a UUID, not '12'."
    assert error["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("name", ["article", "claim", "framework"])
def test_hidden_objects_are_not_found(ask: Ask, name: str) -> None:
    hidden = MAKERS[name]()
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)

    assert ask(f'{{ {name}(uid: "{hidden.uid}") {{ uid }} }}') == {name: None}


def test_a_page_of_another_type_is_not_found(ask: Ask) -> None:
    company = CompanyPageFactory(slug="one")

    assert ask(f'{{ article(uid: "{company.uid}") {{ uid }} }}') == {"article": None}
    assert ask('{ article(slug: "one") { uid } }') == {"article": None}


def test_slugs_are_those_of_one_language(ask: Ask, chinese: Page) -> None:
    ArticlePageFactory(title="相同", slug="same", parent=chinese, locale=chinese.locale)
    ArticlePageFactory(title="Same", slug="same")
    query = 'query($locale: String) { article(slug: "same", locale: $locale) { title } }'

    assert ask(query) == {"article": {"title": "Same"}}
    assert ask(query, locale="en") == {"article": {"title": "Same"}}
    assert ask(query, locale="zh-hans") == {"article": {"title": "相同"}}


def test_texts_below_a_page_are_in_its_language(ask: Ask, chinese: Page) -> None:
    names = [*texts(TopicText, name="Databases"), TopicText(locale=chinese.locale, name="数据库")]
    topic = TopicFactory(texts=names)
    article = ArticlePageFactory(parent=chinese, locale=chinese.locale, topics=[topic])
    query = f'query($locale: String) {{ article(uid: "{article.uid}", locale: $locale) {{ topics {{ name }} }} }}'

    assert ask(query) == {"article": {"topics": [{"name": "数据库"}]}}
    assert ask(query, locale="en") == {"article": None}


def test_a_source_comes_before_its_alias(ask: Ask) -> None:
    earlier, later = ArticleIndexPageFactory(slug="earlier"), ArticleIndexPageFactory(slug="later")
    source = ArticlePageFactory(slug="one", parent=later)
    alias = source.create_alias(parent=earlier)
    assert (alias.slug, alias.path < source.path) == ("one", True)

    assert ask('{ article(slug: "one") { uid } }') == {"article": {"uid": str(source.uid)}}
    assert ask(f'{{ article(uid: "{alias.uid}") {{ uid }} }}') == {"article": {"uid": str(alias.uid)}}


def test_a_comparison_by_its_frameworks(ask: Ask) -> None:
    django, flask, rails = (FrameworkFactory(slug=slug) for slug in ("django", "flask", "rails"))
    ComparisonPageFactory(title="Older", between=[django, flask])
    ComparisonPageFactory(title="Newer", between=[flask, django])
    ComparisonPageFactory(title="Three", between=[django, flask, rails])
    query = "query($frameworks: [String!]) { comparison(frameworks: $frameworks) { title } }"

    assert ask(query, frameworks=["flask", "django"]) == {"comparison": {"title": "Newer"}}
    assert ask(query, frameworks=["django", "flask", "django"]) == {"comparison": {"title": "Newer"}}
    assert ask(query, frameworks=["rails", "flask", "django"]) == {"comparison": {"title": "Three"}}
    assert ask(query, frameworks=["django"]) == {"comparison": None}
    assert ask(query, frameworks=["django", "rails"]) == {"comparison": None}


@pytest.mark.parametrize("number", [0, 7])
def test_too_few_or_too_many_frameworks(refused: Refused, number: int) -> None:
    slugs = ", ".join(f'"{slug}"' for slug in range(number))

    error = refused(f"{{ comparison(frameworks: [{slugs}]) {{ title }} }}")

    assert error["message"] == f"A comparison has up to 6 frameworks, not {number}."
    assert error["extensions"]["code"] == "BAD_INPUT"


def test_nodes_in_the_order_asked(ask: Ask) -> None:
    article, claim, author, menu = ArticlePageFactory(), ClaimFactory(), AuthorFactory(), NavigationFactory()
    hidden = FrameworkFactory(live=False)
    wanted = [author, article, hidden, menu, claim, author]

    answer = ask(NODES, uids=[*(str(one.uid) for one in wanted), str(uuid4()), str(claim.uid).upper().replace("-", "")])

    of = {
        author: {"__typename": "Author", "uid": str(author.uid), "contentType": "articles.Author"},
        article: {"__typename": "ArticlePage", "uid": str(article.uid), "contentType": "articles.ArticlePage"},
        menu: {"__typename": "Navigation", "uid": str(menu.uid), "contentType": "home.Navigation"},
        claim: {"__typename": "Claim", "uid": str(claim.uid), "contentType": "articles.Claim"},
    }
    assert answer["nodes"] == [of[author], of[article], None, of[menu], of[claim], of[author], None, of[claim]]


def test_nodes_are_bounded(ask: Ask, refused: Refused) -> None:
    uids = [str(uuid4()) for _ in range(101)]
    assert ask(NODES, uids=uids[:100]) == {"nodes": [None] * 100}
    assert ask(NODES, uids=[]) == {"nodes": []}

    extensions = refused(NODES, uids=uids)["extensions"]

    assert (extensions["code"], extensions["limit"], extensions["measured"]) == ("LIMIT_EXCEEDED", "page_size", 101)


def test_nodes_with_something_that_is_no_identity(refused: Refused) -> None:
    error = refused(NODES, uids=["12"])

    assert error["message"] == "An identity must be a UUID, not '12'."
    assert error["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("rows", [1, 20])
def test_nodes_take_one_statement_a_model(
    ask: Ask, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    uids = [str(make().uid) for make in (AuthorFactory, TopicFactory) for _ in range(rows)]

    with django_assert_num_queries(4):  # the territory, which models, authors, topics
        ask(NODES, uids=uids)


def test_a_single_object_takes_one_statement(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = ArticlePageFactory(article_authors=[ArticleAuthor(author=AuthorFactory())])

    with django_assert_num_queries(2):  # the territory, the article
        ask(f'{{ article(slug: "{article.slug}") {{ title }} }}')


def test_nodes_beside_a_list_that_brought_the_same_page(ask: Ask) -> None:
    page = ArticlePageFactory()
    query = (
        "query($uid: ID!) { content { nodes { id } } nodes(uids: [$uid]) { uid ... on ArticlePage { standfirst } } }"
    )

    assert ask(query, uid=str(page.uid))["nodes"] == [{"uid": str(page.uid), "standfirst": page.standfirst or None}]
