"""What the log says of an article that is published with a correction."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from articles.models import ArticleCorrection, ArticlePage
from content_api.webhooks.matching import wanted
from content_api.webhooks.models import WebhookEndpoint
from tests.api.conftest import Post
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory

from .conftest import Log

SINCE = """query($since: String) {
  changes(since: $since, types: [ARTICLE_PAGE]) {
    cursor
    nodes { kind isCorrection node { ... on ArticlePage { corrections { what } } } }
  }
}"""


def corrected(article: ArticlePage, what: str = "1990 became 1991.") -> ArticlePage:
    article.corrections.add(ArticleCorrection(what=what))
    article.save_revision().publish()
    return article


def told(rows: list[Any]) -> list[tuple[str, bool]]:
    return [(row.kind, row.is_correction) for row in rows if row.object_type == "articlepage"]


def test_correction_is_told_once(logged: Log) -> None:
    article = ArticlePageFactory()
    logged()

    corrected(article)
    first = told(logged())
    article.title = "Another"
    article.save_revision().publish()
    second = told(logged())
    corrected(article, "Another one.")

    assert (first, second, told(logged())) == (
        [("updated", True)],
        [("updated", False)],
        [("updated", True)],
    )


def test_correction_in_a_draft_is_told_when_it_is_published(logged: Log) -> None:
    article = ArticlePageFactory()
    logged()

    article.corrections.add(ArticleCorrection(what="1990 became 1991."))
    revision = article.save_revision()
    before = logged()
    revision.publish()

    assert (before, told(logged())) == ([], [("updated", True)])


def test_what_nobody_had_read_is_not_corrected(logged: Log) -> None:
    ArticlePageFactory(corrections=[ArticleCorrection(what="1990 became 1991.")])

    assert told(logged()) == [("published", False)]


def test_correction_while_nobody_could_read_it(logged: Log) -> None:
    """Whoever had the text before it was taken off still has it."""
    article = ArticlePageFactory()
    article.unpublish()
    logged()

    corrected(ArticlePage.objects.get(pk=article.pk))

    assert told(logged()) == [("published", True)]


def test_correction_that_was_taken_back_is_none(logged: Log) -> None:
    article = corrected(ArticlePageFactory())
    logged()

    article.corrections.clear()
    article.save_revision().publish()

    assert told(logged()) == [("updated", False)]


def test_aliases_are_not_corrected(logged: Log) -> None:
    """Their rows are made anew with each change of the source."""
    article = corrected(ArticlePageFactory())
    article.create_alias(update_slug="alias")
    logged()

    article.title = "Another"
    article.save_revision().publish()

    assert Page.objects.filter(alias_of=article).count() == 1
    assert told(logged()) == [("updated", False), ("updated", False)]


@pytest.mark.django_db
def test_followers_are_told(post: Post) -> None:
    article = ArticlePageFactory()
    number_changes()
    (begin,) = [post({"query": SINCE}).json()["data"]["changes"]]

    corrected(article)
    number_changes()
    answer = post({"query": SINCE, "variables": {"since": begin["cursor"]}}).json()["data"]["changes"]

    assert answer["nodes"] == [
        {"kind": "UPDATED", "isCorrection": True, "node": {"corrections": [{"what": "1990 became 1991."}]}}
    ]


def test_endpoint_that_wants_corrections_alone(logged: Log) -> None:
    article = ArticlePageFactory()
    article.title = "Another"
    article.save_revision().publish()
    logged()
    corrected(article)
    number_changes()
    (row,) = [row for row in logged() if row.object_type == "articlepage"]

    only, others = WebhookEndpoint(kinds=["correction"]), WebhookEndpoint(kinds=["published"])

    assert [change.number for change in wanted(only, 0, row.number)] == [row.number]
    assert row.number not in [change.number for change in wanted(others, 0, row.number)]
