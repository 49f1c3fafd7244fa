"""What the database tells for /metrics: the log and its followers, webhooks, workers, a replica."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from config.monitoring import figures
from config.monitoring.gauges import FAMILIES, FIGURES_PROBE, Gauges
from content_api.changes.log import current_epoch
from content_api.changes.state import State, read_state
from content_api.purging.models import CdnPurge
from content_api.webhooks.choices import DeliveryReason, DeliveryStatus, EndpointState
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.worker.jobs import JobState
from content_api.worker.models import WorkerProcess
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 25, 12, 40, tzinfo=dt.UTC)
EPOCH = State("epoch", 0)


@pytest.fixture
def at_noon() -> Any:
    """The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield


def value(found: Any, name: str, *labels: str) -> float | None:
    """Of one figure; ``None`` where there is none."""
    values = [figure.value for figure in found if figure.name == name and figure.labels == labels]
    assert len(values) <= 1
    return values[0] if values else None


def change(number: int, seconds_ago: float) -> None:
    ContentChangeFactory(number=number, created_at=NOW - dt.timedelta(seconds=seconds_ago))


def delivery(endpoint: WebhookEndpoint, status: DeliveryStatus, minutes_ago: float = 0) -> None:
    WebhookDelivery.objects.create(
        endpoint=endpoint,
        status=status,
        reason=DeliveryReason.CHANGE,
        message_id="m",
        event="e",
        request_body="{}",
        created_at=NOW - dt.timedelta(minutes=minutes_ago),
    )


def beat(uid: str, seconds_ago: float, **jobs: JobState) -> None:
    WorkerProcess.objects.create(
        uid=uid,
        host="w1",
        process=len(uid),
        started_at=NOW,
        seen_at=NOW - dt.timedelta(seconds=seconds_ago),
        jobs={name: state.as_json() for name, state in jobs.items()},
    )


def test_webhooks(at_noon: None) -> None:
    change(1_000_001, seconds_ago=90)
    change(1_000_002, seconds_ago=60)
    change(1_000_003, seconds_ago=30)
    slow = WebhookEndpointFactory(cursor=1_000_001, failures=3, state=EndpointState.FAILING)
    WebhookEndpointFactory(cursor=1_000_003)
    WebhookEndpointFactory(cursor=5, state=EndpointState.DISABLED, failures=30)
    WebhookEndpointFactory(cursor=7, is_active=False)
    delivery(slow, DeliveryStatus.WAITING)
    delivery(slow, DeliveryStatus.FAILED, minutes_ago=4)
    delivery(slow, DeliveryStatus.FAILED, minutes_ago=6)
    delivery(slow, DeliveryStatus.DELIVERED)

    found = list(figures.webhooks(State("epoch", 1_000_003)))

    assert [(figure.labels, figure.value) for figure in found if figure.name == "nuages_webhook_endpoints"] == [
        (("working",), 1),
        (("failing",), 1),
        (("disabled",), 1),
        (("off",), 1),
    ]
    assert value(found, "nuages_webhook_backlog") == 2
    assert value(found, "nuages_webhook_failures_in_a_row") == 3
    assert value(found, "nuages_webhook_oldest_waiting_seconds") == 60
    assert value(found, "nuages_change_log_lag", "webhooks") == 2
    assert value(found, "nuages_webhook_waiting_deliveries") == 1
    assert value(found, "nuages_webhook_recent_deliveries", "failed") == 1
    assert value(found, "nuages_webhook_recent_deliveries", "delivered") == 1


def test_without_endpoints_nothing_is_behind() -> None:
    found = list(figures.webhooks(State("epoch", 1_000_003)))

    assert value(found, "nuages_change_log_lag", "webhooks") == 0
    assert value(found, "nuages_webhook_oldest_waiting_seconds") == 0


