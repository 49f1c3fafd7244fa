"""CDNs are told of every change, in order, once more after the longest execution time, and again after a failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Site

from content_api.purging import job
from content_api.purging.backends import CloudflareTags, PurgeError, SurrogateKeys
from content_api.purging.job import purge_due
from content_api.purging.models import CdnPurge
from tests.api.caching.conftest import change
from tests.api.purging.conftest import Receiver

pytestmark = pytest.mark.django_db(transaction=True)

FASTLY = "content_api.purging.backends.SurrogateKeys"
BY_ADDRESS = "wagtail.contrib.frontend_cache.backends.HTTPBackend"


def go_on() -> bool:
    return False


@pytest.fixture
def fastly(receiver: Receiver, settings: Settings) -> Receiver:
    """The receiver as the only CDN, which has been told of all there was."""
    settings.WAGTAILFRONTENDCACHE = {
        "fastly": {"BACKEND": FASTLY, "SERVICE_ID": "service", "TOKEN": "secret", "ENDPOINT": receiver.address}
    }
    purge_due(go_on)
    receiver.requests.clear()
    return receiver


def told(receiver: Receiver) -> list[set[str]]:
    """The tags of each request."""
    return [set(body["surrogate_keys"]) for _, path, body in receiver.calls if path == "/service/service/purge"]


def test_new_cdn_forgets_everything_and_starts_from_here(receiver: Receiver, settings: Settings) -> None:
    change("page:1")
    settings.WAGTAILFRONTENDCACHE = {
        "fastly": {"BACKEND": FASTLY, "SERVICE_ID": "service", "TOKEN": "secret", "ENDPOINT": receiver.address}
    }

    purge_due(go_on)
    purge_due(go_on)

    assert told(receiver) == [{"everything"}]
    assert receiver.requests[0][2]["Fastly-Key"] == "secret"


def test_each_change_is_told_once(fastly: Receiver) -> None:
    change("page:1", "page:list")
    change("page:1", "author:2")
    purge_due(go_on)
    purge_due(go_on)
    change("page:3")
    purge_due(go_on)

    assert told(fastly) == [{"page:1", "page:list", "author:2"}, {"page:3"}]


def test_each_change_is_told_again_after_the_longest_execution(fastly: Receiver) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        change("page:1")
        purge_due(go_on)
        clock.shift(14.9)
        purge_due(go_on)
        assert told(fastly) == [{"page:1"}]
        clock.shift(0.1)
        purge_due(go_on)
        clock.shift(60)
        purge_due(go_on)

    assert told(fastly) == [{"page:1"}] * 2
    assert CdnPurge.objects.get().repeat_at is None


def test_many_changes_go_in_portions(fastly: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "MOST_CHANGES", 2)
    for number in range(5):
        change(f"page:{number}")

    purge_due(go_on)

    assert told(fastly) == [{"page:0", "page:1"}, {"page:2", "page:3"}, {"page:4"}]


def test_many_tags_go_in_portions(fastly: Receiver) -> None:
    change(*(f"page:{number}" for number in range(257)))

    purge_due(go_on)

    assert [len(tags) for tags in told(fastly)] == [256, 1]


def test_everything_stands_for_all(fastly: Receiver) -> None:
    change("page:1")
    change("everything", "page:2")

    purge_due(go_on)

    assert told(fastly) == [{"everything"}]


def test_tags_are_written_as_in_the_headers_of_answers(fastly: Receiver) -> None:
    change("slug:é,ß")

    purge_due(go_on)

    assert told(fastly) == [{"slug:%C3%A9%2C%C3%9F"}]


def test_failure_is_tried_again(fastly: Receiver) -> None:
    change("page:1")
    fastly.status = 500
    with pytest.raises(PurgeError, match=r"^fastly: SurrogateKeys: the CDN answered 500.$"):
        purge_due(go_on)
    fastly.status = 200
    purge_due(go_on)

    assert told(fastly) == [{"page:1"}] * 2


def test_one_cdn_that_fails_does_not_keep_another(fastly: Receiver, settings: Settings) -> None:
    settings.WAGTAILFRONTENDCACHE = {
        "broken": {"BACKEND": FASTLY, "SERVICE_ID": "x", "TOKEN": "secret", "ENDPOINT": "http://127.0.0.1:1"},
        **settings.WAGTAILFRONTENDCACHE,
    }
    change("page:1")

    with pytest.raises(PurgeError, match=r"^broken: ") as refused:
        purge_due(go_on)

    assert told(fastly) == [{"page:1"}]
    assert "secret" not in str(refused.value)


def test_restored_database_begins_anew(fastly: Receiver) -> None:
    change("page:1")
    purge_due(go_on)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE content_api_contentepoch SET value = '00000000000000000000000000000001'")

    purge_due(go_on)
    change("page:2")
    purge_due(go_on)

    assert told(fastly) == [{"page:1"}, {"everything"}, {"page:2"}]


def test_worker_that_is_told_to_stop(fastly: Receiver) -> None:
    change("page:1")

    purge_due(lambda: True)

    assert told(fastly) == []


def test_two_workers_may_tell_the_same(fastly: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    tell: Callable[..., None] = job._tell

    def tell_twice(*arguments: Any) -> None:
        tell(*arguments)
        monkeypatch.setattr(job, "_tell", tell)
        purge_due(go_on)

    monkeypatch.setattr(job, "_tell", tell_twice)
    number = change("page:1")
    purge_due(go_on)

    assert told(fastly) == [{"page:1"}] * 2
    assert [row.up_to for row in CdnPurge.objects.filter(repeat_at__isnull=False)] == [number]


def test_without_a_cdn_nothing_is_done(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        purge_due(go_on)


def test_pages_are_forgotten_by_address(receiver: Receiver, settings: Settings) -> None:
    """By Wagtail's own backend for caches that understand PURGE."""
    Site.objects.update(hostname="www.example.org", port=443)
    settings.WAGTAILFRONTENDCACHE = {"varnish": {"BACKEND": BY_ADDRESS, "LOCATION": receiver.address}}
    purge_due(go_on)
    change("page:1", path="/articles/façade/", former_path="/articles/old/")
    change("page:2", path="https://other.example/x/")

    purge_due(go_on)

    assert [(method, path, headers["Host"]) for method, path, headers, _ in receiver.requests] == [
        ("PURGE", "/x/", "other.example"),
        ("PURGE", "/articles/fa%C3%A7ade/", "www.example.org"),
        ("PURGE", "/articles/old/", "www.example.org"),
    ]


