"""All services, started one after the other, with content in them."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.programs import free_ports
from tests.servers import receiver

from . import postgresql, programs
from .history import History
from .migrated import migrate
from .places import SCRATCH, Places
from .receiving import Deliveries, note_in
from .storage import Storage

WEBS = 2
NO_VARIABLES: Mapping[str, str] = {}
PATIENCE = 60.0  # seconds


@dataclass
class Services:
    """What runs. ``pictures`` are paths of renditions."""

    places: Places
    folder: Path
    primary: postgresql.Server
    replica: postgresql.Server
    redis: programs.Program
    storage: Storage
    webs: list[programs.Program]
    ports: list[int]
    worker: programs.Program
    history: History
    deliveries: Deliveries
    pictures: list[str]

    @property
    def plain(self) -> dict[str, str]:
        """The environment of a program that serves nothing."""
        return self.places.environment()

    @property
    def programs(self) -> list[programs.Program]:
        return [self.primary, self.replica, self.redis, self.storage, *self.webs, self.worker]


@contextmanager
def running(
    name: str, *, seconds_behind: float = 0, redis_mb: int = 32, variables: Mapping[str, str] = NO_VARIABLES
) -> Iterator[Services]:
    """Everything until the block ends. ``variables`` are those of the web processes."""
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    places, ports = Places.free(), free_ports(WEBS)
    plain = places.environment()
    with ExitStack() as stack:
        start: Callable[[Any], Any] = stack.enter_context
        say("Starting PostgreSQL, Redis and the storage ...")
        data = start(postgresql.data_folder())
        primary = start(postgresql.primary(data / "primary", places.primary, folder))
        redis = start(programs.redis(places.redis, folder, redis_mb))
        storage = start(Storage(places.storage, folder))
        say("Migrating, and filling the database ...")
        migrate(places)
        hooks = start(receiver())
        content: dict[str, Any] = json.loads(programs.run(plain, "-m", "tests.proof.services.content", hooks.url))
        deliveries = note_in(hooks)
        storage.remember()
        say("Starting the replica, the web processes and the worker ...")
        replica = start(
            postgresql.replica(primary, data / "replica", places.replica, folder, seconds_behind=seconds_behind)
        )
        webs = [
            start(programs.web(number, port, places.environment(port=port, replica=True, **variables), folder))
            for number, port in enumerate(ports, start=1)
        ]
        worker = start(programs.worker(plain, folder))
        yield Services(
            places=places,
            folder=folder,
            primary=primary,
            replica=replica,
            redis=redis,
            storage=storage,
            webs=webs,
            ports=ports,
            worker=worker,
            history=History(content["version"], content["articles"]),
            deliveries=deliveries,
            pictures=content["pictures"],
        )
        say("Ending all of them ...")


def wait_until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether it became true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def say(text: str) -> None:
    """Where the run has come to, at once, whoever reads it."""
    print(text, flush=True)
