"""The desk's panels on the dashboard: what they list, in which order, for whom, and what they say when all is well."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.desk.claims.counting import count_claims
from articles.desk.reviews import set_review_date
from articles.models import ArticleSource, ClaimSource, ClaimStatus, LinkStatus
from articles.publishing.schedule import publish_due
from tests.articles.desk.conftest import NOON, TODAY, ClientOf
from tests.factories.articles import ArticlePageFactory, ClaimFactory, FrameworkFactory, SourceFactory
from tests.factories.home import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

DAY = dt.timedelta(days=1)
WELL = [
    "Every schedule was kept.",
    "No claim is due for a check or disputed.",
    "No source is dead.",
    "No partner or newsletter issue holds an outdated text.",
    "No page is due for a review.",
]


def dashboard(client: Client) -> BeautifulSoup:
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def panel(client: Client, name: str) -> Tag | None:
    found = dashboard(client).find(id=f"{name}-section")
    assert found is None or isinstance(found, Tag)
    return found


def rows(client: Client, name: str) -> list[list[str]]:
    found = panel(client, name)
    listed = found.select("tbody tr") if found else []
    return [[" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] for row in listed]


def headings(client: Client) -> list[str]:
    return [heading.get_text(strip=True) for heading in dashboard(client).select("h2 [data-panel-heading-text]")]


def sentences(client: Client) -> list[str]:
    found = panel(client, "all-is-well")
    return [item.get_text(strip=True) for item in found.select("li")] if found else []


def everything_at_once() -> None:
    """Something in each panel."""
    body = [("claim", {"claim": ClaimFactory(live=False), "note": ""})]
    page = ArticlePageFactory(title="Refused", live=False, body=body)
    page.go_live_at = NOON - DAY
    page.save_revision()
    page.latest_revision.approved_go_live_at = NOON - DAY
    page.latest_revision.save()
    publish_due()
    ClaimFactory(review_by=TODAY)
    SourceFactory(link_status=LinkStatus.DEAD)
    set_review_date([home_page()], None, TODAY)
    coming = ArticlePageFactory(title="Coming", live=False)
    coming.go_live_at = NOON + DAY
    coming.save_revision().publish()
    count_claims()


def test_the_most_urgent_comes_first(admin_client: Client) -> None:
    everything_at_once()
    assert headings(admin_client) == [
        "Schedules that failed",
        "Claims to check",
        "Dead sources",
        "Pages to review",
        "Scheduled",
        "Claims by status",
        "All is well",
    ]
    assert sentences(admin_client) == [WELL[3]]


def test_what_is_empty_is_one_line_in_one_panel(admin_client: Client) -> None:
    assert headings(admin_client) == ["All is well"]
    assert sentences(admin_client) == WELL


def test_who_looks_after_nothing_sees_nothing(client_in: ClientOf) -> None:
    everything_at_once()
    assert headings(client_in("Bystanders")) == []


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_see_the_desk(client_in: ClientOf, group: str) -> None:
    everything_at_once()
    assert headings(client_in(group))[1:5] == ["Claims to check", "Dead sources", "Pages to review", "Scheduled"]


def test_claims_due_or_disputed_the_own_ones_first(client_in: ClientOf) -> None:
    client = client_in("Editors", name="ada")
    django = FrameworkFactory(name="Django")
    ClaimFactory(statement="Due.", framework=django, review_by=TODAY)
    ClaimFactory(statement="Due tomorrow.", framework=django, review_by=TODAY + DAY)
    ClaimFactory(statement="Draft.", framework=django, review_by=TODAY, live=False)
    ClaimFactory(statement="Disputed.", framework=django, status=ClaimStatus.DISPUTED, review_by=TODAY + 9 * DAY)
    mine = ClaimFactory(statement="Mine.", framework=django, status=ClaimStatus.DISPUTED, review_by=TODAY)
    mine.save_revision(user=User.objects.get(username="ada")).publish()

    assert rows(client, "claims-to-check") == [
        ["Mine. Yours", "Django", "disputed due", "26 Nov 2026"],
        ["Due.", "Django", "due", "26 Nov 2026"],
        ["Disputed.", "Django", "disputed", "5 Dec 2026"],
    ]


def test_a_panel_is_short_and_leads_to_all(admin_client: Client) -> None:
    ClaimFactory.create_batch(7, review_by=TODAY)

    found = panel(admin_client, "claims-to-check")

    assert found is not None
    assert len(found.select("tbody tr")) == 5
    assert found.select_one("caption").get_text() == "Claims to check: the first 5 of 7"  # type: ignore[union-attr]
    link = found.select_one(".desk-all")
    assert link is not None
    assert link.get_text() == "All 7 in the report on “Claims to check”"
    listed = admin_client.get(str(link["href"])).context["object_list"]
    assert len(listed) == 7


def test_dead_sources_with_what_rests_on_them(admin_client: Client) -> None:
    SourceFactory(title="Idle", link_status=LinkStatus.DEAD, url="https://dead.example/1")
    used = SourceFactory(
        title="Used",
        publisher="",
        link_status=LinkStatus.DEAD,
        url="https://dead.example/2",
        archived_url="https://archive.example/",
        link_checked_at=NOON - DAY,
    )
    SourceFactory(link_status=LinkStatus.ALIVE)
    ClaimFactory(claim_sources=[ClaimSource(source=used)])
    ArticlePageFactory(article_sources=[ArticleSource(source=used)])

    found = rows(admin_client, "dead-sources")

    assert [row[:3] for row in found] == [
        ["Used https://dead.example/2", "1 claim, 1 article", "yes"],
        ["Idle (Example Press) https://dead.example/1", "0 claims, 0 articles", "none"],
    ]
    assert "1 day" in found[0][3].replace("\xa0", " ")


def test_pages_to_review_have_a_button_each(admin_client: Client) -> None:
    page = ArticlePageFactory(title="Old", last_published_at=dt.datetime(2025, 1, 2, tzinfo=dt.UTC))

    assert rows(admin_client, "pages-to-review") == [
        ["Old Article", "English", "2 Jan 2025", "2 Jan 2026", "Mark as reviewed"]
    ]
    button = panel(admin_client, "pages-to-review").select_one("td button")  # type: ignore[union-attr]
    assert button is not None
    assert button["data-w-action-url-value"] == reverse("desk:mark_reviewed", args=[page.pk]) + "?next=/admin/"
    described = panel(admin_client, "pages-to-review").find(id=str(button["aria-describedby"]))  # type: ignore[union-attr]
    assert described is not None
    assert described.get_text() == "Old"


def test_what_is_scheduled_the_next_first(admin_client: Client) -> None:
    for title, goes_live, ends in (("Later", 3, None), ("Soon", 1, 5)):
        page = ArticlePageFactory(title=title, live=False)
        page.go_live_at, page.expire_at = NOON + goes_live * DAY, ends and NOON + ends * DAY
        page.save_revision().publish()
    ArticlePageFactory(title="Ends", expire_at=NOON + 2 * DAY)
    ArticlePageFactory(title="Only wished for", live=False, go_live_at=NOON + DAY).save_revision()

    assert rows(admin_client, "scheduled-pages") == [
        ["Soon Article", "English", "27 Nov 2026 12:00", "1 Dec 2026 12:00"],
        ["Ends Article", "English", "–", "28 Nov 2026 12:00"],
        ["Later Article", "English", "29 Nov 2026 12:00", "–"],
    ]


def test_every_table_has_a_caption_and_every_column_a_heading(admin_client: Client) -> None:
    everything_at_once()
    tables = dashboard(admin_client).select("table.desk-table")
    assert len(tables) == 5
    for table in tables:
        assert table.find("caption") is not None
        assert all(cell.get("scope") == "col" and cell.get_text(strip=True) for cell in table.select("thead th"))


def test_statements_of_the_dashboard_do_not_grow(admin_client: Client) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            ClaimFactory(review_by=TODAY)
            SourceFactory(link_status=LinkStatus.DEAD)
            set_review_date([ArticlePageFactory()], None, TODAY)
            coming = ArticlePageFactory(live=False)
            coming.go_live_at = NOON + DAY
            coming.save_revision().publish()
            refused = ArticlePageFactory(live=False, body=[("claim", {"claim": ClaimFactory(live=False), "note": ""})])
            refused.save_revision()
            refused.latest_revision.approved_go_live_at = NOON - DAY
            refused.latest_revision.save()
        publish_due()

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            dashboard(admin_client)
        return len(captured)

    more(6)  # more than a panel shows: it counts them
    statements()
    few = statements()
    more(14)
    assert statements() == few


def test_a_failure_that_is_scheduled_stands_in_one_panel_only(admin_client: Client) -> None:
    everything_at_once()
    assert [row[0] for row in rows(admin_client, "scheduled-pages")] == ["Coming Article"]
    assert [row[0] for row in rows(admin_client, "schedule-failures")] == ["Refused Article"]


def test_moderation_stands_below_what_failed(client_in: ClientOf) -> None:
    everything_at_once()
    author = User.objects.create_user("author")
    page = ArticlePageFactory(title="Handed in", live=False)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    assert headings(client_in("Moderators"))[:3] == ["Schedules that failed", "Awaiting your review", "Claims to check"]
