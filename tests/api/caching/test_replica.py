"""A replica is read from where it is not behind what a request may be answered with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from content_api.changes.log import current_version
from content_api.http.inside import OwnDocument, Reader, answered
from content_api.http.replica import REPLICA, on_replica
from tests.api.caching.conftest import Get, change

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a file is copied as the replica"),
]

HOME = '{ page(slug: "home") { title } }'


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[None]:
    """A copy of the database as it is now, in which the home page has another title."""
    change()
    path = tmp_path / "replica.sqlite3"
    shutil.copyfile(connection.settings_dict["NAME"], path)
    # By another alias: Django's test cases let dynamic connections pass only.
    copy: Any = connection.copy(alias="copy")
    copy.settings_dict = {**connection.settings_dict, "NAME": str(path)}
    connections[REPLICA] = copy
    connections.settings[REPLICA] = copy.settings_dict
    write_in_replica("UPDATE wagtailcore_page SET title = 'In the replica' WHERE slug = 'home'")
    yield
    connections[REPLICA].close()
    del connections[REPLICA]
    del connections.settings[REPLICA]


def write_in_replica(sql: str) -> None:
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(sql)


def title(get: Get, **extensions: Any) -> str:
    answer = json.loads(get(HOME, {"extensions": extensions}).content)
    found: str = answer["data"]["page"]["title"]
    return found


def test_replica_that_is_not_behind_is_read(replica: None, get: Get) -> None:
    assert title(get) == "In the replica"
    assert connection.settings_dict["NAME"] != connections[REPLICA].settings_dict["NAME"]


def test_replica_that_is_behind_is_not(replica: None, get: Get) -> None:
    change()

    assert title(get) == "Home"


def test_request_may_allow_a_replica_that_is_behind(replica: None, get: Get) -> None:
    before = current_version()
    after = change()

    assert title(get, minVersion=before) == "In the replica"
    assert title(get, minVersion=after) == "Home"
    assert get(HOME, {"extensions": {"minVersion": before}})["Content-Version"] == str(before)
    assert get(HOME, {"extensions": {"minVersion": after + 1}}).status_code == 503


def test_answers_of_both_are_kept_apart(replica: None, get: Get) -> None:
    before = current_version()
    change()

    assert [title(get), title(get, minVersion=before), title(get)] == ["Home", "In the replica", "Home"]


def test_replica_of_another_epoch_is_not_read(replica: None, get: Get) -> None:
    write_in_replica("UPDATE content_api_contentepoch SET value = '00000000000000000000000000000001'")

    assert title(get) == "Home"


@pytest.mark.parametrize("broken", ["content_api_contentchange", "wagtailcore_page"])
def test_replica_that_fails_is_not_noticed(broken: str, replica: None, get: Get) -> None:
    write_in_replica("PRAGMA foreign_keys = OFF")
    write_in_replica(f"ALTER TABLE {broken} RENAME TO gone")

    assert title(get) == "Home"
    assert title(get, minVersion=1) == "Home"


def test_connection_comes_back_after_an_error(replica: None) -> None:
    primary = connections["default"]

    with pytest.raises(ZeroDivisionError), on_replica():
        1 / (connections["default"] is not connections[REPLICA])

    assert connections["default"] is primary


@pytest.mark.parametrize(("from_primary", "expected"), [(False, b"In the replica"), (True, b"Home")])
def test_rendering_that_needs_more_than_the_content(replica: None, from_primary: bool, expected: bytes) -> None:
    """Receipts of partners, for example, of which no content version tells."""
    document = OwnDocument("home", HOME)

    def compute(reader: Reader) -> bytes:
        home: str = reader.ask(document)["page"]["title"]
        return home.encode()

    assert answered("home", {}, "text/plain", compute, from_primary=from_primary).entry.body == expected
