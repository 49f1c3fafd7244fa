"""Receivers that fail: what is noted, when they are asked again, when they are given up."""

from __future__ import annotations

import datetime as dt
import logging
import socket
import time
from typing import Any
from unittest.mock import ANY

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from content_api.outbound import sending
from content_api.webhooks import notices, retries, turns
from content_api.webhooks.choices import DeliveryStatus, EndpointState
from content_api.webhooks.dispatch import due
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.webhooks.outcomes import enable, skip_to_newest
from content_api.webhooks.turns import take_turn
from tests.api.outbound.test_addresses import answering
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import Receiver, raw_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_log")]
NEVER = bool  # is false
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


def attempted(endpoint: WebhookEndpoint) -> WebhookDelivery:
    """The delivery of one change that failed; the endpoint shows it."""
    ContentChangeFactory()
    before = timezone.now()
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    delivery = endpoint.deliveries.get()
    assert delivery.status == DeliveryStatus.FAILED
    assert (endpoint.cursor, endpoint.state, endpoint.failures) == (0, EndpointState.FAILING, 1)
    assert (endpoint.problem, endpoint.delivered_at) == (delivery.error, None)
    assert endpoint.failing_since == delivery.sent_at
    assert dt.timedelta(seconds=4) <= endpoint.next_attempt_at - before
    assert (endpoint.leased_by, endpoint.leased_until) == ("", None)
    return delivery


@pytest.mark.parametrize("status", [304, 400, 401, 404, 418, 500, 503])
def test_answers_that_refuse(endpoint: WebhookEndpoint, there: Receiver, status: int) -> None:
    there.answer = lambda request: (status, {}, b"" if status == 304 else b"no")
    delivery = attempted(endpoint)
    assert (delivery.error_code, delivery.error) == ("STATUS", f"Answered {status}.")
    assert (delivery.response_status, delivery.response_body) == (status, "" if status == 304 else "no")


def test_a_redirect_is_a_failure(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (302, {"Location": there.url + "/login"}, b"")
    delivery = attempted(endpoint)
    assert (delivery.error_code, delivery.response_status) == ("REDIRECT_REFUSED", 302)
    assert delivery.response_headers == {"Location": there.url + "/login"}
    assert [request.path for request in there.received] == ["/hook"]


def test_a_receiver_that_takes_too_long(endpoint: WebhookEndpoint, there: Receiver, settings: Settings) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"seconds": 0.2}

    def answer(request: object) -> tuple[int, dict[str, str], bytes]:
        time.sleep(1)
        return 204, {}, b""

    there.answer = answer
    delivery = attempted(endpoint)
    assert (delivery.error_code, delivery.error) == ("TIMED_OUT", "There was no complete answer in time.")
    assert (delivery.response_status, delivery.milliseconds) == (None, ANY)


def test_nobody_listens(empty_log: None) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        delivery = attempted(WebhookEndpointFactory(url=f"http://127.0.0.1:{closed.getsockname()[1]}/"))
    assert (delivery.error_code, delivery.error) == ("CONNECTION_FAILED", "The host accepts no connection.")


def test_a_receiver_without_a_trusted_certificate(empty_log: None) -> None:
    sending.trust()
    with raw_server(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")) as port:
        assert attempted(WebhookEndpointFactory(url=f"https://127.0.0.1:{port}/")).error_code == "TLS_FAILED"


INSIDE = ["http://10.0.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://2130706433/", "http://0x7f.1/"]


@pytest.mark.parametrize("url", INSIDE)
def test_inner_addresses_are_refused(empty_log: None, settings: Settings, url: str) -> None:
    settings.OUTBOUND_ALLOWED = []
    delivery = attempted(WebhookEndpointFactory(url=url))
    assert delivery.error_code == "ADDRESS_REFUSED"
    assert delivery.error == "The host or the port is not open to requests from here."


def test_http_is_refused_where_https_is_required(
    endpoint: WebhookEndpoint, there: Receiver, settings: Settings
) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"require_https": True}
    delivery = attempted(endpoint)
    assert (delivery.error_code, delivery.error) == ("BAD_ADDRESS", "The address must begin with https://.")
    assert there.received == []


