"""The root field ``feeds``."""

from __future__ import annotations

import pytest
from wagtail.models import Locale

from tests.api.conftest import Ask
from tests.factories.articles import AuthorFactory, FrameworkFactory, TopicFactory

pytestmark = pytest.mark.django_db

FEEDS = "query($locale: String) { feeds(locale: $locale) { url format mimeType subject slug language } }"


def test_every_feed_in_every_format(ask: Ask) -> None:
    TopicFactory(slug="web")
    AuthorFactory(slug="ann")
    FrameworkFactory(slug="django")
    FrameworkFactory(slug="hidden", live=False)

    feeds = ask(FEEDS)["feeds"]

    kinds = ["guide", "news", "explainer", "how-to", "opinion"]
    assert [(one["subject"], one["slug"]) for one in feeds if one["format"] == "ATOM"] == [
        ("ARTICLES", None),
        *(("KIND", kind) for kind in kinds),
        ("TOPIC", "web"),
        ("AUTHOR", "ann"),
        ("FRAMEWORK", "django"),
    ]
    assert feeds[0] == {
        "url": "http://api.testserver/feeds/articles.rss",
        "format": "RSS",
        "mimeType": "application/rss+xml",
        "subject": "ARTICLES",
        "slug": None,
        "language": "en",
    }
    assert [one["url"].rpartition("/")[2] for one in feeds if one["slug"] == "web"] == [
        "web.rss",
        "web.atom",
        "web.json",
    ]


def test_feeds_of_another_language(ask: Ask) -> None:
    Locale.objects.create(language_code="zh-hans")

    first = ask(FEEDS, locale="zh-hans")["feeds"][0]

    assert (first["url"], first["language"]) == ("http://api.testserver/feeds/zh-hans/articles.rss", "zh-Hans")
