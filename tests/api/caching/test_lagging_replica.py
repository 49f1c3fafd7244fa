"""A real replica, which stands still for as long as a test wants: no answer is older than its client allows.

``make proof`` has one that is five seconds behind, with all services and under load.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection, connections

from content_api.caching import counters
from content_api.caching.counters import Event
from content_api.changes.log import current_version
from content_api.http.replica import REPLICA, breaker
from tests.api.caching.conftest import Get, change
from tests.databases import ProcessDatabase
from tests.proof.services import postgresql
from tests.proof.services.places import HOST, free_ports
from tests.proof.services.running import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no replicas"),
    pytest.mark.skipif(postgresql.binaries() is None, reason="PostgreSQL's initdb is not installed"),
]

HOME = '{ page(slug: "home") { title } }'
NEWEST = "SELECT number FROM content_api_contentchange WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1"


@pytest.fixture(scope="module")
def servers(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: ProcessDatabase
) -> Iterator[list[postgresql.Server]]:
    """A primary with a copy of the database of the tests, and its replica."""
    folder, ports = tmp_path_factory.mktemp("servers"), free_ports(2)
    with ExitStack() as stack:
        data = stack.enter_context(postgresql.data_folder())
        primary = stack.enter_context(postgresql.primary(data / "primary", ports[0], folder, fsync="off"))
        _copy_to(primary)
        replica = postgresql.replica(primary, data / "replica", ports[1], folder, fsync="off")
        yield [primary, stack.enter_context(replica)]


@pytest.fixture
def replica(servers: list[postgresql.Server]) -> Iterator[postgresql.Server]:
    """The default database is the primary, and its replica stands still where the home page is called “Home”."""
    primary, replica = servers
    before = connections["default"]
    for alias, server in (("default", primary), (REPLICA, replica)):
        copy: Any = before.copy(alias="copy")  # Django's test cases let dynamic connections pass only
        copy.settings_dict = {**before.settings_dict, "HOST": HOST, "PORT": server.port, **OF_THE_SERVERS}
        connections[alias] = copy
    connections.settings[REPLICA] = connections[REPLICA].settings_dict
    version = rename("Home")
    assert wait_until(lambda: replica.ask(NEWEST) == version)
    replica.ask("SELECT pg_wal_replay_pause()")
    assert wait_until(lambda: replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
    yield replica
    for alias in ("default", REPLICA):
        connections[alias].close()
    connections["default"] = before
    del connections[REPLICA]
    del connections.settings[REPLICA]
    replica.ask("SELECT pg_wal_replay_resume()")


OF_THE_SERVERS = {"NAME": postgresql.USER, "USER": postgresql.USER, "PASSWORD": ""}


def _copy_to(primary: postgresql.Server) -> None:
    config = connection.settings_dict
    source = ["-h", config["HOST"] or HOST, "-p", str(config["PORT"] or 5432), "-U", config["USER"]]
    dump = subprocess.run(
        [postgresql.binary("pg_dump"), *source, "--no-owner", "--clean", "--if-exists", "-n", "public", config["NAME"]],
        env={"PGPASSWORD": config["PASSWORD"]},
        check=True,
        stdout=subprocess.PIPE,
    )
    target = ["-h", HOST, "-p", str(primary.port), "-U", postgresql.USER]
    subprocess.run(
        [postgresql.binary("psql"), *target, "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"],
        input=dump.stdout,
        check=True,
    )


def rename(title: str) -> int:
    """Give the home page another title: the version that says so."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE slug = 'home'", [title])
    return change()


def asked(get: Get, **extensions: Any) -> tuple[str, int]:
    """The title and the version that the answer claims, which is the one that it was computed from."""
    response = get(HOME, {"extensions": {"contentVersion": True, **extensions}})
    answer = json.loads(response.content)
    version = int(response["Content-Version"])
    assert answer["extensions"]["contentVersion"] == version
    return answer["data"]["page"]["title"], version


def test_nothing_older_than_allowed(replica: postgresql.Server, get: Get) -> None:
    before = current_version()
    after = rename("Renamed")

    # In an order in which each answer could be taken for the next one's, twice over.
    for _ in range(2):
        assert asked(get, minVersion=before) == ("Home", before)
        assert asked(get, minVersion=after) == ("Renamed", after)
        assert asked(get) == ("Renamed", after)
    assert get(HOME, {"extensions": {"minVersion": after + 1}}).status_code == 503
    # Computed once in the replica and once in the primary; the others were kept, each under its own version.
    assert counters.counts()[Event.MISS] == 2


def test_replica_that_catches_up_between(replica: postgresql.Server, get: Get) -> None:
    before = current_version()
    after = rename("Renamed")
    assert asked(get, minVersion=before) == ("Home", before)

    replica.ask("SELECT pg_wal_replay_resume()")
    assert wait_until(lambda: replica.ask(NEWEST) == after)

    assert asked(get, minVersion=before) == ("Renamed", after)
    assert asked(get) == ("Renamed", after)


def test_replica_that_is_killed_is_left_alone(replica: postgresql.Server, get: Get) -> None:
    before = current_version()
    assert asked(get, minVersion=before) == ("Home", before)

    replica.kill()
    after = rename("Renamed")

    assert asked(get, minVersion=before) == ("Renamed", after)
    assert breaker.is_left_alone
    replica.start()