def test_a_name_that_has_come_to_lead_inside_is_refused(
    empty_log: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each attempt resolves the name anew and checks what it gets."""
    settings.OUTBOUND_ALLOWED = []
    answering(monkeypatch, ["127.0.0.1"])
    assert attempted(WebhookEndpointFactory(url="http://rebinding.example/")).error_code == "ADDRESS_REFUSED"


def test_a_long_answer_is_delivered_and_cut(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (200, {}, b"a" * 10_000)
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    delivery = endpoint.deliveries.get()
    assert (delivery.status, len(delivery.response_body), delivery.is_response_cut) == ("delivered", 4_096, True)


def test_what_a_database_cannot_store_is_replaced(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (200, {f"X-{number}": "v" * 2_000 for number in range(10)}, b"a\x00\xff")
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    delivery = endpoint.deliveries.get()
    assert delivery.response_body == "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert {len(value) for name, value in delivery.response_headers.items() if name.startswith("X-")} == {1_000}


def test_a_secret_of_another_key(endpoint: WebhookEndpoint, there: Receiver, settings: Settings) -> None:
    settings.SECRET_KEY = "another"
    assert attempted(endpoint).error_code == "SECRET_UNREADABLE"
    assert there.received == []


def test_a_secret_of_a_former_key(endpoint: WebhookEndpoint, there: Receiver, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    assert len(there.received) == 1


def test_pauses_grow_up_to_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries.random, "uniform", lambda low, high: {(0.8, 1.2): 1.0}[round(low, 1), round(high, 1)])
    pauses = [retries.pause(failures, 500, {}, NOW).total_seconds() for failures in range(1, 9)]
    assert pauses == [5, 15, 45, 135, 405, 1215, 3600, 3600]
    assert retries.pause(10_000, None, {}, NOW).total_seconds() == 3600
    assert sum(retries.pause(failures, 500, {}, NOW).total_seconds() for failures in range(1, 30)) / 3600 < 24


@pytest.mark.parametrize(
    ("status", "value", "seconds"),
    [
        (429, "600", 600),
        (503, "600", 600),
        (503, "Wed, 25 Nov 2026 12:30:00 GMT", 1800),
        (503, "Wed, 25 Nov 2026 12:30:00 -0000", 1800),
        (429, "99999999999999999999", 24 * 3600),
        (429, "1", 5),
        (429, "-5", 5),
        (429, "soon", 5),
        (429, "", 5),
        (503, "Wed, 25 Nov 2020 12:30:00 GMT", 5),
        (500, "600", 5),
    ],
)
def test_what_a_receiver_asks_for(monkeypatch: pytest.MonkeyPatch, status: int, value: str, seconds: int) -> None:
    monkeypatch.setattr(retries.random, "uniform", lambda low, high: 1.0)
    assert retries.pause(1, status, {"retry-after": value}, NOW).total_seconds() == seconds


def failing_often(endpoint: WebhookEndpoint, times: int) -> None:
    for _ in range(times):
        WebhookEndpoint.objects.update(next_attempt_at=timezone.now())
        take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()


def test_a_streak_of_failures_disables_and_the_admins_are_told(
    endpoint: WebhookEndpoint,
    there: Receiver,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: object,
) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"disable_after": 3}
    there.answer = lambda request: (500, {}, b"")
    User.objects.create_user("editor", "editor@example.org")
    User.objects.create_user("gone", "gone@example.org", is_superuser=True, is_active=False)
    User.objects.create_superuser("admin", "admin@example.org")
    ContentChangeFactory()

    with caplog.at_level(logging.WARNING, "content_api"):
        failing_often(endpoint, 2)
        assert endpoint.state == EndpointState.FAILING
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            failing_often(endpoint, 1)

    assert (endpoint.state, endpoint.failures, endpoint.cursor) == (EndpointState.DISABLED, 3, 0)
    assert list(due()) == []
    failing_often(endpoint, 1)
    assert len(there.received) == 3
    assert [message.to for message in mail.outbox] == [["admin@example.org"]]
    assert mail.outbox[0].subject == "Webhook endpoint disabled: Frontend"
    assert f"http://api.testserver/admin/webhooks/endpoints/inspect/{endpoint.pk}/" in mail.outbox[0].body
    assert "Answered 500." in mail.outbox[0].body
    assert caplog.messages == [
        "Webhook failed (1 in a row): “Frontend”: Answered 500.",
        "Webhook failed (2 in a row): “Frontend”: Answered 500.",
        "Webhook endpoint disabled after 3 failures: “Frontend”: Answered 500.",
    ]


def test_a_mail_server_that_is_away_stops_nothing(
    endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise ConnectionRefusedError

    User.objects.create_superuser("admin", "admin@example.org")
    monkeypatch.setattr(notices, "send_mail", fail)
    endpoint.failing_since = NOW
    notices.tell_admins(endpoint)
    assert caplog.messages == ["No mail about the webhook endpoint “Frontend” could be sent"]


def test_gone_disables_at_once(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (410, {}, b"")
    ContentChangeFactory()
    failing_often(endpoint, 1)
    assert (endpoint.state, endpoint.failures) == (EndpointState.DISABLED, 1)


def test_success_ends_the_streak(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (500 if len(there.received) < 3 else 204, {}, b"")
    ContentChangeFactory()
    failing_often(endpoint, 2)
    assert (endpoint.failures, endpoint.problem) == (2, "Answered 500.")
    failing_often(endpoint, 1)
    assert (endpoint.failures, endpoint.problem, endpoint.failing_since) == (0, "", None)
    assert (endpoint.state, endpoint.cursor) == (EndpointState.WORKING, 1)


@pytest.mark.parametrize("skips", [False, True])
def test_an_endpoint_that_is_enabled_again_goes_on_or_skips(
    endpoint: WebhookEndpoint, there: Receiver, skips: bool
) -> None:
    there.answer = lambda request: (410 if len(there.received) == 1 else 204, {}, b"")
    ContentChangeFactory.create_batch(2)
    failing_often(endpoint, 1)
    if skips:
        skip_to_newest(endpoint, 2)
    enable(endpoint)
    ContentChangeFactory()

    take_turn(endpoint.pk, NEVER)

    numbers = [identifier.rpartition("_")[2] for identifier in there.ids()[1:]]
    assert numbers == (["3"] if skips else ["1", "2", "3"])


def test_a_failing_endpoint_stops_no_other(endpoint: WebhookEndpoint, there: Receiver) -> None:
    other = WebhookEndpointFactory(name="Broken", url="http://127.0.0.1:9/")
    ContentChangeFactory()
    for one in due():
        take_turn(one.pk, NEVER)
    endpoint.refresh_from_db()
    other.refresh_from_db()
    assert (endpoint.cursor, other.cursor) == (1, 0)


@pytest.mark.parametrize("place", ["messages.send", "turns.change_payload"])
def test_an_error_of_ours_stops_its_endpoint_alone(
    endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(f"content_api.webhooks.{place}", fail)
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failures, endpoint.cursor) == (EndpointState.FAILING, 1, 0)
    assert endpoint.problem == "An error came up here. The log says more."
    assert (endpoint.leased_by, "a bug" in caplog.text) == ("", True)


def test_an_endpoint_that_is_deleted_while_it_is_served(
    endpoint: WebhookEndpoint, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = turns.attempt

    def attempt(*args: Any) -> Any:
        WebhookEndpoint.objects.all().delete()
        return real(*args)

    monkeypatch.setattr(turns, "attempt", attempt)
    ContentChangeFactory.create_batch(2)
    take_turn(endpoint.pk, NEVER)
    assert len(there.received) == 1
    assert not WebhookDelivery.objects.exists()
