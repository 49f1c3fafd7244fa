"""The chart of usage and its table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from content_api.charts import HEIGHT, WIDTH, round_up
from content_api.clients.admin.chart import Numbers, usage_of
from content_api.clients.models import ApiClient, ClientUsage
from tests.factories.clients import ApiClientFactory

TODAY = date(2026, 3, 30)


@pytest.fixture
def api_client(db: None) -> ApiClient:
    return ApiClientFactory()


def used(client: ApiClient, days_ago: int, operation: str, *numbers: int) -> None:
    names = ("requests", "errors", "refusals")
    day = TODAY - timedelta(days=days_ago)
    ClientUsage.objects.create(client=client, day=day, operation=operation, **dict(zip(names, numbers, strict=True)))


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(0, 4), (4, 4), (5, 8), (9, 10), (10, 10), (11, 20), (21, 40), (81, 100), (100_001, 200_000)],
)
def test_scale_ends_at_a_round_number(number: int, rounded: int) -> None:
    assert round_up(number) == rounded


def test_days_and_operations(api_client: ApiClient) -> None:
    used(api_client, 0, "a", 5, 1, 1)
    used(api_client, 0, "", 3, 0, 0)
    used(api_client, 29, "a", 7, 0, 0)
    used(api_client, 30, "a", 100, 0, 0)
    used(ApiClientFactory(), 0, "a", 100, 0, 0)

    usage = usage_of(api_client, TODAY)

    assert (len(usage.by_day), next(iter(usage.by_day))) == (30, date(2026, 3, 1))
    assert usage.by_day[TODAY] == Numbers(8, 1, 1)
    assert usage.total == Numbers(15, 1, 1)
    assert usage.by_operation == [("a", Numbers(12, 1, 1)), ("", Numbers(3, 0, 0))]
    assert usage_of(api_client, TODAY, "").total == Numbers(3, 0, 0)
    assert usage_of(api_client, TODAY, "").by_operation == usage.by_operation
    assert usage_of(api_client, TODAY, "unknown").total == Numbers()


def test_bars_stand_on_the_ground_and_below_the_top(api_client: ApiClient) -> None:
    used(api_client, 0, "", 8, 1, 3)

    *empty, bar = usage_of(api_client, TODAY).bars

    assert all(one.parts == () for one in empty)
    assert [(part.kind, part.y, part.height) for part in bar.parts] == [
        ("fine", HEIGHT / 2, HEIGHT / 2),
        ("errors", HEIGHT * 3 / 8, HEIGHT / 8),
        ("refusals", 0, HEIGHT * 3 / 8),
    ]
    assert bar.x + bar.width < WIDTH


@pytest.mark.parametrize(("query", "total"), [("", "1,239 requests"), ("?operation=a", "5 requests")])
def test_page_draws_and_lists(admin_client: Client, api_client: ApiClient, query: str, total: Any) -> None:
    used(api_client, 0, "", 1_234, 0, 0)
    used(api_client, 1, "a", 5, 0, 0)
    with time_machine.travel(TODAY):
        page = admin_client.get(reverse("api_clients:inspect", args=[api_client.pk]) + query).content.decode()

    assert f"last 30 days: {total}" in page
    assert page.count('<rect class="client-room"') == 30
    assert page.count('<rect class="client-fine"') == (1 if query else 2)
    assert 'role="img" aria-labelledby="usage-title usage-description"' in page
    assert '<td>2026-03-29</td><td class="client-number">5</td>' in page


@pytest.mark.django_db
def test_name_of_an_operation_is_escaped(admin_client: Client, api_client: ApiClient) -> None:
    page = admin_client.get(
        reverse("api_clients:inspect", args=[api_client.pk]), {"operation": "<script>alert(1)</script>"}
    ).content.decode()

    assert "<script>alert(1)" not in page
