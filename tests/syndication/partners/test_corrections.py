"""A correction reaches everybody who holds the text: partners, issues, receivers of webhooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from standardwebhooks import Webhook

from accounts.models import User
from articles.models import ArticleCorrection, ArticlePage
from content_api.changes.log import current_version
from content_api.webhooks.secrets import unseal
from content_api.webhooks.turns import take_turn
from syndication.models import SyndicationPartner
from syndication.models.partner_choices import FeedFormat, PartnerStatus
from syndication.partners.outdated import outdated_texts
from tests.api.conftest import Post
from tests.factories.articles import TopicFactory
from tests.factories.partners import path_of, with_token
from tests.factories.syndication import NewsletterIssuePageFactory, lead
from tests.factories.webhooks import WebhookEndpointFactory
from tests.servers import Receiver, receiver

from .reading import MONDAY, items, published

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
ARTICLE = "query($slug: String!) { article(slug: $slug) { corrections { what why } } }"
CHANGES = """query($since: String) {
  changes(since: $since, types: [ARTICLE_PAGE]) { cursor nodes { uid isCorrection } }
}"""


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as notes:
        yield notes


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False) as clock:
        yield clock


def corrected(article: ArticlePage, what: str = "1990 became 1991.") -> None:
    article = ArticlePage.objects.get(pk=article.pk)
    article.corrections.add(ArticleCorrection(what=what, why="A slip."))
    article.save_revision().publish()


def issue_with(article: ArticlePage) -> Any:
    issue = NewsletterIssuePageFactory(title="Issue 1", sections=[lead(article)])
    issue.save_revision().publish()
    return issue


def told() -> list[tuple[str, str, str]]:
    return [(text.holder, text.title, text.reason) for text in outdated_texts()]


def panel(client: Client) -> str:
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    found = soup.find(id="outdated-texts-section") or soup.find(id="panel-outdated-texts-section")
    return found.get_text(" ", strip=True) if found else ""


def test_correction_reaches_all_who_carry_the_text(
    client: Client, admin_client: Client, post: Post, there: Receiver, tuesday: time_machine.Coordinates
) -> None:
    """Two partners and one issue carry an article, which is corrected; then one partner fetches, then the other."""
    article = published(title="Django")
    one, two = (with_token(name=name, feed_format=FeedFormat.JSON)[1] for name in ("Acme", "Binford"))
    for path in (one, two):
        client.get(path)
    issue_with(article)
    endpoint = WebhookEndpointFactory(url=there.url, kinds=["correction"], cursor=current_version())
    since = post({"query": CHANGES}).json()["data"]["changes"]["cursor"]
    assert told() == []

    tuesday.shift(HOUR)
    corrected(article)

    # Readers of the API see it, and those who follow the changes.
    query = {"query": ARTICLE, "variables": {"slug": article.slug}}
    assert post(query).json()["data"]["article"]["corrections"] == [{"what": "1990 became 1991.", "why": "A slip."}]
    changes = post({"query": CHANGES, "variables": {"since": since}}).json()["data"]["changes"]["nodes"]
    assert changes == [{"uid": str(article.uid), "isCorrection": True}]
    # The webhook.
    take_turn(endpoint.pk, bool)
    (request,) = there.received
    message = Webhook(unseal(endpoint.secret)).verify(request.body, request.headers)
    assert (message["type"], message["data"]["uid"], message["data"]["isCorrection"]) == (
        "page.updated",
        str(article.uid),
        True,
    )
    # The dashboard.
    assert told() == [
        ("Acme", "Django", "corrected"),
        ("Binford", "Django", "corrected"),
        ("Issue 1", "Django", "corrected"),
    ]
    text = panel(admin_client)
    assert [name in text for name in ("Django", "Acme", "Binford", "Issue 1")] == [True] * 4

    tuesday.shift(HOUR)
    (item,) = items(one)
    assert item["_nuages"]["corrections"][0]["what"] == "1990 became 1991."
    assert [holder for holder, _, _ in told()] == ["Binford", "Issue 1"]
    items(two)
    assert [holder for holder, _, _ in told()] == ["Issue 1"]
    assert "Acme" not in panel(admin_client)


def test_change_without_a_correction(client: Client, tuesday: time_machine.Coordinates) -> None:
    article = published(title="Django")
    _, path = with_token(name="Acme")
    client.get(path)
    tuesday.shift(HOUR)
    article.standfirst = "Another."
    article.save_revision().publish()

    assert told() == [("Acme", "Django", "changed")]


def test_publishing_again_outdates_nobody(client: Client, tuesday: time_machine.Coordinates) -> None:
    article = published()
    _, path = with_token()
    client.get(path)
    issue_with(article)
    tuesday.shift(HOUR)
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()

    assert told() == []


def test_withdrawal_outdates_until_it_was_told(client: Client, tuesday: time_machine.Coordinates) -> None:
    article = published(title="Django")
    _, path = with_token(name="Acme")
    client.get(path)
    issue_with(article)
    tuesday.shift(HOUR)
    article.unpublish()

    before = told()
    client.get(path)

    assert before == [("Acme", "Django", "withdrawn"), ("Issue 1", "Django", "withdrawn")]
    assert told() == [("Issue 1", "Django", "withdrawn")]


def test_article_that_left_the_partners_reach_is_not_outdated(
    client: Client, tuesday: time_machine.Coordinates
) -> None:
    topic = TopicFactory()
    article = published(topics=[topic])
    _, path = with_token(topics=[str(topic.uid)])
    client.get(path)
    tuesday.shift(HOUR)
    article.topics.clear()
    article.save_revision().publish()

    assert told() == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": PartnerStatus.DRAFT}, []),
        ({"status": PartnerStatus.PAUSED}, ["Acme"]),
        ({"expires_at": MONDAY}, []),
    ],
)
def test_partners_that_fetch_no_more(
    client: Client, tuesday: time_machine.Coordinates, values: dict[str, Any], expected: list[str]
) -> None:
    article = published(title="Django")
    partner, path = with_token(name="Acme")
    client.get(path)
    SyndicationPartner.objects.filter(pk=partner.pk).update(**values)
    tuesday.shift(HOUR)
    corrected(article)

    assert [holder for holder, _, _ in told()] == expected


def test_overview_says_what_is_outdated(
    client: Client, admin_client: Client, tuesday: time_machine.Coordinates
) -> None:
    article = published(title="Django")
    partner, path = with_token()
    client.get(path)
    tuesday.shift(HOUR)
    corrected(article)
    overview = reverse("partners:inspect", args=[partner.pk])

    before = admin_client.get(overview).content.decode()
    client.get(path)
    after = admin_client.get(overview).content.decode()

    assert ("1 text that the partner holds reads otherwise now" in before, ">outdated<" in before) == (True, True)
    assert ("otherwise now" in after, ">outdated<" in after) == (False, False)


def bystanders() -> Group:
    """They enter the admin, and nothing else."""
    group = Group.objects.create(name="Bystanders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.mark.parametrize(
    ("group", "sees"), [("Marketing", True), ("Moderators", True), ("Editors", True), (None, False)]
)
def test_who_sees_the_panel(client: Client, group: str | None, sees: bool, tuesday: time_machine.Coordinates) -> None:
    article = published(title="Django")
    _, path = with_token(name="Acme")
    client.get(path)
    tuesday.shift(HOUR)
    corrected(article)
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=group) if group else bystanders())
    reader = Client()
    reader.force_login(user)

    assert ("Acme" in panel(reader)) is sees


def test_the_report_lists_all_and_is_exported(
    client: Client, admin_client: Client, tuesday: time_machine.Coordinates
) -> None:
    article = published(title="=Django")
    partner, path = with_token(name="Acme")
    client.get(path)
    tuesday.shift(HOUR)
    corrected(article)
    address = reverse("desk_syndication:outdated-texts")

    report = BeautifulSoup(admin_client.get(address).content, "html.parser")
    exported = b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]

    row = report.select_one("table.listing tbody tr")
    assert row is not None
    assert [" ".join(cell.get_text().split()) for cell in row.select("td")][:2] == ["=Django", "Acme"]
    assert row.select_one(f'a[href="{reverse("partners:inspect", args=[partner.pk])}"]') is not None
    head, line = exported.splitlines()
    assert head == "Article,Held by,State of,Since then"
    assert (line.split(",")[0], line.split(",")[-1]) == ("'=Django", "corrected")


@pytest.mark.parametrize(("group", "may"), [("Marketing", True), ("Moderators", True), (None, False)])
def test_who_opens_the_report(client: Client, group: str | None, may: bool) -> None:
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=group) if group else bystanders())
    client.force_login(user)
    assert client.get(reverse("desk_syndication:outdated-texts")).status_code == (200 if may else 302)


@pytest.mark.parametrize("many", [False, True])
def test_statements_do_not_grow(client: Client, tuesday: time_machine.Coordinates, many: bool) -> None:
    articles = [published(title=f"A{number}") for number in range(8 if many else 2)]
    for _ in range(5 if many else 1):
        client.get(with_token()[1])
    for article in articles:
        issue = NewsletterIssuePageFactory(sections=[lead(article)])
        issue.save_revision().publish()
    tuesday.shift(HOUR)
    for article in articles:
        corrected(article)
    outdated_texts()

    with CaptureQueriesContext(connection) as statements:
        found = outdated_texts()

    assert len(found) == (8 * 5 + 8 if many else 2 + 2)
    assert len(statements) == 5


def test_json_of_the_feed_is_what_is_kept(client: Client) -> None:
    """The list of what a feed holds, which is kept with it, never reaches the partner."""
    published()
    partner, _ = with_token(feed_format=FeedFormat.JSON)

    content = client.get(path_of(partner)).content

    assert json.loads(content)["version"] == "https://jsonfeed.org/version/1.1"
