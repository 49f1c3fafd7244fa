"""What is done to which service, who may notice, and what tells that it is back."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import redis

from tests.programs import HOST
from tests.proof.services import programs
from tests.proof.services.gateway import Gateway
from tests.proof.services.postgresql import has_caught_up
from tests.proof.services.running import Services

Action = Callable[[], Any]

WORKER_DIES_AGAIN = 4
WORKER_LIVES = 5.0  # seconds: it starts, and is in the middle of what has piled up


@dataclass
class Fault:
    """``mend`` starts again what ``harm`` has ended, and answers what tells that everything is as before."""

    name: str
    harm: Action
    mend: Callable[[], Callable[[], bool]]
    reads_may_fail: bool = False
    pictures_may_fail: bool = False


def plan(services: Services) -> Iterator[Fault]:
    """One after the other. Whoever reads must notice none of them, unless it is said here."""
    for number, web in enumerate(services.webs, start=1):
        yield Fault(f"web {number} is killed", web.kill, lambda web=web: _started(web, lambda: True))  # type: ignore[misc]
    yield Fault("the worker is killed five times", services.worker.kill, lambda: _delivered_after(services))
    yield Fault("Redis is killed", services.redis.kill, lambda: _used_again(services, services.redis.start))
    yield Fault("Redis is frozen", services.redis.freeze, lambda: _used_again(services, services.redis.thaw))
    yield Fault(
        "storage is killed",
        lambda: (services.storage.remember(), services.storage.kill()),
        lambda: _started(services.storage, lambda: _shows_pictures(services)),
        pictures_may_fail=True,
    )
    yield Fault("the replica is killed", services.replica.kill, lambda: _followed_again(services))
    yield Fault(
        "the primary is killed",
        services.primary.kill,
        lambda: _published_again(services),
        reads_may_fail=True,
        pictures_may_fail=True,
    )


def rolling_restart(services: Services) -> Fault:
    """As an operator brings a new version: each web process in turn, in good order."""

    def restart() -> None:
        for web in services.webs:
            web.stop()
            web.start()

    return Fault("web 1, then web 2 is restarted in good order", restart, lambda: lambda: True)


def _started(program: programs.Program, is_back: Callable[[], bool]) -> Callable[[], bool]:
    program.start()
    return is_back


def _delivered_after(services: Services) -> Callable[[], bool]:
    """What was published until a worker stayed, has reached the webhook."""
    for _ in range(WORKER_DIES_AGAIN):
        services.worker.start()
        time.sleep(WORKER_LIVES)
        services.worker.kill()
    newest = services.history.newest
    services.worker.start()
    return lambda: newest in services.deliveries.numbers


def _used_again(services: Services, mend: Action) -> Callable[[], bool]:
    """Answers are put into Redis."""
    mend()
    before = _answers_put(services)
    return lambda: _answers_put(services) > before


def _answers_put(services: Services) -> int:
    try:
        with redis.Redis(HOST, services.places.redis, socket_timeout=1) as client:
            calls: dict[str, Any] = client.info("commandstats")
    except redis.RedisError:
        return 0
    return int(calls.get("cmdstat_set", {}).get("calls", 0))


def _shows_pictures(services: Services) -> bool:
    gateway = Gateway(services.ports)
    try:
        answers = [gateway.get(path, {}) for path in services.pictures]
    except http.client.HTTPException:
        return False
    finally:
        gateway.close()
    return all(answer is not None and answer.status == 200 for answer in answers)


def _followed_again(services: Services) -> Callable[[], bool]:
    """The replica has all that was written until it was started, and web processes read from it."""
    position = services.primary.ask("SELECT pg_current_wal_lsn()")
    services.replica.start()
    return lambda: has_caught_up(services.replica, position) and _readers(services) > 0


def _readers(services: Services) -> int:
    try:
        return int(services.replica.ask(READERS))
    except psycopg.Error:
        return 0


READERS = """
    SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def _published_again(services: Services) -> Callable[[], bool]:
    before = services.history.published
    services.primary.start()
    return lambda: services.history.published > before
