"""A draft changes nothing that the API answers before it is published."""

from __future__ import annotations

import json

import pytest

from articles.models import ArticleAuthor, ArticlePage, Claim
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory

from .conftest import Ask

pytestmark = pytest.mark.django_db

FOUND = "query ($words: String) { pages(searchQuery: $words) { title } }"
USED_ON = """
query ($id: ID) {
  page(id: $id) { ... on ArticlePage { blocks { ... on ClaimBlock { claim { usedOn { title } } } } } }
}
"""


def body_with(claim: Claim) -> str:
    return json.dumps([{"type": "claim", "value": {"claim": claim.pk, "note": ""}}])


@pytest.fixture
def draft() -> ArticlePage:
    """A live article with a new title, author and text in a draft."""
    article = ArticlePageFactory(title="Published words", live=True)
    article.title = "Secret words"
    article.article_authors = [ArticleAuthor(author=AuthorFactory())]
    return article


def test_live_page_is_not_found_by_the_words_of_its_draft(ask: Ask, draft: ArticlePage) -> None:
    draft.save_revision()
    assert ask(FOUND, words="secret") == {"pages": []}
    assert ask(FOUND, words="published") == {"pages": [{"title": "Published words"}]}


def test_claim_does_not_tell_where_a_draft_shows_it(ask: Ask, draft: ArticlePage) -> None:
    claim = ClaimFactory()
    shown = ArticlePageFactory(title="Shown", body=body_with(claim))
    draft.body = body_with(claim)
    draft.save_revision()
    blocks = [{"claim": {"usedOn": [{"title": "Shown"}]}}]
    assert ask(USED_ON, id=shown.pk) == {"page": {"blocks": blocks}}


def test_published_draft_is_answered(ask: Ask, draft: ArticlePage) -> None:
    draft.save_revision().publish()
    assert ask(FOUND, words="secret") == {"pages": [{"title": "Secret words"}]}
