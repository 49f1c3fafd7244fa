"""How many SQL statements a search needs."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleAuthor
from tests.api.search.conftest import Search
from tests.factories.articles import ArticlePageFactory, AuthorFactory, TopicFactory

pytestmark = pytest.mark.django_db

SELECTION = """
totalCount totalCountIsCapped hasMore
hits {
  type score
  highlights { field html parts { text isMatch } }
  node { ... on PageInterface { title slug firstPublishedAt } ... on ArticlePage { standfirst topics { slug } } }
}
facets { isCapped types { type count } topics { topic { slug } count } }
"""
ONLY_HITS = "hits { type score }"


def statements(search: Search, selection: str) -> int:
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        search("django", selection, first=100)
    return len(captured)


def test_statements_are_the_same_for_any_number_of_hits(search: Search) -> None:
    topics = [TopicFactory(), TopicFactory()]
    author = AuthorFactory()
    counted = []
    made = 0
    for number in (1, 20, 100):
        ArticlePageFactory.create_batch(
            number - made,
            standfirst="All about Django.",
            topics=topics,
            article_authors=[ArticleAuthor(author=author)],
        )
        made = number
        assert search("django")["totalCount"] == number
        counted.append((statements(search, SELECTION), statements(search, ONLY_HITS)))
    assert counted == [(8, 2)] * 3


def test_what_matches_nothing_needs_no_further_statement(search: Search) -> None:
    assert statements(search, SELECTION) == 2
