"""How a partner is given the texts: filters, languages, links, elements, terms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import feedparser
import lxml.etree
import pytest
import time_machine
from django.test import Client
from wagtail.models import Locale, Site

from articles.models import ArticleAuthor, ArticleCorrection
from syndication.models.partner_choices import FeedContent, FeedFormat, RobotsRule
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.partners import path_of, with_token

from .reading import MONDAY, feed, items, paragraph, published, titles

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def test_links_to_us_carry_the_campaign_once() -> None:
    site = Site.objects.get(is_default_site=True).root_url
    target = published(title="Target", slug="target")
    text = (
        f'<p><a linktype="page" id="{target.pk}">page</a> '
        f'<a href="{site}/x?utm_source=old&amp;q=1#there">own</a> <a href="https://elsewhere.example/?a=1">other</a></p>'
    )
    published(MONDAY + HOUR, title="One", slug="one", body=[paragraph(text)])
    _, path = with_token(slug="acme", feed_format=FeedFormat.JSON, attribution_text="By us")
    campaign = "utm_source=acme&utm_medium=syndication&utm_campaign=autumn"

    item = items(path)[0]

    assert item["url"] == f"{site}/articles/one/?{campaign}"
    assert item["external_url"] == f"{site}/articles/one/"
    links = [a.get("href") for a in lxml.etree.HTML(item["content_html"]).iter("a")]
    assert links == [
        f"{site}/articles/target/?{campaign}",
        f"{site}/x?q=1&{campaign}#there",
        "https://elsewhere.example/?a=1",
        f"{site}/articles/one/?{campaign}",
    ]


def test_summary_leads_to_the_article() -> None:
    published(
        title="One",
        standfirst="In short.",
        body=[paragraph("<p>At length.</p>")],
        corrections=[ArticleCorrection(corrected_at=MONDAY, what="Two.")],
    )
    _, path = with_token(content=FeedContent.SUMMARY, feed_format=FeedFormat.JSON)

    (item,) = items(path)

    assert "At length." not in str(item)
    assert "In short." in item["content_html"]
    assert "Read on the site" in item["content_html"]
    assert "Corrected on 2026-11-02: </strong>Two." in item["content_html"].replace(":</strong> ", ": </strong>")
    assert item["_nuages"]["corrections"][0]["what"] == "Two."


def test_correction_is_told_once() -> None:
    published(title="One", standfirst="In short.", corrections=[ArticleCorrection(corrected_at=MONDAY, what="Two.")])
    _, path = with_token(feed_format=FeedFormat.JSON)

    (item,) = items(path)

    assert (item["summary"], item["content_html"].count("Two.")) == ("In short.", 1)


def test_elements_that_are_not_taken_leave_their_text() -> None:
    published(
        title="One",
        body=[
            ("heading", {"text": "Head", "level": "h2"}),
            paragraph("<p>One <b>two</b></p>"),
        ],
    )
    _, path = with_token(allowed_tags=["p"], attribution_text="By us", feed_format=FeedFormat.JSON)

    (item,) = items(path)

    assert item["content_html"] == "Head <p>One two</p><p>By us</p>"


def test_terms_are_in_the_feed(client: Client) -> None:
    _, path = with_token(
        feed_format=FeedFormat.JSON,
        robots=RobotsRule.NOINDEX,
        attribution_text="By us",
        attribution_url="https://us.example/",
        expires_at=MONDAY + timedelta(days=1),
    )
    _, xml = with_token(robots=RobotsRule.INDEX, must_link_canonical=False, attribution_text="")

    with time_machine.travel(MONDAY, tick=False):
        terms = feed(path)["_nuages"]["terms"]
        told = client.get(xml).content.decode()

    assert terms == {
        "canonical": "required",
        "robots": "noindex",
        "attribution": "By us",
        "attribution-url": "https://us.example/",
        "expires": "2026-11-03T09:00:00+00:00",
    }
    assert '<nuages:term name="canonical">optional</nuages:term><nuages:term name="robots">index</nuages:term>' in told


def test_change_of_the_terms_is_seen_at_once(client: Client) -> None:
    published(title="One", kind="guide")
    with time_machine.travel(MONDAY + HOUR, tick=False) as clock:
        partner, path = with_token(feed_format=FeedFormat.JSON)
        first = client.get(path)
        clock.shift(HOUR)
        partner.kinds = ["news"]
        partner.save()
        since = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (since.status_code, since.json()["items"]) == (200, [])


def test_languages_have_feeds_of_their_own(client: Client) -> None:
    article = published(title="Wort")
    chinese, _ = Locale.objects.get_or_create(language_code="zh-hans")
    translated = article.copy_for_translation(chinese, copy_parents=True)
    translated.title = "词"
    translated.save_revision().publish()
    partner, path = with_token(locales=["en", "zh-hans"], feed_format=FeedFormat.JSON)

    assert titles(path) == ["Wort"]
    assert titles(path_of(partner, "zh-hans")) == ["词"]
    assert [feed(one)["language"] for one in (path, path_of(partner, "zh-hans"))] == ["en", "zh-Hans"]


def test_filters() -> None:
    author, framework = AuthorFactory(), FrameworkFactory()
    claim = ClaimFactory(framework=framework)
    published(title="By", article_authors=[ArticleAuthor(author=author)])
    published(title="News", kind="news")
    published(title="About", body=[("claim", {"claim": claim, "note": ""})])
    tagged = published(title="Tagged")
    tagged.tags.add("async")
    tagged.save_revision().publish()
    filters: dict[str, dict[str, Any]] = {
        "By": {"authors": [str(author.uid)]},
        "News": {"kinds": ["news", "opinion"]},
        "About": {"frameworks": [str(framework.uid)]},
        "Tagged": {"tags": ["async"]},
    }

    found = {}
    for title, chosen in filters.items():
        _, path = with_token(feed_format=FeedFormat.JSON, **chosen)
        found[title] = titles(path)
    _, both = with_token(feed_format=FeedFormat.JSON, kinds=["news"], authors=[str(author.uid)])

    assert found == {title: [title] for title in filters}
    assert titles(both) == []


def test_topic_that_is_gone_matches_nothing() -> None:
    topic = TopicFactory()
    published(title="One")
    _, path = with_token(topics=[str(topic.uid)], feed_format=FeedFormat.JSON)
    topic.delete()

    assert titles(path) == []


def test_partner_of_another_site(client: Client) -> None:
    published(title="Here")
    home = Site.objects.get(is_default_site=True).root_page
    other = home.get_parent().add_child(instance=type(home.specific)(title="Other", slug="other"))
    site = Site.objects.create(hostname="other.example", root_page=other)
    ArticlePageFactory(title="There", parent=other)
    _, path = with_token(site=site, feed_format=FeedFormat.JSON)

    assert titles(path) == ["There"]


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_feed_is_well_formed(client: Client, feed_format: str) -> None:
    published(title="Ein ]]> 中文 😀 \x0b <b>", standfirst="a & b \x01")
    _, path = with_token(feed_format=feed_format)
    content = client.get(path).content

    lxml.etree.fromstring(content, lxml.etree.XMLParser(recover=False))
    parsed = feedparser.parse(content)

    assert not parsed.bozo
    assert parsed.entries[0].title.startswith("Ein ]]> 中文 😀")
