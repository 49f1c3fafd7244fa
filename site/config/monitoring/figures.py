"""What the database tells about the change log, its followers, webhooks and workers.

Read when somebody asks for metrics, never in a request; a handful of statements, however much content there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Min, Sum
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends

from content_api.changes.models import ContentChange
from content_api.changes.state import State
from content_api.http.consistent import consistent_read
from content_api.http.deadline import Deadline
from content_api.http.replica import has_replica, state_of_replica
from content_api.purging.models import CdnPurge
from content_api.webhooks.choices import DeliveryStatus, EndpointState
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.worker.models import WorkerProcess

from .checks import SILENT_AFTER

LIMIT = 1.5  # seconds, for all statements together
RECENTLY = timedelta(minutes=5)
OFF = "off"  # the state of endpoints that somebody has switched off


class Figure(NamedTuple):
    """One value of the metric ``name``, with the values of its labels."""

    name: str
    value: float
    labels: tuple[str, ...] = ()


def figures() -> list[Figure]:
    """All of them, from one consistent read. Raises Django's database errors where the database does not answer."""
    replica = state_of_replica() if has_replica() else None
    with consistent_read(Deadline(LIMIT), told=True) as state:
        if state is None:
            return []
        found = [Figure("nuages_change_log_version", state.version)]
        found += webhooks(state)
        found += cdn(state)
        found += workers()
        if has_replica():
            found += replica_lag(state, replica)
    return found


def webhooks(state: State) -> Iterator[Figure]:
    """Endpoints, how far behind they are, and what was sent lately."""
    groups = WebhookEndpoint.objects.values("is_active", "state").annotate(
        endpoints=Count("pk"), slowest=Min("cursor"), passed=Sum("cursor"), failures=Max("failures")
    )
    counts = dict.fromkeys((*EndpointState.values, OFF), 0)
    slowest, backlog, failures = state.version, 0, 0
    for group in groups.order_by():
        counts[group["state"] if group["is_active"] else OFF] += group["endpoints"]
        if group["is_active"] and group["state"] != EndpointState.DISABLED:
            slowest = min(slowest, group["slowest"])
            backlog += group["endpoints"] * state.version - group["passed"]
            failures = max(failures, group["failures"])
    yield from (Figure("nuages_webhook_endpoints", number, (name,)) for name, number in counts.items())
    yield Figure("nuages_webhook_backlog", max(0, backlog))
    yield Figure("nuages_webhook_failures_in_a_row", failures)
    yield Figure("nuages_webhook_oldest_waiting_seconds", _age_of_next(slowest))
    yield Figure("nuages_change_log_lag", state.version - slowest, ("webhooks",))
    waiting = WebhookDelivery.objects.filter(status=DeliveryStatus.WAITING).count()
    yield Figure("nuages_webhook_waiting_deliveries", waiting)
    sent = WebhookDelivery.objects.filter(created_at__gte=timezone.now() - RECENTLY).exclude(
        status=DeliveryStatus.WAITING
    )
    recent = dict(sent.values_list("status").annotate(Count("pk")).order_by())
    for status in DeliveryStatus.values:
        if status != DeliveryStatus.WAITING:
            yield Figure("nuages_webhook_recent_deliveries", recent.get(status, 0), (status,))


def cdn(state: State) -> Iterator[Figure]:
    """How far the CDNs have been told of changes; nothing where there is none."""
    if not get_backends():
        return
    told = CdnPurge.objects.filter(epoch=state.epoch).aggregate(newest=Max("up_to"))["newest"] or 0
    yield Figure("nuages_change_log_lag", max(0, state.version - told), ("cdn",))
    yield Figure("nuages_cdn_purge_lag_seconds", _age_of_next(told))


def workers() -> Iterator[Figure]:
    """Workers that live, and how their jobs fare."""
    now = timezone.now()
    rows = list(WorkerProcess.objects.all())
    alive = [row for row in rows if (now - row.seen_at).total_seconds() < SILENT_AFTER]
    yield Figure("nuages_workers", len(alive))
    if rows:
        yield Figure("nuages_worker_heartbeat_age_seconds", _age(max(row.seen_at for row in rows)))
    in_a_row: dict[str, int] = {}
    for row in alive:
        worker = f"{row.host}:{row.process}"
        for job, state in row.jobs.items():
            in_a_row[job] = max(in_a_row.get(job, 0), state["failures"])
            yield Figure("nuages_job_runs", state.get("runs", 0), (worker, job))
            yield Figure("nuages_job_failures", state.get("failed_runs", 0), (worker, job))
            yield Figure("nuages_job_seconds", state.get("seconds", 0.0), (worker, job))
    yield from (Figure("nuages_job_failures_in_a_row", number, (job,)) for job, number in in_a_row.items())


def replica_lag(state: State, replica: State | None) -> Iterable[Figure]:
    """How far the replica is behind, in changes of content and in seconds."""
    is_up = replica is not None and replica.epoch == state.epoch
    yield Figure("nuages_replica_up", is_up)
    if replica is not None and is_up:
        yield Figure("nuages_replica_lag", max(0, state.version - replica.version))
        yield Figure("nuages_replica_lag_seconds", _age_of_next(replica.version))


def _age_of_next(number: int) -> float:
    """Seconds since the first change after ``number``; 0 where there is none."""
    changes = ContentChange.objects.filter(number__gt=number).order_by("number")
    made_at = changes.values_list("created_at", flat=True).first()
    return _age(made_at) if made_at else 0.0


def _age(moment: datetime) -> float:
    return max(0.0, (timezone.now() - moment).total_seconds())
