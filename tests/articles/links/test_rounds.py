"""Politeness, order and effects of rounds: by a clock that moves only while somebody sleeps."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.links import running
from articles.links.asking import ask
from articles.links.effects import store
from articles.links.judging import Result
from articles.links.manners import Manners
from articles.links.running import check_due
from articles.models import ExternalLink, Finding, LinkHost, LinkUse, Source
from content_api.changes.models import ContentChange
from tests.api.outbound.test_addresses import answering
from tests.factories.articles import SourceFactory
from tests.servers import Receiver

from .conftest import DAY, Clock, asked, pages, source_at

pytestmark = pytest.mark.django_db

Check = Callable[..., dict[str, int]]


def gap(settings: Settings, seconds: int) -> None:
    settings.LINK_CHECK = settings.LINK_CHECK | {"gap_seconds": seconds}


def test_a_gap_between_two_requests_to_one_host(
    there: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    gap(settings, 5)
    for number in range(3):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)

    assert check() == {"alive": 3}

    # robots.txt, then the three
    assert [one.path for one in there.received] == ["/robots.txt", "/0", "/1", "/2"]
    assert clock.slept == [5.0, 5.0, 5.0]


def test_hosts_take_turns(
    there: Receiver, clock: Clock, check: Check, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap(settings, 5)
    answering(monkeypatch, ["127.0.0.1"])
    for path in ("1", "2"):
        for host in ("a", "b"):
            source_at(f"http://{host}.example:{there.port}/{path}", clock)
    LinkHost.objects.update(robots_read_at=clock.now())

    check()

    hosts = [one.headers["host"].partition(".")[0] + one.path for one in there.received]
    assert hosts == ["a/1", "b/1", "a/2", "b/2"]
    assert clock.slept == [5.0]


def test_the_gap_is_kept_from_one_round_to_the_next(
    there: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    gap(settings, 10)
    for number in range(2):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)
    LinkHost.objects.update(robots_read_at=clock.now())
    check(most=1)
    check(most=1)
    assert asked(there) == ["HEAD /0", "HEAD /1"]
    assert clock.slept == [10.0]


def test_robots_txt_is_obeyed_and_kept_for_a_day(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({}, robots="User-agent: NuagesLinkChecker\nDisallow: /closed/\nUser-agent: *\nDisallow: /")
    source_at(f"http://127.0.0.1:{there.port}/closed/page", clock)
    source_at(f"http://127.0.0.1:{there.port}/public", clock)
    check()
    check(among=ExternalLink.objects.all())
    assert dict(ExternalLink.objects.values_list("finding", "status")) == {"robots": "unknown", "answered": "alive"}
    assert [one.path for one in there.received].count("/robots.txt") == 1
    assert asked(there) == ["HEAD /public"]
    clock.next_day(1.1)
    check(among=ExternalLink.objects.all())
    assert [one.path for one in there.received].count("/robots.txt") == 2


def test_a_host_may_wish_for_a_longer_gap(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({}, robots="User-agent: *\nCrawl-delay: 10")
    for number in range(2):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)
    assert check() == {"alive": 2}
    assert clock.slept == [10.0]


@pytest.mark.parametrize("wish", ["7200", "Mon, 02 Mar 2026 10:00:00 GMT"])
def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(
    there: Receiver, clock: Clock, check: Check, wish: str
) -> None:
    there.answer = pages({"/0": (429, {"Retry-After": wish})})
    for number in range(2):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)

    assert check() == {"unknown": 1}

    assert asked(there) == ["HEAD /0"]
    later = clock.now() + dt.timedelta(hours=2)
    assert LinkHost.objects.get().next_request_at == later
    assert ExternalLink.objects.get(finding="busy").next_check_at == later
    clock.time = later
    there.answer = pages({})
    assert check() == {"alive": 2}


def test_a_round_ends_after_some_addresses_and_some_time(
    there: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    gap(settings, 5)
    for number in range(20):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)
    LinkHost.objects.update(robots_read_at=clock.now())
    assert check(most=3) == {"alive": 3}
    assert check(seconds=21) == {"alive": 4}


def test_only_what_is_due_and_is_used(there: Receiver, clock: Clock, check: Check) -> None:
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}
    assert check() == {}
    clock.next_day(6.9)
    assert check() == {}
    clock.next_day(0.1)
    assert check() == {"alive": 1}
    clock.next_day(7)
    LinkUse.objects.all().delete()
    assert check() == {}


def test_our_own_network_may_be_down(
    there: Receiver, clock: Clock, check: Check, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answering(monkeypatch, ["127.0.0.1"])
    source_at(f"http://alive.example:{there.port}/", clock)
    check()
    source_at(f"http://other.example:{there.port}/", clock)
    answering(monkeypatch, [])
    with caplog.at_level(logging.WARNING, "articles.links"):
        assert check() == {}
    assert caplog.messages == ["Links are not checked: no host answers, so it may be our own network"]
    assert set(ExternalLink.objects.values_list("failures", flat=True)) == {0}


def test_one_host_is_away_and_another_answers(
    there: Receiver, clock: Clock, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    clock.next_day()
    source_at(f"http://other.example:{there.port}/", clock)
    ExternalLink.objects.filter(status="alive").update(next_check_at=clock.now() + DAY)
    answering(monkeypatch, [])
    assert check() == {"unknown": 1}
    assert ExternalLink.objects.get(finding="no-name").failures == 1


def test_a_worker_that_is_told_to_stop_begins_nothing(there: Receiver, settings: Settings) -> None:
    settings.LINK_CHECK = settings.LINK_CHECK | {"enabled": True}
    for number in range(3):
        SourceFactory(url=f"http://127.0.0.1:{there.port}/{number}")
    answers = iter([False] * 6)
    assert check_due(lambda: next(answers, True)) < 3
    assert check_due(lambda: True) == 0


def test_the_job_does_nothing_where_it_is_off(there: Receiver, settings: Settings) -> None:
    SourceFactory(url=f"http://127.0.0.1:{there.port}/")
    assert check_due(lambda: False) == 0
    assert there.received == []
    settings.LINK_CHECK = settings.LINK_CHECK | {"enabled": True}
    assert check_due(lambda: False) == 1


def test_the_change_log_hears_of_a_new_status_only(there: Receiver, clock: Clock, check: Check) -> None:
    source = source_at(f"http://127.0.0.1:{there.port}/", clock)
    count = ContentChange.objects.count()

    check()
    assert ContentChange.objects.count() == count + 1
    assert ContentChange.objects.latest("id").object_id == source.pk

    clock.next_day(8)
    check()
    assert ContentChange.objects.count() == count + 1
    assert Source.objects.get().link_checked_at == clock.now()


def test_an_address_that_an_editor_changed_meanwhile_gets_no_status(there: Receiver, clock: Clock) -> None:
    source = source_at(f"http://127.0.0.1:{there.port}/", clock)

    link = ExternalLink.objects.get()
    source.url = "https://other.example/"
    source.save()
    store(link, Result(Finding.ANSWERED, 200), clock.now())
    source.refresh_from_db()
    assert (source.link_status, source.link_checked_at) == ("unknown", None)


def test_statements_of_a_check_do_not_depend_on_how_much_there_is(there: Receiver, clock: Clock, check: Check) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            check(most=1)
        return len(captured)

    source_at(f"http://127.0.0.1:{there.port}/first", clock)
    LinkHost.objects.update(robots_read_at=clock.now())
    statements()
    source_at(f"http://127.0.0.1:{there.port}/one", clock)
    few = statements()
    for number in range(20):
        source_at(f"http://127.0.0.1:{there.port}/{number}", clock)
        source_at(f"http://127.0.0.1:{there.port}/same", clock)
    assert statements() == few


def said(*arguments: str, **options: object) -> str:
    out = StringIO()
    call_command("check_links", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_command_says_what_it_finds(there: Receiver) -> None:
    there.answer = pages({"/1": 404})
    for number in range(2):
        SourceFactory(url=f"http://127.0.0.1:{there.port}/{number}")
    base = f"http://127.0.0.1:{there.port}"
    assert said() == (
        f"[1/2] alive: {base}/0 (Answered, HTTP status 200)\n"
        f"[2/2] not checked: {base}/1 (Not found, HTTP status 404)\n"
        "2 addresses checked: 1 alive, 1 unknown.\n"
    )
    assert said() == "0 addresses checked.\n"
    assert said("--all", "--limit=1").endswith("1 addresses checked: 1 unknown.\n")
    assert said("--all", "--host=elsewhere.example") == "0 addresses checked.\n"


def test_a_dry_run_asks_nobody_and_writes_nothing(there: Receiver) -> None:
    SourceFactory(url=f"http://127.0.0.1:{there.port}/")
    before = list(ExternalLink.objects.values())
    with CaptureQueriesContext(connection) as captured:
        assert said("--dry-run") == f"http://127.0.0.1:{there.port}/\n1 addresses to check.\n"
    assert {query["sql"].split()[0] for query in captured.captured_queries} == {"SELECT"}
    assert list(ExternalLink.objects.values()) == before
    assert there.received == []


def test_an_address_that_breaks_the_checker_keeps_no_other_waiting(
    there: Receiver, clock: Clock, check: Check, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("odd", "fine"):
        source_at(f"http://127.0.0.1:{there.port}/{path}", clock)

    def ask_unless_odd(link: ExternalLink, manners: Manners) -> Result:
        if link.url.endswith("odd"):
            raise ValueError("What is this?")
        return ask(link, manners)

    monkeypatch.setattr(running, "ask", ask_unless_odd)
    assert check() == {"alive": 1}
    odd = ExternalLink.objects.get(url__endswith="odd")
    assert (odd.checked_at, odd.next_check_at) == (None, clock.now() + DAY)
    assert caplog.messages == [f"A link could not be checked: {odd.url}"]


def test_a_robots_txt_that_leads_in_a_circle_forbids_nothing(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = lambda request: (
        (301, {"Location": "/robots.txt"}, b"") if request.path == "/robots.txt" else (200, {}, b"")
    )
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}


@pytest.mark.parametrize("etag", ["W/\xe9", "a" * 300])
def test_an_etag_that_cannot_be_sent_back_is_not_kept(there: Receiver, clock: Clock, check: Check, etag: str) -> None:
    there.answer = pages({"/": (200, {"ETag": etag})})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}
    assert ExternalLink.objects.get().etag == ""
