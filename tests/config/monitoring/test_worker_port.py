"""Metrics of the worker, on a port of its own."""

from __future__ import annotations

import socket
from http.client import HTTPConnection

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.monitoring.worker_port import serve_metrics
from content_api.outbound import send
from tests.servers import receiver

from .conftest import parsed

TOKEN = "a-token-for-prometheus"


def get(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_it_tells_what_the_worker_has_sent(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    port = serve_metrics("127.0.0.1:0")
    key = ("nuages_outbound_requests_total", frozenset({("outcome", "204")}))

    before = parsed(get(port, "/metrics", Authorization=f"Bearer {TOKEN}")[1]).get(key, 0)
    with receiver() as other:
        send("POST", other.url, headers={})
    after = parsed(get(port, "/metrics", Authorization=f"Bearer {TOKEN}")[1])[key]

    assert after - before == 1


@pytest.mark.parametrize(("path", "token"), [("/metrics", "another"), ("/", TOKEN), ("/admin/", TOKEN)])
def test_everything_else_is_not_there(settings: Settings, path: str, token: str) -> None:
    settings.METRICS_TOKEN = TOKEN
    port = serve_metrics("127.0.0.1:0")

    assert get(port, path, Authorization=f"Bearer {token}") == (404, "Not found\n")


def test_an_address_that_is_taken_stops_the_worker(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.WORKER_METRICS_BIND = f"127.0.0.1:{other.getsockname()[1]}"

        with pytest.raises(CommandError, match=r"^WORKER_METRICS_BIND: 127\.0\.0\.1:\d+: .*in use"):
            call_command("worker")
