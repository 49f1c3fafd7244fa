"""The root field ``feeds``."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, Site

from articles.models import TopicText
from home.models import HomePage
from tests.api.conftest import Ask
from tests.factories.articles import AuthorFactory, FrameworkFactory, TopicFactory

pytestmark = pytest.mark.django_db

FEEDS = "query($locale: String) { feeds(locale: $locale) { url format mimeType subject slug title language } }"


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
        "title": None,
        "language": "en",
    }
    assert [one["url"].rpartition("/")[2] for one in feeds if one["slug"] == "web"] == [
        "web.rss",
        "web.atom",
        "web.json",
    ]


def test_names_of_what_feeds_are_about(ask: Ask) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    english = TopicText(locale=Locale.get_default(), name="The web")
    TopicFactory(slug="web", texts=[english, TopicText(locale=chinese, name="网络")])
    AuthorFactory(slug="ann", name="Ann")

    titles = {
        locale: [one["title"] for one in ask(FEEDS, locale=locale)["feeds"] if one["format"] == "RSS"]
        for locale in ("en", "zh-hans")
    }

    assert titles == {
        "en": [None, "Guide", "News", "Explainer", "How-to", "Opinion", "The web", "Ann"],
        "zh-hans": [None, "指南", "新闻", "解读", "教程", "观点", "网络", "Ann"],
    }


def test_feeds_of_another_site(ask: Ask) -> None:
    other = Page.objects.get(depth=1).add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.test", root_page=other)

    feeds = ask('{ feeds(site: "other.test") { url } }')["feeds"]

    assert feeds[0]["url"] == "http://api.testserver/feeds/articles.rss?site=other.test"


def test_feeds_of_another_language(ask: Ask) -> None:
    Locale.objects.create(language_code="zh-hans")

    first = ask(FEEDS, locale="zh-hans")["feeds"][0]

    assert (first["url"], first["language"]) == ("http://api.testserver/feeds/zh-hans/articles.rss", "zh-Hans")


CHOSEN = "query($subject: FeedSubject, $slug: String) { feeds(subject: $subject, slug: $slug) { subject slug format } }"


@pytest.mark.parametrize(
    ("subject", "slug", "found"),
    [
        ("ARTICLES", None, [("ARTICLES", None)]),
        ("TOPIC", "web", [("TOPIC", "web")]),
        ("TOPIC", None, [("TOPIC", "api"), ("TOPIC", "web")]),
        ("KIND", "how-to", [("KIND", "how-to")]),
        (None, "web", [("TOPIC", "web"), ("AUTHOR", "web")]),
        ("AUTHOR", "api", []),
        ("ARTICLES", "web", []),
    ],
)
def test_feeds_of_a_subject(ask: Ask, subject: str | None, slug: str | None, found: list[tuple[str, str]]) -> None:
    for name in ("api", "web"):
        TopicFactory(slug=name)
    AuthorFactory(slug="web")

    feeds = ask(CHOSEN, subject=subject, slug=slug)["feeds"]

    assert [(one["subject"], one["slug"]) for one in feeds if one["format"] == "ATOM"] == found
    assert len(feeds) == 3 * len(found)


def test_feeds_of_one_subject_cost_one_statement_more(
    ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    AuthorFactory(slug="ann")
    with django_assert_num_queries(1):
        ask(CHOSEN, subject="ARTICLES")
    with django_assert_num_queries(2):
        ask(CHOSEN, subject="AUTHOR", slug="ann")
