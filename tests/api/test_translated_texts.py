"""Texts of snippets: in the viewer's language, else in the default one, and the answer says which."""

from __future__ import annotations

import pytest
from wagtail.models import Locale

from articles.models import ArticlePage, TopicText
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db

TOPICS = """
query($path: String!, $locale: String) {
  page(urlPath: $path, locale: $locale) { ... on ArticlePage { topics { name description locale } } }
}
"""


@pytest.fixture
def article() -> ArticlePage:
    """An English article with a Chinese translation; one of its two topics has a Chinese text."""
    chinese = Locale.objects.create(language_code="zh-hans")
    both = TopicFactory(slug="both")
    both.texts.add(TopicText(locale=chinese, name="两种语言"))
    both.save()
    article: ArticlePage = ArticlePageFactory(slug="article", topics=[both, TopicFactory(slug="english-only")])
    article.copy_for_translation(chinese, copy_parents=True).save_revision().publish()
    return article


def topics_at(ask: Ask, path: str, locale: str | None = None) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = ask(TOPICS, path=path, locale=locale)["page"]["topics"]
    return sorted(rows, key=lambda row: str(row["name"]))


def test_texts_in_the_default_language(ask: Ask, article: ArticlePage) -> None:
    assert topics_at(ask, f"{article.get_parent().url}article/") == [
        {"name": "About both", "description": None, "locale": "en"},
        {"name": "About english-only", "description": None, "locale": "en"},
    ]


def test_texts_below_a_translated_page_follow_its_language(ask: Ask, article: ArticlePage) -> None:
    assert topics_at(ask, f"/zh-hans{article.get_parent().url}article/") == [
        {"name": "About english-only", "description": None, "locale": "en"},
        {"name": "两种语言", "description": None, "locale": "zh-hans"},
    ]


def test_text_of_an_object_without_texts_is_null(ask: Ask) -> None:
    ArticlePageFactory(slug="article", topics=[TopicFactory(texts=[])])

    answer = ask('{ page(slug: "article") { ... on ArticlePage { topics { name locale } } } }')

    assert answer["page"]["topics"] == [{"name": None, "locale": None}]
