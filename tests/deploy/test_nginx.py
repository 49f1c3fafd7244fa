"""deploy/nginx: what reaches the web processes, what is asked of another one, and what stays outside."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.programs import HOST, free_port
from tests.servers import Received, Receiver, raw_server

from .nginx import Nginx, running_nginx

Webs = tuple[Receiver, Receiver]


def received(webs: Webs) -> list[Received]:
    return [request for web in webs for request in web.received]


def says(status: int, body: bytes = b"", **headers: str) -> Callable[[Received], tuple[int, dict[str, str], bytes]]:
    return lambda request: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def break_off(connection: socket.socket) -> None:
    """Close without an answer, as a process does that is killed."""


def test_what_clients_say_of_themselves_is_replaced(proxy: Nginx, webs: Webs) -> None:
    sent = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "http", "X-Request-Id": "b" * 32, "Proxy": "evil"}

    proxy.ask("GET", "/articles/", headers={**sent, "Host": "api.example.org"})
    proxy.stop()

    (request,) = received(webs)
    assert request.headers["x-forwarded-for"] == HOST
    assert request.headers["x-forwarded-proto"] == "https"
    assert request.headers["host"] == "api.example.org"
    assert "proxy" not in request.headers
    assert request.headers["x-request-id"] == json.loads(proxy.log)["request_id"] != "b" * 32


def test_without_tls_the_way_leads_to_tls(proxy: Nginx, webs: Webs) -> None:
    with closing(http.client.HTTPConnection(HOST, proxy.plain_port, timeout=10)) as connection:
        connection.request("POST", "/graphql/?a=b", b"{}", {"Host": "api.example.org"})
        response = connection.getresponse()

    assert (response.status, response.headers["Location"]) == (308, "https://api.example.org/graphql/?a=b")
    assert received(webs) == []


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("POST", "/graphql/"), ("POST", "/admin/pages/1/edit/")])
def test_another_process_is_asked_where_one_refuses(
    has_nginx: None, webs: Webs, tmp_path: Path, method: str, path: str
) -> None:
    with running_nginx(tmp_path, free_port(), webs[1].port) as proxy:
        answers = [proxy.ask(method, path, b"{}").status for _ in range(4)]

    assert (answers, len(webs[1].received)) == ([204] * 4, 4)


@pytest.mark.parametrize(
    ("method", "path", "status", "times"),
    [("GET", "/", 204, 1), ("POST", "/graphql/", 204, 1), ("POST", "/admin/pages/1/edit/", 503, 0)],
)
def test_what_may_have_been_done_is_not_sent_twice(
    has_nginx: None, webs: Webs, tmp_path: Path, method: str, path: str, status: int, times: int
) -> None:
    with raw_server(break_off) as broken, running_nginx(tmp_path, broken, webs[1].port) as proxy:
        answer = proxy.ask(method, path, b"{}")

    assert (answer.status, len(webs[1].received)) == (status, times)


def test_no_process_answers(has_nginx: None, tmp_path: Path) -> None:
    with running_nginx(tmp_path, free_port(), free_port()) as proxy:
        endpoint, page = proxy.ask("POST", "/graphql/", b"{}"), proxy.ask("GET", "/feeds/all.rss")

    for answer in (endpoint, page):
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert answer.headers["cache-control"] == "no-store"
    (error,) = json.loads(endpoint.body)["errors"]
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert len(error["extensions"]["requestId"]) == 32


def test_an_answer_of_the_service_itself_is_passed_on(proxy: Nginx, webs: Webs) -> None:
    for web in webs:
        web.answer = says(503, b'{"errors": []}', Content_Type="application/json")

    answer = proxy.ask("POST", "/graphql/", b"{}")

    assert (answer.status, answer.body, len(received(webs))) == (503, b'{"errors": []}', 1)


def test_readiness_is_that_of_any_process(proxy: Nginx, webs: Webs) -> None:
    webs[0].answer = says(503, b"stopping")
    webs[1].answer = says(200, b"ready")

    assert [proxy.ask("GET", "/readyz").status for _ in range(4)] == [200] * 4


def test_numbers_stay_inside(proxy: Nginx, webs: Webs) -> None:
    assert (proxy.ask("GET", "/metrics").status, proxy.ask("GET", "/healthz").body) == (404, b"ok\n")
    assert received(webs) == []


def test_guesses_of_passwords_are_limited(proxy: Nginx, webs: Webs) -> None:
    guesses = [proxy.ask("POST", "/accounts/login/", b"login=ada").status for _ in range(12)]

    assert guesses == [204] * 11 + [429]
    assert proxy.ask("GET", "/accounts/login/").status == 204
    assert proxy.ask("POST", "/graphql/", b"{}").status == 204


@pytest.mark.parametrize(
    ("path", "status"), [("/graphql/", 413), ("/accounts/login/", 413), ("/admin/images/add/", 204)]
)
def test_uploads_are_for_the_admin(proxy: Nginx, path: str, status: int) -> None:
    assert proxy.ask("POST", path, b"x" * 2_000_000).status == status


def test_files_of_another_release(proxy: Nginx, webs: Webs) -> None:
    for_ever = {"Cache_Control": "max-age=315360000, immutable", "Content_Type": "text/css"}
    webs[0].answer = says(404)
    webs[1].answer = says(200, b"body {}", **for_ever)

    found = [proxy.ask("GET", "/static/css/admin.4f3a.css") for _ in range(3)]

    assert [(answer.status, answer.body) for answer in found] == [(200, b"body {}")] * 3
    assert len(webs[1].received) == 1


def test_texts_are_compressed_and_known_again(proxy: Nginx, webs: Webs) -> None:
    text = b'{"data": "%s"}' % (b"django " * 1_000)
    for web in webs:
        web.answer = says(
            200, text, Content_Type="application/graphql-response+json; charset=utf-8", ETag='"abc"', Vary="Accept"
        )

    answer = proxy.ask("GET", "/graphql/?id=a", headers={"Accept-Encoding": "gzip"})

    assert (answer.headers["content-encoding"], answer.headers["etag"]) == ("gzip", 'W/"abc"')
    assert len(answer.body) < len(text) / 10


def test_tokens_stay_out_of_the_log(has_nginx: None, tmp_path: Path) -> None:
    with running_nginx(tmp_path, free_port(), free_port()) as proxy:  # what fails is written down as well
        proxy.ask("GET", "/feeds/partners/acme/s3cr3t.rss?full=1")

    assert json.loads(proxy.log)["path"] == "/feeds/partners/acme/…"
    assert "s3cr3t" not in proxy.log + (proxy.folder / "error.log").read_text()


def test_headers_of_four_kilobytes_and_more(proxy: Nginx, webs: Webs) -> None:
    for web in webs:
        web.answer = says(200, b"{}", Cache_Tag="page-1," * 1_400)

    answer = proxy.ask("GET", "/graphql/")

    assert (answer.status, len(answer.headers["cache-tag"])) == (200, 9_800)
