"""Claims by status, day by day: counted once, filled in from what is known, drawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from articles.desk.claims.chart import WEEKS, claim_chart
from articles.desk.claims.counting import count_claims
from articles.models import Claim, ClaimCount, ClaimStatus
from tests.articles.desk.conftest import NOON, TODAY
from tests.factories.articles import ClaimFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
DISPUTED, VERIFIED = ClaimStatus.DISPUTED, ClaimStatus.VERIFIED


def counted(day: dt.date) -> dict[str, int]:
    """The numbers of a day that are not zero."""
    return dict(ClaimCount.objects.filter(day=day, count__gt=0).values_list("status", "count"))


def publish(claim: Claim, status: str) -> None:
    claim.status = status
    claim.save_revision().publish()


def test_published_claims_are_counted_by_status(today: Any) -> None:
    ClaimFactory.create_batch(2)
    ClaimFactory(status=DISPUTED)
    ClaimFactory(live=False)

    count_claims()

    assert list(ClaimCount.objects.values_list("day", "status", "count")) == [
        (TODAY, "disputed", 1),
        (TODAY, "outdated", 0),
        (TODAY, "unverified", 0),
        (TODAY, "verified", 2),
    ]


def test_counting_again_replaces_today_and_leaves_the_past(today: Any) -> None:
    ClaimFactory()
    count_claims()
    today.move_to(NOON + DAY)
    Claim.objects.update(status=DISPUTED)

    count_claims()
    count_claims()

    assert (counted(TODAY), counted(TODAY + DAY)) == ({"verified": 1}, {"disputed": 1})
    assert ClaimCount.objects.count() == 8


def test_days_that_are_missing_are_filled_in_from_what_was_published(today: Any) -> None:
    today.move_to(NOON - 5 * DAY)
    claim = ClaimFactory(live=False)
    publish(claim, VERIFIED)
    today.move_to(NOON - 3 * DAY)
    publish(claim, DISPUTED)
    claim.status = VERIFIED
    claim.save_revision()  # a draft says nothing to readers
    today.move_to(NOON - 2 * DAY)
    Claim.objects.get().unpublish()
    today.move_to(NOON)

    count_claims()

    days = [TODAY - number * DAY for number in range(6, -1, -1)]
    assert [counted(day) for day in days] == [
        {},
        {"verified": 1},
        {"verified": 1},
        {"disputed": 1},
        {},
        {},
        {},
    ]
    assert not ClaimCount.objects.filter(day=days[0]).exists()  # nothing is known of it


def test_a_claim_that_was_imported_counts_from_its_first_publication(today: Any) -> None:
    claim = ClaimFactory(live=False, first_published_at=NOON - 3 * DAY)
    publish(claim, DISPUTED)
    ClaimFactory(first_published_at=NOON - 2 * DAY)  # made by code, without a line in the log

    count_claims()

    assert [counted(TODAY - number * DAY) for number in (3, 2, 1)] == [
        {"disputed": 1},
        {"disputed": 1, "verified": 1},
        {"disputed": 1, "verified": 1},
    ]


def test_a_scheduled_publication_counts_and_the_schedule_alone_does_not(today: Any) -> None:
    claim = ClaimFactory(live=False)
    claim.go_live_at = NOON + DAY
    claim.save_revision().publish()
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) >= {"wagtail.publish.schedule"}
    today.move_to(NOON + DAY)
    claim.revisions.get().publish(log_action="wagtail.publish.scheduled")
    today.move_to(NOON + 3 * DAY)

    count_claims()

    one = {"verified": 1}
    assert [counted(TODAY + number * DAY) for number in range(4)] == [{}, one, one, one]


def test_the_days_of_a_worker_that_stood_still_are_filled_in(today: Any) -> None:
    publish(ClaimFactory(live=False), VERIFIED)
    count_claims()
    today.move_to(NOON + 3 * DAY)
    publish(ClaimFactory(live=False), DISPUTED)
    today.move_to(NOON + 5 * DAY)

    count_claims()

    one, both = {"verified": 1}, {"verified": 1, "disputed": 1}
    assert [counted(TODAY + number * DAY) for number in range(1, 6)] == [one, one, both, both, both]


def test_no_more_than_two_years_are_filled_in(today: Any) -> None:
    ClaimFactory(first_published_at=NOON - 3000 * DAY)
    count_claims()
    assert ClaimCount.objects.values("day").distinct().count() == 2 * 366 + 1


def test_statements_do_not_grow_with_claims_or_days(today: Any) -> None:
    numbers = []
    for many in (1, 20):
        for _ in range(many):
            publish(ClaimFactory(live=False, first_published_at=NOON - many * DAY), VERIFIED)
        ClaimCount.objects.all().delete()
        with CaptureQueriesContext(connection) as statements:
            count_claims()
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_there_is_no_chart_before_anything_was_counted() -> None:
    assert claim_chart() is None


def test_the_chart_has_a_bar_for_each_week_and_ends_with_the_newest_count() -> None:
    week = dt.timedelta(weeks=1)
    for day, verified, disputed in ((TODAY, 30, 10), (TODAY - week, 20, 0), (TODAY - DAY, 99, 0)):
        ClaimCount.objects.create(day=day, status=VERIFIED, count=verified)
        ClaimCount.objects.create(day=day, status=DISPUTED, count=disputed)

    chart = claim_chart()

    assert chart is not None
    assert (len(chart.bars), chart.top, chart.middle) == (WEEKS, 40, 20)
    assert [(bar.day, bar.numbers, bar.total) for bar in chart.counted] == [
        (TODAY - week, (20, 0, 0, 0), 20),
        (TODAY, (30, 10, 0, 0), 40),
    ]
    assert chart.latest.spoken == "30 verified, 10 disputed, 0 outdated, 0 unverified"
    assert [(part.kind, part.y, part.height) for part in chart.latest.parts] == [
        ("verified", 40.0, 120.0),
        ("disputed", 0.0, 40.0),
    ]


def test_the_report_shows_the_chart_with_words_and_numbers(admin_client: Client, today: Any) -> None:
    ClaimFactory.create_batch(3)
    ClaimFactory(status=DISPUTED)
    count_claims()

    soup = BeautifulSoup(admin_client.get(reverse("desk:claims")).content, "html.parser")

    drawing = soup.select_one("svg[role=img]")
    assert drawing is not None
    named = [soup.find(id=key).get_text() for key in str(drawing["aria-labelledby"]).split()]  # type: ignore[union-attr]
    assert named == [
        "Published claims by status, week by week for a year",
        "On 26 November 2026: 3 verified, 1 disputed, 0 outdated, 0 unverified. "
        "The numbers of each week stand in the table below.",
    ]
    table = soup.select_one(".desk-numbers table")
    assert table is not None
    first = [cell.get_text() for cell in table.select("tbody tr:first-child > *")]
    assert first == ["26 Nov 2026", "3", "1", "0", "0", "4"]
    assert soup.select("script[src^=http], link[href^=http]") == []


def test_the_part_that_is_fetched_alone_has_no_chart(admin_client: Client, today: Any) -> None:
    ClaimFactory()
    count_claims()
    assert b"desk-chart" not in admin_client.get(reverse("desk:claims_results")).content


def test_a_count_has_a_name() -> None:
    assert str(ClaimCount(day=TODAY, status=VERIFIED, count=3)) == "2026-11-26: 3 verified"
