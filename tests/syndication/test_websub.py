"""Telling a WebSub hub which feeds have changed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from pytest_django import Settings
from wagtail.models import Page, Site

from articles.models import ArticleKind, ArticlePage
from home.models import HomePage
from syndication import websub
from syndication.models import HubNotice
from tests.factories.articles import ArticlePageFactory, TopicFactory
from tests.servers import Receiver, receiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hub(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(websub, "_seen", [None])
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    settings.OUTBOUND_PORTS = list(range(1_024, 65_536))
    with receiver() as hub:
        settings.WEBSUB_HUB = hub.url
        yield hub


def told(hub: Receiver) -> list[str]:
    """Paths of the RSS feeds that the hub was told of since the last time."""
    found = []
    for request in hub.received:
        fields = parse_qsl(request.body.decode())
        assert fields[0] == ("hub.mode", "publish")
        endings = [address.rpartition(".")[2] for _, address in fields[1:]]
        assert endings == ["rss", "rss?content=summary", "atom", "atom?content=summary", "json", "json?content=summary"]
        found.append(fields[1][1].removeprefix("http://api.testserver/feeds/").removesuffix(".rss"))
    hub.received.clear()
    return found


def run() -> int:
    return websub.tell_hub(lambda: False)


def test_nothing_is_told_without_a_hub(settings: Settings) -> None:
    ArticlePageFactory.create()

    assert run() == 0
    assert HubNotice.objects.count() == 0


def test_feeds_that_changed_are_told_once(hub: Receiver) -> None:
    topic, other = TopicFactory(slug="web"), TopicFactory(slug="other")
    article = ArticlePageFactory.create(kind="guide", topics=[topic])
    ArticlePageFactory.create(kind="news", topics=[other])
    run()
    hub.received.clear()
    assert run() == 0

    article.title = "Another title"
    article.save_revision().publish()

    assert run() == 3
    assert told(hub) == ["articles", "kinds/guide", "topics/web"]
    assert run() == 0


def test_change_of_something_else_is_not_told(hub: Receiver) -> None:
    article = ArticlePageFactory.create()
    article.save_revision().publish()
    run()
    hub.received.clear()

    ArticlePage.objects.get(pk=article.pk).save_revision().publish()

    assert run() == 0
    assert told(hub) == []


def test_what_the_hub_refused_is_told_again(hub: Receiver) -> None:
    TopicFactory(slug="web")
    refused = "/feeds/topics/web".replace("/", "%2F")
    hub.answer = lambda request: (400 if refused.encode() in request.body else 204, {}, b"")
    with pytest.raises(websub.HubError, match=r"refused 1 feeds, such as /feeds/topics/web.json with 400$"):
        run()
    assert HubNotice.objects.count() == 1 + len(ArticleKind)
    hub.received.clear()
    hub.answer = lambda request: (202, {}, b"")

    assert run() == 1
    assert told(hub) == ["topics/web"]


def test_hub_in_trouble_is_left_alone_for_a_while(hub: Receiver) -> None:
    hub.answer = lambda request: (503, {}, b"")

    with pytest.raises(websub.HubError, match=r"^The hub cannot take /feeds/articles.json now: 503$"):
        run()
    assert len(hub.received) == 1
    assert HubNotice.objects.count() == 0


def test_hub_that_does_not_answer_is_told_later(settings: Settings, hub: Receiver) -> None:
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"

    with pytest.raises(websub.HubError, match=r"^The hub cannot be told of /feeds/articles.json: "):
        run()


def test_feeds_of_every_site_are_told(hub: Receiver) -> None:
    other = Page.objects.get(depth=1).add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.test", root_page=other)
    run()

    paths = HubNotice.objects.values_list("path", flat=True)

    assert "/feeds/articles.json" in paths
    assert "/feeds/articles.json?site=other.test%3A80" in paths
