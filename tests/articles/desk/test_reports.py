"""The reports: what they list, how they are narrowed, sorted and exported, and for whom."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from articles.desk.reports import REPORTS, ClaimsReport, SourcesReport
from articles.desk.reports.base import DeskReport
from articles.desk.reviews import mark_reviewed, set_review_date
from articles.models import ArticleSource, Claim, ClaimSource, ClaimStatus, LinkStatus, Source
from tests.articles.desk.conftest import NOON, TODAY, ClientOf
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
)
from tests.factories.home import StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

DAY = dt.timedelta(days=1)
NAMES = [report.name for report in REPORTS]


def listed(client: Client, name: str, **query: Any) -> list[Any]:
    response = client.get(reverse(f"desk:{name}"), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def exported(client: Client, name: str, **query: Any) -> list[dict[str, str]]:
    response = client.get(reverse(f"desk:{name}"), query | {"export": "csv"})
    assert response["Content-Disposition"] == f'attachment; filename="{name}-2026-11-26.csv"'
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("group", "may"), [("Editors", True), ("Moderators", True), ("Bystanders", False)])
def test_who_may_open_and_export(client_in: ClientOf, name: str, group: str, may: bool) -> None:
    client = client_in(group)
    addresses = [reverse(f"desk:{name}"), reverse(f"desk:{name}_results"), reverse(f"desk:{name}") + "?export=csv"]
    assert [client.get(address).status_code for address in addresses] == [200 if may else 302] * 3
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse(f"desk:{name}") in menu) is may


def test_claims_can_be_narrowed(admin_client: Client) -> None:
    django, company, source = FrameworkFactory(), CompanyPageFactory(), SourceFactory()
    due = ClaimFactory(framework=django, review_by=TODAY, claim_sources=[ClaimSource(source=source)])
    disputed = ClaimFactory(framework=None, company=company, status=ClaimStatus.DISPUTED, review_by=TODAY + 2 * DAY)
    draft = ClaimFactory(live=False, review_by=TODAY - DAY, status=ClaimStatus.DISPUTED)
    fine = ClaimFactory(review_by=TODAY + DAY)
    ArticlePageFactory(body=[("claim", {"claim": fine, "note": ""})])

    def found(**query: Any) -> list[Claim]:
        return listed(admin_client, "claims", **query)

    assert found() == [draft, due, fine, disputed]
    assert found(attention="true") == [due, disputed]
    assert found(attention="false") == [draft, fine]
    assert found(due="true") == [due]
    assert found(due="false") == [draft, fine, disputed]
    assert found(status="disputed") == [draft, disputed]
    assert found(framework=django.pk) == [due]
    assert found(company=company.pk) == [disputed]
    assert found(source=source.pk) == [due]
    assert found(used="true") == [fine]
    assert found(used="false") == [draft, due, disputed]
    assert found(live="false") == [draft]
    assert found(review_by_from="2026-11-27", review_by_to="2026-11-27") == [fine]
    assert found(ordering="-review_by") == [disputed, fine, due, draft]
    assert found(ordering="latest_revision__user__password") == [draft, due, fine, disputed]


def test_claims_can_be_searched(admin_client: Client) -> None:
    first = ClaimFactory(statement="It has migrations.")
    ClaimFactory(statement="It has sitemaps.")
    assert listed(admin_client, "claims", q="migrations") == [first]


@pytest.mark.parametrize(
    "query",
    [
        *[{"ordering": f"-{column.sort_key}"} for column in ClaimsReport.columns if column.sort_key],
        {"attention": "true"},
        {"used": "false"},
        {"due": "true"},
        {"status": "verified"},
        {"review_by_from": "2026-01-01"},
        {"live": "true"},
        {"framework": "this"},
        {"source": "this"},
    ],
)
def test_claims_are_searched_within_every_filter_and_order(admin_client: Client, query: dict[str, str]) -> None:
    claim = ClaimFactory(statement="It has migrations.", review_by=TODAY)
    ClaimFactory(statement="It has sitemaps.", review_by=TODAY)
    this = {"framework": claim.framework_id, "source": claim.claim_sources.get().source_id}
    given = {name: this.get(name) if value == "this" else value for name, value in query.items()}
    assert listed(admin_client, "claims", q="migrations", **given) == [claim]


@pytest.mark.parametrize(
    "query",
    [
        *[{"ordering": f"-{column.sort_key}"} for column in SourcesReport.columns if column.sort_key],
        {"link_status": "unknown"},
        {"publisher": "press"},
        {"language": "en"},
        {"used": "false"},
        {"archived": "false"},
    ],
)
def test_sources_are_searched_within_every_filter_and_order(admin_client: Client, query: dict[str, str]) -> None:
    source = SourceFactory(title="Migrations")
    SourceFactory(title="Sitemaps")
    assert listed(admin_client, "sources", q="migrations", **query) == [source]


def test_claims_are_exported_as_they_are_narrowed(admin_client: Client) -> None:
    claim = ClaimFactory(
        statement="It has migrations.",
        framework=FrameworkFactory(name="Django"),
        status=ClaimStatus.DISPUTED,
        value="since 1.7",
        as_of=TODAY - DAY,
        review_by=TODAY,
    )
    ClaimFactory(review_by=TODAY + DAY)

    assert exported(admin_client, "claims", due="true") == [
        {
            "Claim": "It has migrations.",
            "Subject": "Django",
            "Standing": "Disputed",
            "As of": "2026-11-25",
            "Review by": "2026-11-26",
            "Value": "since 1.7",
            "Sources": "1",
            "Used on": "0",
            "Published": "True",
            "Identifier": str(claim.uid),
        }
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_spreadsheet_runs_nothing(admin_client: Client, start: str) -> None:
    title = f"{start}cmd|' /C calc'!A0"
    SourceFactory(title=title, publisher=title)

    row = exported(admin_client, "sources")[0]
    assert (row["Title"], row["Publisher"]) == (f"'{title}", f"'{title}")

    response = admin_client.get(reverse("desk:sources"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active  # type: ignore[attr-defined]
    cells = [cell for cell in list(sheet.rows)[1] if isinstance(cell.value, str) and "calc" in cell.value]
    assert [cell.data_type for cell in cells] == ["s", "s"]


def test_what_is_no_formula_is_exported_as_it_is(admin_client: Client) -> None:
    SourceFactory(title="5 = 5", link_checked_at=NOON)
    row = exported(admin_client, "sources")[0]
    assert (row["Title"], row["Checked"]) == ("5 = 5", "2026-11-26 12:00:00+00:00")


def test_sources_can_be_narrowed(admin_client: Client) -> None:
    dead = SourceFactory(title="A", link_status=LinkStatus.DEAD, archived_url="https://archive.example/")
    claimed = SourceFactory(title="B", publisher="ACM", language="de")
    read = SourceFactory(title="C")
    ClaimFactory(claim_sources=[ClaimSource(source=claimed)])
    ArticlePageFactory(article_sources=[ArticleSource(source=read)])

    def found(**query: Any) -> list[Source]:
        return listed(admin_client, "sources", **query)

    assert found() == [dead, claimed, read]
    assert found(link_status="dead") == [dead]
    assert found(publisher="ac") == [claimed]
    assert found(language="de") == [claimed]
    assert found(used="true") == [claimed, read]
    assert found(used="false") == [dead]
    assert found(archived="true") == [dead]
    assert found(archived="false") == [claimed, read]
    assert [source.claim_count for source in found(ordering="-claim_count")] == [1, 0, 0]


def test_page_reviews_can_be_narrowed(admin_client: Client, admin_user: Any) -> None:
    old = ArticlePageFactory(title="Old", last_published_at=NOON - 400 * DAY)
    later = StandardPageFactory(title="Later", last_published_at=NOON - 10 * DAY)
    set_review_date([later], admin_user, TODAY + DAY)
    seen = ArticlePageFactory(title="Seen", last_published_at=NOON - 400 * DAY)
    mark_reviewed([seen], admin_user)

    def found(**query: Any) -> list[str]:
        return [page.title for page in listed(admin_client, "reviews", **query) if page.due_on]

    assert found() == ["Old", "Later", "Seen"]
    assert found(due="true") == ["Old"]
    assert found(due="false") == ["Later", "Seen"]
    assert found(due_on_from="2026-11-27", due_on_to="2026-11-27") == ["Later"]
    assert found(content_type=old.content_type_id) == ["Old", "Seen"]
    rows = {row["Title"]: row for row in exported(admin_client, "reviews")}
    assert rows["Seen"] == {
        "Title": "Seen",
        "Type": "Article",
        "Language": "en",
        "Last looked at": "2026-11-26 12:00:00+00:00",
        "Reviewed by": "admin",
        "Due on": "2027-11-26",
    }
    assert rows["Old"]["Reviewed by"] == ""


def test_scheduled_pages_can_be_narrowed(admin_client: Client) -> None:
    soon = ArticlePageFactory(title="Soon", live=False)
    soon.go_live_at = NOON + DAY
    soon.save_revision().publish()
    ArticlePageFactory(title="Ends", expire_at=NOON + 2 * DAY)
    ArticlePageFactory(title="Neither")

    assert [page.title for page in listed(admin_client, "scheduled")] == ["Soon", "Ends"]
    assert listed(admin_client, "scheduled", has_failed="true") == []
    assert [row["Goes live"] for row in exported(admin_client, "scheduled")] == ["2026-11-27 12:00:00+00:00", ""]


def fill(number: int) -> None:
    for _ in range(number):
        claim = ClaimFactory(claim_sources=[ClaimSource(source=SourceFactory())])
        page = ArticlePageFactory(
            last_published_at=NOON - 400 * DAY,
            expire_at=NOON + DAY,
            body=[("claim", {"claim": claim, "note": ""})],
        )
        page.save_revision()
        page.body = [("claim", {"claim": claim, "note": ""})] * 2
        page.save_revision()


def test_statements_do_not_grow(admin_client: Client) -> None:
    def statements(name: str, query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = admin_client.get(reverse(f"desk:{name}"), query)
            b"".join(response.streaming_content) if query else response.content  # type: ignore[attr-defined]
        return len(captured)

    def all_reports() -> dict[tuple[str, str], int]:
        return {
            (name, kind): statements(name, {"export": kind} if kind else {}) for name in NAMES for kind in ("", "csv")
        }

    fill(1)
    all_reports()
    few = all_reports()
    fill(19)
    assert all_reports() == few


def test_long_lists_have_pages(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskReport, "paginate_by", 2)
    fill(3)
    for name in NAMES:
        assert len(listed(admin_client, name)) == 2
        assert len(listed(admin_client, name, p="2")) in (1, 2)
        assert len(exported(admin_client, name)) >= 3
