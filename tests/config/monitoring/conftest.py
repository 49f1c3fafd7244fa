"""What the service tells of itself, read as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from config.monitoring import gauges, readiness

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """No finding of another test is kept."""
    known = [*readiness.PROBES.values(), readiness.REPLICA_PROBE, gauges.FIGURES_PROBE]
    for probe in known:
        probe.forget()
    yield
    for probe in known:
        probe.forget()


def parsed(text: str) -> Samples:
    """Every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


class Metrics:
    """The page, and what has been added to it since some moment."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._before: Samples = {}

    def read(self) -> Samples:
        return parsed(self._client.get("/metrics").content.decode())

    def begin(self) -> None:
        self._before = self.read()

    def added(self, name: str) -> dict[tuple[tuple[str, str], ...], float]:
        """What was added to the samples of this name, by their labels; without those that did not change."""
        now = self.read()
        changes = {key: value - self._before.get(key, 0) for key, value in now.items() if key[0] == name}
        return {tuple(sorted(labels)): value for (_, labels), value in changes.items() if value}


@pytest.fixture
def metrics(client: Client, settings: Settings) -> Metrics:
    settings.METRICS_OPEN = True
    page = Metrics(client)
    page.begin()
    return page


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """Ask the endpoint; the response as it is."""

    def send(query: str = "{ __typename }", operation: str | None = None, **headers: str) -> Any:
        asked = {"query": query, "operationName": operation}
        return client.post("/graphql/", asked, content_type="application/json", headers=headers)

    return send
