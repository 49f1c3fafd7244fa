"""What the checker asks a real server on this machine, and what it makes of the answer."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import pytest
import trustme
from pytest_django import Settings
from wagtail.models import Site

from articles.models import ExternalLink, Finding, LinkHost, LinkStatus
from content_api.outbound import sending
from tests.api.outbound.test_addresses import answering
from tests.servers import Receiver, raw_server

from .conftest import DAY, Clock, asked, pages, source_at

pytestmark = pytest.mark.django_db

Check = Callable[..., dict[str, int]]


def outcome(link: ExternalLink) -> tuple[str, str, int | None]:
    link.refresh_from_db()
    return link.status, link.finding, link.http_status


def test_an_address_that_answers_is_alive(there: Receiver, clock: Clock, check: Check) -> None:
    source = source_at(f"http://127.0.0.1:{there.port}/page#part", clock)

    assert check() == {"alive": 1}

    assert asked(there) == ["HEAD /page"]
    link = ExternalLink.objects.get()
    assert outcome(link) == ("alive", "answered", 200)
    assert link.alive_at == link.checked_at == clock.now()
    assert link.next_check_at == clock.now() + 7 * DAY
    source.refresh_from_db()
    assert (source.link_status, source.link_checked_at) == ("alive", clock.now())


def test_the_checker_says_who_it_is(there: Receiver, clock: Clock, check: Check) -> None:
    Site.objects.filter(is_default_site=True).update(hostname="nuages.example", port=443)
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    assert {one.headers["user-agent"] for one in there.received} == {"NuagesLinkChecker/1.0 (+https://nuages.example)"}
    assert [one.headers.get("cookie") for one in there.received] == [None, None]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 410, 501])
def test_what_is_refused_to_head_is_asked_with_get(there: Receiver, clock: Clock, check: Check, status: int) -> None:
    there.answer = lambda request: ({"HEAD": status}.get(request.method, 200), {}, b"Here")
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}
    assert asked(there) == ["HEAD /", "GET /"]


@pytest.mark.parametrize(
    ("status", "finding"),
    [
        (401, Finding.REFUSED),
        (403, Finding.REFUSED),
        (451, Finding.REFUSED),
        (500, Finding.SERVER_ERROR),
        (503, Finding.SERVER_ERROR),
        (429, Finding.BUSY),
    ],
)
def test_trouble_of_the_server_is_no_judgement(
    there: Receiver, clock: Clock, check: Check, status: int, finding: Finding
) -> None:
    there.answer = pages({"/": status})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    for _ in range(10):
        check(among=ExternalLink.objects.all())
        clock.next_day()
    link = ExternalLink.objects.get()
    assert outcome(link) == ("unknown", finding, status)
    assert link.failures == 0


@pytest.mark.parametrize("status", [404, 410])
def test_not_found_on_two_days_is_dead(there: Receiver, clock: Clock, check: Check, status: int) -> None:
    there.answer = pages({"/": status})
    source = source_at(f"http://127.0.0.1:{there.port}/", clock)

    assert check() == {"unknown": 1}
    clock.next_day(0.3)
    assert check(among=ExternalLink.objects.all()) == {"unknown": 1}  # the same day does not count
    clock.next_day(0.7)
    assert check(among=ExternalLink.objects.all()) == {"dead": 1}

    assert outcome(ExternalLink.objects.get()) == ("dead", "gone", status)
    source.refresh_from_db()
    assert source.link_status == LinkStatus.DEAD


def test_an_address_that_comes_back_is_alive_at_once(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({"/": 404})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    clock.next_day()
    check()
    there.answer = pages({})
    clock.next_day()
    assert check() == {"alive": 1}
    link = ExternalLink.objects.get()
    assert (link.failures, link.failed_at, link.dead_since) == (0, None, None)


def test_a_permanent_redirect_names_the_new_address(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({"/old": (301, {"Location": "/new"}), "/new": (308, {"Location": "/newest#top"})})
    source_at(f"http://127.0.0.1:{there.port}/old", clock)

    assert check() == {"redirected": 1}

    link = ExternalLink.objects.get()
    base = f"http://127.0.0.1:{there.port}"
    assert link.new_url == f"{base}/newest"
    assert link.hops == [[301, f"{base}/new"], [308, f"{base}/newest"]]
    assert asked(there) == ["HEAD /old", "HEAD /new", "HEAD /newest"]


def test_a_temporary_redirect_leaves_the_address_as_it_is(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({"/": (302, {"Location": "/today"}), "/today": (301, {"Location": "/today/"})})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}
    assert ExternalLink.objects.get().new_url == ""


def test_where_a_redirect_leads_nowhere_the_address_is_gone(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({"/": (301, {"Location": "/nowhere"}), "/nowhere": 404})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    link = ExternalLink.objects.get()
    assert outcome(link) == ("unknown", "gone", 404)
    assert (link.failures, link.new_url) == (1, "")


@pytest.mark.parametrize("_case", ["in a circle", "to itself", "six times"])
def test_redirects_end_somewhere(there: Receiver, clock: Clock, check: Check, _case: str) -> None:
    ways = {
        "in a circle": {"/1": "/2", "/2": "/1"},
        "to itself": {"/1": "/1"},
        "six times": {f"/{number}": f"/{number + 1}" for number in range(1, 7)},
    }[_case]
    there.answer = pages({path: (302, {"Location": target}) for path, target in ways.items()})
    source_at(f"http://127.0.0.1:{there.port}/1", clock)
    assert check() == {"unknown": 1}
    assert outcome(ExternalLink.objects.get()) == ("unknown", "loop", None)
    assert len(asked(there)) == {"in a circle": 2, "to itself": 1, "six times": 6}[_case]


def test_five_redirects_are_followed(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({f"/{number}": (302, {"Location": f"/{number + 1}"}) for number in range(1, 6)})
    source_at(f"http://127.0.0.1:{there.port}/1", clock)
    assert check() == {"alive": 1}


@pytest.mark.parametrize("location", ["", "ftp://127.0.0.1/", "javascript:alert(1)"])
def test_a_redirect_to_nothing_readable(there: Receiver, clock: Clock, check: Check, location: str) -> None:
    there.answer = pages({"/": (302, {"Location": location})})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    assert outcome(ExternalLink.objects.get()) == ("unknown", "unreadable", 302)


def test_private_addresses_are_refused_also_behind_a_redirect(
    there: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    there.answer = pages({"/": (301, {"Location": "http://10.0.0.1/secret"})})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    source_at("http://192.168.0.1/", clock)
    source_at("http://169.254.169.254/latest/meta-data/", clock)
    assert check() == {"unknown": 3}
    assert set(ExternalLink.objects.values_list("finding", flat=True)) == {Finding.FORBIDDEN}


def test_a_large_answer_is_cut(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = lambda request: (405, {}, b"") if request.method == "HEAD" else (200, {}, b"x" * 5_000_000)
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    assert check() == {"alive": 1}


def test_a_slow_answer_never_kills(clock: Clock, check: Check, settings: Settings) -> None:
    settings.LINK_CHECK = settings.LINK_CHECK | {"seconds": 0.05}
    with raw_server(lambda connection: connection.recv(1)) as port:
        source_at(f"http://127.0.0.1:{port}/", clock)
        for _ in range(5):
            check(among=ExternalLink.objects.all())
            clock.next_day()
    link = ExternalLink.objects.get()
    assert outcome(link) == ("unknown", "too-slow", None)
    assert link.failures == 0


def test_a_host_that_accepts_no_connection_is_dead_on_the_third_day(clock: Clock, check: Check) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        source_at(f"http://127.0.0.1:{closed.getsockname()[1]}/", clock)
        judgements = []
        for _ in range(3):
            judgements.append(check())
            clock.next_day()
    assert judgements == [{"unknown": 1}, {"unknown": 1}, {"dead": 1}]
    assert outcome(ExternalLink.objects.get()) == ("dead", "no-connection", None)


def test_a_host_without_address(clock: Clock, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, [])
    source_at("http://gone.example/", clock)
    check()
    assert outcome(ExternalLink.objects.get()) == ("unknown", "no-name", None)


def test_a_certificate_that_nobody_trusts(clock: Clock, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, ["127.0.0.1"])
    monkeypatch.setattr(sending, "trust", ssl.create_default_context)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("secure.example").configure_cert(context)
    with raw_server(lambda connection: None, context) as port:
        source_at(f"https://secure.example:{port}/", clock)
        check()
    assert outcome(ExternalLink.objects.get()) == ("unknown", "not-secure", None)


def test_a_server_that_hangs_up_on_head_is_asked_with_get(clock: Clock, check: Check) -> None:
    fine = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    answers = iter([fine, b"", fine])  # to robots.txt, HEAD, GET
    with raw_server(lambda connection: connection.sendall(next(answers))) as port:
        source_at(f"http://127.0.0.1:{port}/", clock)
        assert check() == {"alive": 1}


def test_what_has_not_changed_is_asked_by_its_etag(there: Receiver, clock: Clock, check: Check) -> None:
    there.answer = pages({"/": (200, {"ETag": '"one"', "Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT"})})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    there.answer = pages({"/": (304, {"ETag": '"one"'})})
    clock.next_day(8)
    assert check() == {"alive": 1}
    assert there.received[-1].headers["if-none-match"] == '"one"'
    assert there.received[-1].headers["if-modified-since"] == "Mon, 02 Mar 2026 08:00:00 GMT"
    assert ExternalLink.objects.get().etag == '"one"'


def test_one_answer_for_all_places(there: Receiver, clock: Clock, check: Check) -> None:
    first = source_at(f"http://127.0.0.1:{there.port}/", clock)
    second = source_at(f"HTTP://127.0.0.1:{there.port}", clock)
    check()
    assert asked(there) == ["HEAD /"]
    assert LinkHost.objects.count() == 1
    for source in (first, second):
        source.refresh_from_db()
        assert source.link_status == LinkStatus.ALIVE
