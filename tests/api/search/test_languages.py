"""Locales, and Chinese, which has no spaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wagtail.models import Locale

from articles.models import TopicText
from tests.api.search.conftest import Search
from tests.factories.articles import ArticlePageFactory, TopicFactory
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

Found = Callable[..., list[str]]


@pytest.fixture
def translated(chinese: Locale) -> None:
    """The same page in two languages, both with the word Django."""
    home_page().copy_for_translation(chinese).save_revision().publish()
    copy = StandardPageFactory(title="About Django").copy_for_translation(chinese)
    copy.title = "关于 Django"
    copy.save_revision().publish()


@pytest.mark.usefixtures("translated")
def test_pages_of_a_locale(found: Found) -> None:
    assert sorted(found("django")) == ["About Django", "关于 Django"]
    assert found("django", locale="en") == ["About Django"]
    assert found("django", locale="zh-hans") == ["关于 Django"]


def test_snippets_are_found_by_the_texts_that_the_viewer_is_shown(found: Found, chinese: Locale) -> None:
    english = Locale.get_default()
    TopicFactory(
        slug="both", texts=[TopicText(locale=english, name="History"), TopicText(locale=chinese, name="历史故事")]
    )
    TopicFactory(slug="english", texts=[TopicText(locale=english, name="History of maps")])
    assert sorted(found("history")) == ["both", "english"]
    assert found("history", locale="en") == found("history")
    assert found("history", locale="zh-hans") == ["english"]
    assert found("历史", locale="zh-hans") == ["both"]
    assert found("历史") == []


def test_a_text_that_is_taken_away_is_not_found(found: Found, chinese: Locale) -> None:
    texts = [TopicText(locale=Locale.get_default(), name="History"), TopicText(locale=chinese, name="历史")]
    topic = TopicFactory(slug="history", texts=texts)
    topic.texts = topic.texts.filter(locale=Locale.get_default())
    topic.save()
    assert found("历史", locale="zh-hans") == []
    assert found("history", locale="zh-hans") == ["history"]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("框架", True),
        ("网络框架", True),
        ("框", True),
        ("架", True),
        ("较", True),
        ("Django框架", True),
        ("django 比较", True),
        ("架框", False),
        ("数据库", False),
        ("框架 数据", False),
    ],
)
def test_chinese(found: Found, words: str, is_found: bool) -> None:
    ArticlePageFactory(title="Django 网络框架比较", slug="chinese")
    assert found(words) == (["Django 网络框架比较"] if is_found else [])


def test_chinese_highlights(search: Search) -> None:
    ArticlePageFactory(title="网络框架比较", slug="chinese")
    answer = search("框架", "hits { highlights { html } }")
    assert answer == {"hits": [{"highlights": [{"html": "网络<mark>框架</mark>比较"}]}]}
