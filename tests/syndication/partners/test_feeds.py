"""What a partner receives: exactly what was agreed on, and nobody else anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from content_api.caching.answers import memory
from media.models.image import ImageLicence
from syndication.models import SyndicationPartner
from syndication.models.partner_choices import FeedFormat, PartnerStatus
from syndication.partners import tokens
from tests.api.lookahead.content import article_with_everything
from tests.factories.articles import (
    ArticlePageFactory,
    TopicFactory,
)
from tests.factories.media import ImageFactory
from tests.factories.partners import SyndicationPartnerFactory, path_of, with_token

from .reading import MONDAY, figure, items, published, titles

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


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
    _, path = with_token(feed_format=FeedFormat.ATOM)

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


def test_release_is_told_to_who_asks_by_date(client: Client) -> None:
    published(MONDAY, title="One")
    _, path = with_token(delay_hours=24, feed_format=FeedFormat.JSON)
    SyndicationPartner.objects.update(changed_at=MONDAY)

    with time_machine.travel(MONDAY + 23 * HOUR, tick=False) as clock:
        first = client.get(path)
        clock.shift(HOUR)
        again = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (first.json()["items"], again.status_code) == ([], 200)


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