def test_cdn(at_noon: None, settings: Settings) -> None:
    change(1_000_001, seconds_ago=90)
    change(1_000_002, seconds_ago=60)
    CdnPurge.objects.create(epoch="epoch", after=0, up_to=1_000_001)
    CdnPurge.objects.create(epoch="former", after=0, up_to=9_000_000)
    state = State("epoch", 1_000_002)

    assert list(figures.cdn(state)) == []

    settings.WAGTAILFRONTENDCACHE = {
        "fastly": {"BACKEND": "content_api.purging.backends.SurrogateKeys", "SERVICE_ID": "s", "TOKEN": "t"}
    }
    found = list(figures.cdn(state))

    assert value(found, "nuages_change_log_lag", "cdn") == 1
    assert value(found, "nuages_cdn_purge_lag_seconds") == 60


def test_workers(at_noon: None) -> None:
    ok, bad = JobState(runs=7, failed_runs=1, seconds=2.5), JobState(runs=4, failed_runs=4, failures=2)
    beat("a", 10, webhooks=ok)
    beat("bb", 20, webhooks=bad)
    beat("ccc", 46, webhooks=JobState(failures=9))

    found = list(figures.workers())

    assert value(found, "nuages_workers") == 2
    assert value(found, "nuages_worker_heartbeat_age_seconds") == 10
    assert value(found, "nuages_job_runs", "w1:1", "webhooks") == 7
    assert value(found, "nuages_job_failures", "w1:1", "webhooks") == 1
    assert value(found, "nuages_job_seconds", "w1:1", "webhooks") == 2.5
    assert value(found, "nuages_job_runs", "w1:2", "webhooks") == 4
    assert value(found, "nuages_job_runs", "w1:3", "webhooks") is None
    assert value(found, "nuages_job_failures_in_a_row", "webhooks") == 2


def test_a_row_of_a_worker_of_the_release_before(at_noon: None) -> None:
    WorkerProcess.objects.create(
        uid="a", host="w1", process=1, started_at=NOW, seen_at=NOW, jobs={"webhooks": {"failures": 1, "problem": ""}}
    )

    found = list(figures.workers())

    assert value(found, "nuages_job_runs", "w1:1", "webhooks") == 0
    assert value(found, "nuages_job_failures_in_a_row", "webhooks") == 1


def test_no_worker() -> None:
    found = list(figures.workers())

    assert value(found, "nuages_workers") == 0
    assert value(found, "nuages_worker_heartbeat_age_seconds") is None


def test_replica(at_noon: None) -> None:
    change(1_000_002, seconds_ago=5)
    state = State("epoch", 1_000_002)

    behind = list(figures.replica_lag(state, State("epoch", 1_000_001)))

    assert [(figure.name, figure.value) for figure in behind] == [
        ("nuages_replica_up", True),
        ("nuages_replica_lag", 1),
        ("nuages_replica_lag_seconds", 5.0),
    ]
    assert [figure.value for figure in figures.replica_lag(state, State("former", 1_000_002))] == [False]
    assert [figure.value for figure in figures.replica_lag(state, None)] == [False]
    assert [figure.value for figure in figures.replica_lag(state, state)] == [True, 0, 0.0]


def test_statements_do_not_depend_on_rows(django_assert_num_queries: Any) -> None:
    for number in range(20):
        endpoint = WebhookEndpointFactory(cursor=0)
        delivery(endpoint, DeliveryStatus.WAITING)
        ContentChangeFactory(number=2_000_000 + number, created_at=timezone.now())
    for number in range(20):
        beat("x" * (number + 1), 0, webhooks=JobState())

    with django_assert_num_queries(6):
        figures.figures()


def test_the_version_is_that_of_the_log() -> None:
    ContentChangeFactory(number=1_000_009)

    found = figures.figures()

    assert value(found, "nuages_change_log_version") == read_state().version == 1_000_009
    assert current_epoch() == read_state().epoch.replace("-", "")


def test_gauges_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(FIGURES_PROBE, "_ask", away)

    told = {metric.name: metric for metric in Gauges().collect()}

    assert [sample.value for sample in told["nuages_scrape_complete"].samples] == [0]
    assert "nuages_workers" not in told
    assert set(told) <= set(FAMILIES)
    assert [sample.labels for sample in told["nuages_check_up"].samples] == [
        {"check": name} for name in ("database", "cache", "storage", "migrations", "worker")
    ]
