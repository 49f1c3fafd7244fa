"""What SIGTERM means to gunicorn's master."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from config.serving import stopping


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    stopping.forget()


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Timers that are started, in place of real ones."""
    started: list[Any] = []

    def timer(seconds: float, function: Any, arguments: Any) -> SimpleNamespace:
        return SimpleNamespace(start=lambda: started.append((seconds, function, arguments)))

    monkeypatch.setattr(threading, "Timer", timer)
    return started


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture
def master(ended: list[str]) -> Any:
    return SimpleNamespace(handle_term=lambda: ended.append("ended"), log=logging.getLogger("gunicorn"))


def test_the_first_signal_puts_the_end_off_and_the_second_brings_it(
    master: Any, ended: list[str], timers: list[Any]
) -> None:
    stopping.put_off(master, 5)
    assert not stopping.has_begun()

    master.handle_term()
    assert (stopping.has_begun(), ended, timers) == (True, [], [(5, os.kill, (os.getpid(), signal.SIGTERM))])

    master.handle_term()
    assert (ended, len(timers)) == (["ended"], 1)


def test_without_a_delay_the_end_comes_at_once(master: Any, ended: list[str], timers: list[Any]) -> None:
    stopping.put_off(master, 0)

    master.handle_term()

    assert (stopping.has_begun(), ended, timers) == (True, ["ended"], [])


def test_processes_that_are_forked_know_of_it() -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        stopping.begin()
        os.write(write, b"begun")
        os._exit(0)
    os.waitpid(child, 0)
    os.read(read, 5)
    os.close(read)
    os.close(write)

    assert stopping.has_begun()


def test_readiness_says_so_and_asks_nothing(client: Client) -> None:
    stopping.begin()

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"status": "stopping", "checks": {}})
