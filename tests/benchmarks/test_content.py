"""The invented content: always the same, a sound tree, visible through the API, found by the search."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from articles.models import ArticlePage, Author, Claim, CompanyPage, ComparisonPage
from benchmarks import invented
from benchmarks.filling.everything import fill
from benchmarks.invented import COMMON_TERM, RARE_HITS, RARE_TERM
from tests.factories.articles import ArticlePageFactory, AuthorFactory

TOTAL = 7


@pytest.fixture
def filled(db: None) -> None:
    fill(TOTAL)


def test_an_article_is_always_the_same() -> None:
    assert invented.article(3, 100) == invented.article(3, 100)
    assert invented.article(3, 100) != invented.article(4, 100)


def test_an_article_has_eight_blocks() -> None:
    assert {len(invented.article(number, 100).blocks) for number in range(24)} == {8}


@pytest.mark.parametrize("total", [RARE_HITS, 1_000, 1_013])
def test_the_rare_term_stands_in_fifty_articles(total: int) -> None:
    articles = [invented.article(number, total) for number in range(total)]

    assert sum(RARE_TERM in words_of(article) for article in articles) == RARE_HITS
    assert all(COMMON_TERM in words_of(article) for article in articles)


def words_of(article: invented.Article) -> str:
    return " ".join(text for block in article.blocks for text in block.words)


@pytest.mark.usefixtures("filled")
def test_the_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    assert [model.objects.count() for model in (ArticlePage, CompanyPage, ComparisonPage)] == [TOTAL, 100, 30]


@pytest.mark.usefixtures("filled")
def test_addresses_follow_from_the_tree() -> None:
    stored = dict(Page.objects.values_list("pk", "url_path"))
    for page in Page.objects.all():
        page.set_url_path(page.get_parent())
        assert page.url_path == stored[page.pk]


@pytest.mark.usefixtures("filled")
def test_the_content_is_valid() -> None:
    rows = [row for model in (ArticlePage, Claim, CompanyPage, ComparisonPage) for row in model.objects.all()[:TOTAL]]
    assert {row: errors for row in rows if (errors := errors_of(row))} == {}


def errors_of(row: Any) -> dict[str, list[str]]:
    """What the model's own validation has to say."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.usefixtures("filled")
def test_words_are_counted_as_when_saved() -> None:
    for article in ArticlePage.objects.all():
        stored = article.word_count
        article.compute_fields()
        assert article.word_count == pytest.approx(stored, rel=0.01)


@pytest.mark.usefixtures("filled")
def test_further_rows_get_keys_of_their_own() -> None:
    AuthorFactory(slug="somebody")
    ArticlePageFactory(title="Something else")

    assert Author.objects.count() == 26
    assert ArticlePage.objects.count() == TOTAL + 1


@pytest.mark.usefixtures("filled")
def test_articles_are_visible_through_the_api(client: Client) -> None:
    query = """{
      pages(contentType: "articles.ArticlePage", order: "firstPublishedAt") {
        ... on ArticlePage {
          title
          authors { name }
          topics { slug }
          heroImage { title }
          blocks { __typename ... on ClaimBlock { claim { statement sources { source { title } } } } }
        }
      }
    }"""
    answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()

    assert "errors" not in answer
    assert [summary(page) for page in answer["data"]["pages"]] == [
        expected(invented.article(number, TOTAL)) for number in range(TOTAL)
    ]


def summary(page: dict[str, Any]) -> dict[str, Any]:
    """The answer with the claims of the blocks as a list of statements."""
    claims = [block["claim"] for block in page.pop("blocks") if block["__typename"] == "ClaimBlock"]
    return page | {"claims": [(one["statement"], len(one["sources"])) for one in claims]}


def expected(article: invented.Article) -> dict[str, Any]:
    known = invented.library()
    claims = [known.claims[block.value["claim"].number] for block in article.blocks if block.type == "claim"]
    return {
        "title": article.title,
        "authors": [{"name": known.authors[number].name} for number in article.authors],
        "topics": [{"slug": known.topics[number].slug} for number in article.topics],
        "heroImage": {"title": known.images[article.hero_image].title},
        "claims": [(claim.statement, len(claim.sources)) for claim in claims],
    }


@pytest.mark.usefixtures("filled")
def test_the_search_finds_the_articles() -> None:
    assert len(ArticlePage.objects.search(COMMON_TERM)) == TOTAL
    assert len(ArticlePage.objects.search("xylophonic")) == 0


@pytest.mark.usefixtures("filled")
def test_the_search_index_is_as_wagtail_writes_it() -> None:
    made = index_rows()

    call_command("update_index", verbosity=0)

    written = index_rows()
    assert {key: written[key] for key in made} == made
    assert len(made) > TOTAL + 130


def index_rows() -> dict[tuple[int, str], tuple[list[str], ...]]:
    """The words of each entry. Their order says nothing: that of an article's tags is left to the database."""
    columns = IndexEntry.objects.values_list("content_type_id", "object_id", "title", "autocomplete", "body")
    return {(content_type, key): tuple(words_in(str(text)) for text in texts) for content_type, key, *texts in columns}


def words_in(text: str) -> list[str]:
    """SQLite keeps texts; PostgreSQL keeps vectors, whose words are followed by positions and weights."""
    without_positions = re.sub(r"(?<=':)\S+", lambda match: re.sub(r"\d+", "", match[0]), text)
    return sorted(without_positions.split() if text.startswith("'") else text.replace(",", " ").split())
