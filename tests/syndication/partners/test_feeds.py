"""What a partner receives: exactly what was agreed on, and nobody else anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import feedparser
import lxml.etree
import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Site

from articles.models import ArticleAuthor, ArticleCorrection, ArticlePage
from content_api.caching.answers import memory
from media.models.image import ImageLicence
from syndication.models import Receipt, SyndicationPartner
from syndication.models.partner_choices import FeedContent, FeedFormat, PartnerStatus, RobotsRule
from syndication.partners import tokens
from tests.api.lookahead.content import article_with_everything
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.media import ImageFactory
from tests.factories.partners import SyndicationPartnerFactory, path_of, with_token

from .reading import MONDAY, feed, items, published, titles

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def figure(image: Any) -> tuple[str, dict[str, Any]]:
    chosen = {"image": image, "alt_text": "x", "decorative": False}
    return ("image", {"image": chosen, "caption": image.title, "credit": ""})


def paragraph(html: str) -> tuple[str, dict[str, Any]]:
    return ("paragraph", {"body": html})


def test_a_day_late_two_topics_and_no_images_of_others() -> None:
    """The partner of the contract: 24 hours, two topics, images of our own alone."""
    web, data, other = (TopicFactory(slug=slug) for slug in ("web", "data", "other"))
    ours = ImageFactory(title="Ours", licence=ImageLicence.OWN)
    theirs = ImageFactory(title="Theirs", licence=ImageLicence.PRESS)
    unknown = ImageFactory(title="Unknown")
    body = [figure(image) for image in (ours, theirs, unknown)]
    published(MONDAY, title="Web", topics=[web], hero_image=ours, body=body)
    published(MONDAY + HOUR, title="Data", topics=[data], hero_image=theirs)
    published(MONDAY + 2 * HOUR, title="Other", topics=[other], hero_image=ours)
    published(MONDAY + 3 * HOUR, title="Late", topics=[web, other], hero_image=unknown)
    _, path = with_token(
        delay_hours=24,
        topics=[str(web.uid), str(data.uid)],
        image_rights=["own"],
        feed_format=FeedFormat.JSON,
        attribution_text="By us",
    )

    with time_machine.travel(MONDAY, tick=False) as clock:
        received = []
        for hours in (23, 24, 25, 26, 27):
            clock.move_to(MONDAY + timedelta(hours=hours))
            received.append(titles(path))
        found = {item["title"]: item for item in items(path)}

    assert received == [[], ["Web"], ["Data", "Web"], ["Data", "Web"], ["Late", "Data", "Web"]]
    assert [("image" in found[title]) for title in ("Web", "Data", "Late")] == [True, False, False]
    html = found["Web"]["content_html"]
    assert html.count("<img") == 1
    assert ("Ours" in html, "Theirs" in html, "Unknown" in html) == (True, False, False)


def test_kept_until_the_next_release() -> None:
    published(MONDAY, title="First")
    published(MONDAY + HOUR, title="Second")
    _, path = with_token(delay_hours=1, feed_format=FeedFormat.JSON)
    with time_machine.travel(MONDAY + HOUR, tick=False) as clock:
        first = Client().get(path)
        Client().get(path)  # the receipt of the first has moved the mark
        with CaptureQueriesContext(connection) as kept:
            again = Client().head(path)
        assert len(kept) == 2
        clock.shift(HOUR)
        assert titles(path) == ["Second", "First"]

    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("wrong", ["slug", "token", "both"])
def test_wrong_pair_of_slug_and_token(client: Client, wrong: str) -> None:
    published(title="One")
    partner, path = with_token(slug="acme")
    _, other = with_token(slug="other")
    token = path.rpartition("/")[2].removesuffix(".rss")
    stranger = other.rpartition("/")[2].removesuffix(".rss")
    pairs = {"slug": ("other", token), "token": ("acme", stranger), "both": ("nobody", "A" * 43)}
    slug, text = pairs[wrong]

    with CaptureQueriesContext(connection) as statements:
        response = client.get(f"/feeds/partners/{slug}/{text}.rss")

    assert (response.status_code, len(statements)) == (404, 1)
    assert client.get(path).status_code == 200
    assert partner.receipts.count() == 1


def test_expired_partner(client: Client) -> None:
    partner, path = with_token(expires_at=MONDAY)
    with time_machine.travel(MONDAY - HOUR, tick=False):
        before = client.get(path)
    with time_machine.travel(MONDAY, tick=False):
        after = client.get(path)
        wrong = client.get(path.replace(partner.slug, "other"))

    assert (before.status_code, after.status_code, wrong.status_code) == (200, 410, 404)
    assert after["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("status", "expected"), [(PartnerStatus.DRAFT, 404), (PartnerStatus.PAUSED, 403), (PartnerStatus.LIVE, 200)]
)
def test_state_of_the_partner(client: Client, status: str, expected: int) -> None:
    _, path = with_token(status=status)

    assert client.get(path).status_code == expected


def test_other_format_and_other_language_are_not_agreed_on(client: Client) -> None:
    partner, path = with_token(feed_format=FeedFormat.ATOM)

    assert client.get(path.replace(".atom", ".rss")).status_code == 404
    assert client.get(path.replace(".atom", "/zh-hans.atom")).status_code == 404
    assert client.post(path).status_code == 405


def test_token_is_replaced_with_an_overlap(client: Client) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        partner, old = with_token()
        tokens.rotate(partner, timedelta(days=1))
        new = path_of(partner)
        during = [client.get(path).status_code for path in (old, new)]
        clock.shift(timedelta(days=1))
        after = [client.get(path).status_code for path in (old, new)]

    assert old != new
    assert (during, after) == ([200, 200], [404, 200])


@pytest.mark.parametrize("feed_format", FeedFormat.values)
def test_headers(client: Client, feed_format: str) -> None:
    published()
    _, path = with_token(feed_format=feed_format)

    response = client.get(path)

    assert response["Cache-Control"] == "private, no-cache"
    assert not response.has_header("Cache-Tag")
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert not response.cookies
    token = path.rpartition("/")[2].partition(".")[0]
    assert token not in response.content.decode()


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_feed_is_well_formed(client: Client, feed_format: str) -> None:
    published(title="Ein ]]> 中文 😀 \x0b <b>", standfirst="a & b \x00")
    _, path = with_token(feed_format=feed_format)
    content = client.get(path).content

    lxml.etree.fromstring(content, lxml.etree.XMLParser(recover=False))
    parsed = feedparser.parse(content)

    assert not parsed.bozo
    assert parsed.entries[0].title.startswith("Ein ]]> 中文 😀")


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


def test_release_is_told_to_who_asks_by_date(client: Client) -> None:
    published(MONDAY, title="One")
    partner, path = with_token(delay_hours=24, feed_format=FeedFormat.JSON)
    SyndicationPartner.objects.update(changed_at=MONDAY)

    with time_machine.travel(MONDAY + 23 * HOUR, tick=False) as clock:
        first = client.get(path)
        clock.shift(HOUR)
        again = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (first.json()["items"], again.status_code) == ([], 200)


def test_tombstone_of_what_the_partner_has(client: Client) -> None:
    had = published(MONDAY, title="Had", slug="had")
    never = published(MONDAY + HOUR, title="Never fetched")
    partner, path = with_token(feed_format=FeedFormat.JSON)
    other, untold = with_token(feed_format=FeedFormat.JSON)
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
    partner, path = with_token(feed_format=FeedFormat.JSON)
    client.get(path)
    monkeypatch.setattr("syndication.partners.chosen.RECENT", 1)
    published(MONDAY + HOUR, title="New")
    before = titles(path)
    old.corrections.add(ArticleCorrection(what="Two."))
    old.save_revision().publish()

    assert (before, titles(path), titles(path)) == (["New"], ["New", "Old"], ["New"])


def test_partner_of_another_site(client: Client) -> None:
    published(title="Here")
    home = Site.objects.get(is_default_site=True).root_page
    other = home.get_parent().add_child(instance=type(home.specific)(title="Other", slug="other"))
    site = Site.objects.create(hostname="other.example", root_page=other)
    ArticlePageFactory(title="There", parent=other)
    _, path = with_token(site=site, feed_format=FeedFormat.JSON)

    assert titles(path) == ["There"]


def statements_of(path: str) -> int:
    memory.clear()
    with CaptureQueriesContext(connection) as statements:
        response: HttpResponse = Client().head(path)
    assert response.status_code == 200
    return sum(one["sql"].startswith("SELECT") for one in statements)


def test_statements_do_not_depend_on_the_number_of_articles() -> None:
    topic = TopicFactory()
    _, path = with_token(topics=[str(topic.uid)], delay_hours=1)
    numbers = []
    for count in (4, 14):
        for _ in range(count):
            ArticlePageFactory(hero_image=ImageFactory(), topics=[topic], first_published_at=MONDAY)
        page = article_with_everything(1)
        page.topics.add(topic)
        page.first_published_at = MONDAY
        page.save()
        numbers.append(statements_of(path))

    assert numbers[0] == numbers[1] <= 22  # two of them before anything is rendered


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_partner_that_has_it(client: Client, header: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published()
    partner = SyndicationPartnerFactory()
    path = path_of(partner)
    client.get(path)
    first = client.get(path)
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]

    with django_assert_num_queries(2):
        again = client.get(path, headers={asked: first[header]})

    assert (again.status_code, again.content) == (304, b"")
