"""The snippet menus: columns, filters, search, looking and copying."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from articles.models import ArticleAuthor, Author, AuthorText, Claim, ClaimStatus
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES: dict[str, Any] = {
    "author": AuthorFactory,
    "claim": ClaimFactory,
    "framework": FrameworkFactory,
    "source": SourceFactory,
    "topic": TopicFactory,
}


def listed(client: Client, name: str, **query: str) -> list[Any]:
    response = client.get(reverse(f"wagtailsnippets_articles_{name}:list"), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def cells(client: Client, name: str) -> list[list[str]]:
    """The texts of the table, row by row, the column with the check box left out."""
    from bs4 import BeautifulSoup

    html = client.get(reverse(f"wagtailsnippets_articles_{name}:list")).content
    rows = BeautifulSoup(html, "html.parser").select("table.listing tbody tr")
    return [
        [" ".join((cell.select_one("a, span.w-status") or cell).get_text().split()) for cell in row.find_all("td")][1:]
        for row in rows
    ]


@pytest.mark.parametrize("name", FACTORIES)
def test_lists_and_forms_open(admin_client: Client, name: str) -> None:
    row = FACTORIES[name]()
    assert listed(admin_client, name) == [row]
    for view, arguments in (("add", []), ("edit", [row.pk]), ("inspect", [row.pk]), ("usage", [row.pk])):
        response = admin_client.get(reverse(f"wagtailsnippets_articles_{name}:{view}", args=arguments))
        assert (view, response.status_code) == (view, 200)


def test_claims_show_standing_dates_sources_and_uses(admin_client: Client) -> None:
    claim = ClaimFactory(
        framework=FrameworkFactory(name="Django"),
        statement="It has migrations.",
        status=ClaimStatus.DISPUTED,
        as_of=dt.date(2026, 1, 2),
        review_by=dt.date(2027, 3, 4),
    )
    ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})])
    ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})] * 2)

    assert cells(admin_client, "claim") == [
        ["It has migrations.", "Django", "Disputed", "Jan. 2, 2026", "March 4, 2027", "1", "2", "live"]
    ]


def test_claims_are_listed_by_review_date(admin_client: Client) -> None:
    later, sooner = ClaimFactory(review_by=dt.date(2030, 1, 1)), ClaimFactory(review_by=dt.date(2029, 1, 1))
    assert listed(admin_client, "claim") == [sooner, later]
    assert listed(admin_client, "claim", ordering="-review_by") == [later, sooner]


def test_claims_can_be_narrowed(admin_client: Client) -> None:
    today = timezone.localdate()
    due = ClaimFactory(review_by=today, status=ClaimStatus.OUTDATED)
    company = CompanyPageFactory()
    about_company = ClaimFactory(framework=None, company=company, review_by=today + dt.timedelta(days=1))
    bare = ClaimFactory(live=False, claim_sources=[], review_by=today + dt.timedelta(days=2))

    assert listed(admin_client, "claim", due="true") == [due]
    assert listed(admin_client, "claim", due="false") == [about_company, bare]
    assert listed(admin_client, "claim", status="outdated") == [due]
    assert listed(admin_client, "claim", framework=str(due.framework_id)) == [due]
    assert listed(admin_client, "claim", company=str(company.pk)) == [about_company]
    assert listed(admin_client, "claim", without_sources="true") == [bare]
    assert listed(admin_client, "claim", without_sources="false") == [due, about_company]
    assert listed(admin_client, "claim", live="false") == [bare]


def test_claims_can_be_searched_within_a_filter(admin_client: Client) -> None:
    first = ClaimFactory(statement="It has migrations.")
    ClaimFactory(statement="It has sitemaps.")
    disputed = ClaimFactory(statement="It has no migrations.", status=ClaimStatus.DISPUTED)
    assert set(listed(admin_client, "claim", q="migrations")) == {first, disputed}
    assert listed(admin_client, "claim", q="migrations", status="disputed") == [disputed]


@pytest.mark.parametrize(
    ("name", "words", "query"),
    [
        ("claim", "claim", {"ordering": "-usage_count"}),
        ("claim", "claim", {"without_sources": "false"}),
        ("source", "source", {"ordering": "-claim_count"}),
        ("source", "source", {"publisher": "press"}),
        ("framework", "framework", {"ordering": "claim_count"}),
        ("author", "author", {"ordering": "article_count"}),
        ("topic", "about", {"ordering": "-article_count"}),
    ],
)
def test_lists_are_searched_within_every_order(
    admin_client: Client, name: str, words: str, query: dict[str, str]
) -> None:
    row = FACTORIES[name]()
    assert listed(admin_client, name, q=words, **query) == [row]
    assert listed(admin_client, name, q="nothing", **query) == []


@pytest.mark.parametrize("name", ["framework", "source"])
def test_longer_lists_cost_no_more_queries(
    admin_client: Client, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    FACTORIES[name].create_batch(2)
    listed(admin_client, name)
    with CaptureQueriesContext(connection) as few:
        listed(admin_client, name)
    FACTORIES[name].create_batch(8)
    with django_assert_num_queries(len(few)):
        listed(admin_client, name)


def test_sources_count_what_rests_on_them(admin_client: Client) -> None:
    source = SourceFactory(title="Design notes", publisher="ACM", accessed=dt.date(2026, 1, 15))
    assert cells(admin_client, "source") == [["Design notes", "ACM", "Not checked", "Jan. 15, 2026", "0", "0"]]
    assert listed(admin_client, "source", publisher="ac") == [source]
    assert listed(admin_client, "source", link_status="dead") == []


def test_authors_show_role_and_number_of_articles(admin_client: Client) -> None:
    author = AuthorFactory(name="Ada", texts=[AuthorText(locale=Locale.get_default(), role="Reviewer")])
    ArticlePageFactory(article_authors=[ArticleAuthor(author=author)])
    assert cells(admin_client, "author") == [["Ada", "Person", "Reviewer", "1"]]
    assert Author.objects.get().role == "Reviewer"


def test_what_rests_on_a_claim_is_linked(admin_client: Client) -> None:
    claim = ClaimFactory()
    html = admin_client.get(reverse("wagtailsnippets_articles_claim:list")).content.decode()
    assert reverse("wagtailsnippets_articles_claim:usage", args=[claim.pk]) in html
    assert Claim.objects.get() == claim
