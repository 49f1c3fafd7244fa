"""Metrics that are not counted but found out when somebody asks for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.files.storage import FileSystemStorage, default_storage
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from content_api.caching.release import release

from . import figures
from .figures import Figure
from .probes import Probe
from .readiness import probes


class Family(NamedTuple):
    """A metric: what it says, and the names of its labels."""

    text: str
    labels: tuple[str, ...] = ()
    is_counter: bool = False


FAMILIES = {
    "nuages_info": Family("1, with the digest of code, schema and settings that answers depend on.", ("release",)),
    "nuages_scrape_complete": Family("Whether the database told all it was asked for these metrics in time."),
    "nuages_check_up": Family("Whether what /readyz asks for is there, by check.", ("check",)),
    "nuages_check_seconds": Family("Time that the check took.", ("check",)),
    "nuages_storage_free_bytes": Family("Room where files are stored, if that is a folder."),
    "nuages_change_log_version": Family("Number of the newest change of public content."),
    "nuages_change_log_lag": Family("Changes that the slowest follower has not come to, by kind.", ("follower",)),
    "nuages_webhook_endpoints": Family("Endpoints by state.", ("state",)),
    "nuages_webhook_backlog": Family("Changes that endpoints have not come to, of all endpoints together."),
    "nuages_webhook_oldest_waiting_seconds": Family("Age of the oldest change that an endpoint has not come to."),
    "nuages_webhook_waiting_deliveries": Family("Tests, and messages sent again by hand, that wait for the worker."),
    "nuages_webhook_failures_in_a_row": Family("Failures in a row of the endpoint with the most."),
    "nuages_webhook_recent_deliveries": Family("Attempts of the last five minutes, by status.", ("status",)),
    "nuages_cdn_purge_lag_seconds": Family("Age of the oldest change that a CDN was not told of."),
    "nuages_workers": Family("Workers that have given a sign of life within 45 seconds."),
    "nuages_worker_heartbeat_age_seconds": Family("Time since any worker gave a sign of life."),
    "nuages_job_failures_in_a_row": Family("Failures in a row of a job, in the worker with the most.", ("task",)),
    "nuages_job_runs": Family("Runs of a job since its worker started.", ("worker", "task"), is_counter=True),
    "nuages_job_failures": Family("Those of them that failed.", ("worker", "task"), is_counter=True),
    "nuages_job_seconds": Family("Time that they took.", ("worker", "task"), is_counter=True),
    "nuages_replica_up": Family("Whether the replica answers and belongs to the same history."),
    "nuages_replica_lag": Family("Changes that the replica does not have yet."),
    "nuages_replica_lag_seconds": Family("Age of the oldest change that the replica does not have yet."),
}

# Those who ask within a second are told the same.
FIGURES_PROBE = Probe("figures for metrics", figures.figures)


class Gauges:
    """A collector of the Prometheus client."""

    def collect(self) -> Iterator[Metric]:
        FIGURES_PROBE.begin()
        found = [*of_process(), *of_checks()]
        told = FIGURES_PROBE.find()
        found += [Figure("nuages_scrape_complete", told.is_ok), *(told.value or [])]
        return as_metrics(found)


def of_process() -> Iterator[Figure]:
    """What needs nobody else."""
    yield Figure("nuages_info", 1, (release(),))
    storage: Any = default_storage
    if isinstance(storage, FileSystemStorage):
        try:
            yield Figure("nuages_storage_free_bytes", shutil.disk_usage(storage.location).free)
        except OSError:  # nothing was stored yet
            return


def of_checks() -> Iterator[Figure]:
    """What /readyz tells."""
    asked = probes()
    for probe in asked.values():
        probe.begin()
    for name, probe in asked.items():
        finding = probe.find()
        yield Figure("nuages_check_up", finding.is_ok, (name,))
        yield Figure("nuages_check_seconds", finding.milliseconds / 1_000, (name,))


def as_metrics(found: Iterable[Figure]) -> Iterator[Metric]:
    """``found`` in the client's own form, in the order in which the metrics are declared."""
    by_name: dict[str, list[Figure]] = {}
    for figure in found:
        by_name.setdefault(figure.name, []).append(figure)
    for name, family in FAMILIES.items():
        if name in by_name:
            make = CounterMetricFamily if family.is_counter else GaugeMetricFamily
            metric = make(name, family.text, labels=family.labels)
            for figure in by_name[name]:
                metric.add_metric(figure.labels, float(figure.value))
            yield metric
