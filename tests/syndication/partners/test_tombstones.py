"""What a partner is told of articles that it has already: to take them off, to take them anew."""

from __future__ import annotations

from datetime import timedelta

import lxml.etree
import pytest
import time_machine
from django.test import Client

from articles.models import ArticleCorrection, ArticlePage
from syndication.models import Receipt
from syndication.models.partner_choices import FeedFormat
from tests.factories.partners import with_token

from .reading import MONDAY, feed, published, titles

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def test_tombstone_of_what_the_partner_has(client: Client) -> None:
    had = published(MONDAY, title="Had", slug="had")
    never = published(MONDAY + HOUR, title="Never fetched")
    partner, path = with_token(feed_format=FeedFormat.JSON)
    _, untold = with_token(feed_format=FeedFormat.JSON)
    never.unpublish()
    client.get(path)
    with time_machine.travel(MONDAY + 24 * HOUR, tick=False):
        had.title = "Secret"
        had.unpublish()

    (stone,) = feed(path)["_nuages"]["withdrawn"]
    assert stone == {
        "id": f"urn:uuid:{had.uid}",
        "url": Receipt.objects.get(partner=partner).url,
        "at": "2026-11-03T09:00:00+00:00",
    }
    assert "withdrawn" not in feed(untold)["_nuages"]
    assert titles(path) == []
    ArticlePage.objects.get(pk=had.pk).save_revision().publish()
    assert "withdrawn" not in feed(path)["_nuages"]


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_tombstone_of_a_deleted_article_in_xml(client: Client, feed_format: str) -> None:
    article = published()
    _, path = with_token(feed_format=feed_format)
    client.get(path)
    uid = article.uid
    article.delete()

    root = lxml.etree.fromstring(client.get(path).content)

    (stone,) = root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert stone.get("ref") == f"urn:uuid:{uid}"


def test_old_article_that_was_corrected_is_handed_out_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    old = published(MONDAY, title="Old")
    _, path = with_token(feed_format=FeedFormat.JSON)
    client.get(path)
    monkeypatch.setattr("syndication.partners.chosen.RECENT", 1)
    published(MONDAY + HOUR, title="New")
    before = titles(path)
    old.corrections.add(ArticleCorrection(what="Two."))
    old.save_revision().publish()

    assert (before, titles(path), titles(path)) == (["New"], ["New", "Old"], ["New"])