def test_only_hosts_that_a_cdn_serves(fastly: Receiver, settings: Settings) -> None:
    settings.WAGTAILFRONTENDCACHE["fastly"]["HOSTNAMES"] = ["www.example.org"]
    change(path="https://www.example.org/a/")
    change(path="https://other.example/b/")

    purge_due(go_on)

    assert [path for _, path, _ in fastly.calls] == ["/purge/www.example.org/a/"]


def test_no_addresses_where_no_frontend_is_configured(fastly: Receiver) -> None:
    change("page:1", path="/articles/")

    purge_due(go_on)

    assert [path for _, path, _ in fastly.calls] == ["/service/service/purge"]


def test_cloudflare(receiver: Receiver) -> None:
    cloudflare = CloudflareTags({"ZONEID": "zone", "TOKEN": "secret", "ENDPOINT": f"{receiver.address}/zones/zone"})

    cloudflare.purge_tags({f"page:{number}" for number in range(31)})
    cloudflare.purge("https://www.example.org/")

    assert [(method, path) for method, path, _ in receiver.calls] == [("POST", "/zones/zone/purge_cache")] * 3
    assert [len(body.get("tags", body.get("files"))) for _, _, body in receiver.calls] == [30, 1, 1]
    assert receiver.requests[0][2]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("answer", [b'{"success": false}', b"[]", b"nonsense", b"{}"])
def test_cloudflare_that_has_not_done_it(answer: bytes, receiver: Receiver) -> None:
    receiver.answer = answer
    cloudflare = CloudflareTags({"ZONEID": "zone", "TOKEN": "secret", "ENDPOINT": receiver.address})

    with pytest.raises(PurgeError, match=r"^CloudflareTags: the CDN has not done it.$"):
        cloudflare.purge_tags({"page:1"})


def test_addresses_of_the_interfaces() -> None:
    assert SurrogateKeys({"SERVICE_ID": "s", "TOKEN": "t"}).endpoint == "https://api.fastly.com"
    assert CloudflareTags({"ZONEID": "z", "TOKEN": "t"}).endpoint == "https://api.cloudflare.com/client/v4/zones/z"
