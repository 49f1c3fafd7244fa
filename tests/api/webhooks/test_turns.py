"""Filters, leases, replays, what waits: what one turn of an endpoint does."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from content_api.changes.models import ChangeKind
from content_api.webhooks import leasing, turns
from content_api.webhooks.choices import DeliveryReason, DeliveryStatus
from content_api.webhooks.dispatch import chosen, due
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.webhooks.replays import ReplayRefusedError, begin_replay, cancel_replay, numbers_between, try_now
from content_api.webhooks.retention import prune
from content_api.webhooks.turns import take_turn
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_log")]
NEVER = bool  # is false


def numbers(there: Receiver) -> list[int]:
    return [int(identifier.rpartition("_")[2]) for identifier in there.ids()]


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"kinds": ["deleted"]}, [5]),
        ({"kinds": ["published", "moved"]}, [1, 2, 3]),
        ({"object_types": ["framework"]}, [4]),
        ({"locales": ["zh-hans"]}, [2]),
        ({"path_prefix": "/articles/"}, [1, 3]),
        ({"path_prefix": "/companies/"}, [2, 3, 5]),
        ({"path_prefix": "/companies/", "kinds": ["moved"]}, [3]),
        ({"path_prefix": "/%63ompanies/b"}, [2]),
    ],
)
def test_filters(endpoint: WebhookEndpoint, there: Receiver, filters: dict[str, object], wanted: list[int]) -> None:
    ContentChangeFactory(path="/articles/a/")
    ContentChangeFactory(path="/companies/b/", locale="zh-hans")
    ContentChangeFactory(path="/articles/c/", former_path="/companies/c/", kind=ChangeKind.MOVED)
    ContentChangeFactory(path="", object_type="framework", kind=ChangeKind.UPDATED)
    ContentChangeFactory(path="", former_path="/companies/d/", kind=ChangeKind.DELETED, is_visible=False)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(**filters)

    take_turn(endpoint.pk, NEVER)

    assert numbers(there) == wanted
    endpoint.refresh_from_db()
    assert endpoint.cursor == 5


def statements_of_a_turn(endpoint: WebhookEndpoint) -> int:
    with CaptureQueriesContext(connection) as captured:
        take_turn(endpoint.pk, NEVER)
    return len(captured)


def test_what_is_not_wanted_costs_the_same_however_much_it_is(endpoint: WebhookEndpoint) -> None:
    WebhookEndpoint.objects.update(kinds=["deleted"])
    ContentChangeFactory()
    one = statements_of_a_turn(endpoint)
    ContentChangeFactory.create_batch(200)
    assert statements_of_a_turn(endpoint) == one
    endpoint.refresh_from_db()
    assert endpoint.cursor == 201


def test_statements_grow_by_each_message_alone(endpoint: WebhookEndpoint) -> None:
    ContentChangeFactory()
    one = statements_of_a_turn(endpoint)
    ContentChangeFactory.create_batch(11)
    # A savepoint of the test's own transaction and its release, the note, the endpoint.
    assert statements_of_a_turn(endpoint) - one == 10 * 4


def test_nothing_is_due_where_nothing_is_new(endpoint: WebhookEndpoint) -> None:
    assert list(due()) == []
    ContentChangeFactory()
    assert list(due()) == [endpoint]
    take_turn(endpoint.pk, NEVER)
    assert list(due()) == []


def test_nothing_is_sent_while_it_is_switched_off(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory()
    WebhookEndpoint.objects.update(is_active=False)
    assert list(due()) == []
    take_turn(endpoint.pk, NEVER)
    assert there.received == []

    WebhookEndpoint.objects.update(is_active=True)
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1]


def test_those_that_waited_longest_come_first(endpoint: WebhookEndpoint) -> None:
    ContentChangeFactory()
    earlier, later = WebhookEndpointFactory(), WebhookEndpointFactory()
    WebhookEndpoint.objects.filter(pk=later.pk).update(attempted_at=timezone.now())
    WebhookEndpoint.objects.filter(pk=earlier.pk).update(attempted_at=timezone.now() - dt.timedelta(hours=1))
    assert list(due()) == [endpoint, earlier, later]


def test_a_turn_ends_after_its_time(
    endpoint: WebhookEndpoint, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TURN", 0.3)
    there.answer = lambda request: (time.sleep(0.2) or 204, {}, b"")
    ContentChangeFactory.create_batch(5)
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1, 2]
    assert list(due()) == [endpoint]


def test_a_turn_ends_when_the_worker_does(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(5)
    take_turn(endpoint.pk, lambda: len(there.received) == 2)
    assert numbers(there) == [1, 2]
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.leased_by) == (2, "")


def test_long_logs_are_read_in_parts(
    endpoint: WebhookEndpoint, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "BATCH", 2)
    ContentChangeFactory.create_batch(5)
    for _ in range(3):
        take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1, 2, 3, 4, 5]


# -- Leases


def test_a_leased_endpoint_is_left_alone_until_the_lease_runs_out(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory()
    leased = leasing.take(endpoint.pk)
    assert leased is not None
    assert leasing.lease_length() == dt.timedelta(seconds=60)
    assert leasing.take(endpoint.pk) is None
    assert list(due()) == []
    take_turn(endpoint.pk, NEVER)
    assert there.received == []

    WebhookEndpoint.objects.update(leased_until=timezone.now())  # the worker that had it is dead
    assert list(due()) == [endpoint]
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1]


def test_whoever_lost_the_lease_changes_nothing_and_stops(
    endpoint: WebhookEndpoint, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that was stopped in the middle of a request comes back after another one took over."""
    real = turns.attempt

    def attempt(*args: Any) -> Any:
        WebhookEndpoint.objects.update(leased_by="another", cursor=2)
        return real(*args)

    monkeypatch.setattr(turns, "attempt", attempt)
    ContentChangeFactory.create_batch(3)
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    assert (numbers(there), endpoint.cursor, endpoint.leased_by) == ([1], 2, "another")
    assert endpoint.deliveries.count() == 1


def test_each_message_begins_the_lease_anew(endpoint: WebhookEndpoint, there: Receiver, settings: Settings) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"seconds": 30}
    leased = leasing.take(endpoint.pk)
    assert leased is not None
    leased_until = leased.leased_until
    assert leased_until is not None
    time.sleep(0.01)
    assert leasing.write(leased, cursor=1)
    endpoint.refresh_from_db()
    assert endpoint.leased_until is not None
    assert endpoint.leased_until > leased_until > timezone.now() + dt.timedelta(seconds=85)


def test_slow_endpoints_never_take_all_threads() -> None:
    slow = [WebhookEndpoint(pk=number, milliseconds=5_000) for number in range(1, 5)]
    failing = [WebhookEndpoint(pk=number, failures=1) for number in range(5, 9)]
    fast = [WebhookEndpoint(pk=number, milliseconds=50) for number in range(9, 20)]

    assert [one.pk for one in chosen(slow + failing + fast, [], 4)] == [1, 2, 9, 10]
    assert [one.pk for one in chosen(slow + failing, [], 4)] == [1, 2]
    assert [one.pk for one in chosen(slow + fast, slow[:2], 4)] == [9, 10]
    assert [one.pk for one in chosen(slow + fast, slow[:1] + fast[:1], 4)] == [2, 10]
    assert chosen(fast, fast[:4], 4) == []
    assert [one.pk for one in chosen(slow, [], 1)] == [1]


# -- Replays, tests, sending again


def test_a_replay_sends_a_range_again_in_order_with_its_ids_before_what_is_new(
    endpoint: WebhookEndpoint, there: Receiver
) -> None:
    ContentChangeFactory.create_batch(5)
    take_turn(endpoint.pk, NEVER)
    ContentChangeFactory()

    assert begin_replay(endpoint, 2, 4) == 3
    assert list(due()) == [endpoint]
    take_turn(endpoint.pk, NEVER)

    assert numbers(there) == [1, 2, 3, 4, 5, 2, 3, 4, 6]
    assert there.ids()[5:8] == there.ids()[1:4]
    reasons = WebhookDelivery.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["change"] * 5 + ["replay"] * 3 + ["change"]
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.replay_after, endpoint.replay_until) == (6, None, None)


def test_a_replay_goes_on_after_a_failure(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(3)
    take_turn(endpoint.pk, NEVER)
    begin_replay(endpoint, 1, 3)
    there.answer = lambda request: (500 if len(there.received) == 5 else 204, {}, b"")
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    assert (endpoint.replay_after, endpoint.replay_until, endpoint.is_replaying) == (1, 3, True)

    try_now(endpoint)
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1, 2, 3, 1, 2, 2, 3]


def test_a_replay_passes_over_what_is_not_wanted(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(2)
    ContentChangeFactory(kind=ChangeKind.UPDATED)
    take_turn(endpoint.pk, NEVER)
    WebhookEndpoint.objects.update(kinds=["published"])
    endpoint.refresh_from_db()
    assert begin_replay(endpoint, 1, 3) == 2
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1, 2, 3, 1, 2]
    endpoint.refresh_from_db()
    assert not endpoint.is_replaying


def test_a_replay_leaves_out_what_was_not_sent_yet(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(2)
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    ContentChangeFactory.create_batch(2)
    assert begin_replay(endpoint, 2, 4) == 1
    take_turn(endpoint.pk, NEVER)
    assert numbers(there) == [1, 2, 2, 3, 4]


def test_replays_that_do_not_begin(endpoint: WebhookEndpoint) -> None:
    ContentChangeFactory.create_batch(3)
    with pytest.raises(ReplayRefusedError, match=r"^The endpoint was sent none of these changes\.$"):
        begin_replay(endpoint, 1, 3)
    take_turn(endpoint.pk, NEVER)
    endpoint.refresh_from_db()
    with pytest.raises(ReplayRefusedError, match="none of these"):
        begin_replay(endpoint, 7, 9)
    begin_replay(endpoint, 1, 2)
    with pytest.raises(ReplayRefusedError, match=r"^Another replay for this endpoint has not ended yet\.$"):
        begin_replay(endpoint, 3, 3)
    cancel_replay(endpoint)
    assert begin_replay(endpoint, 3, 3) == 1


def test_numbers_between_two_moments(empty_log: None) -> None:
    for hour in (10, 11, 12, 13):
        ContentChangeFactory(created_at=dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC))
    begin, end = dt.datetime(2026, 1, 1, 11, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, 12, 30, tzinfo=dt.UTC)
    assert numbers_between(begin, end) == (2, 3)
    assert numbers_between(end, end) is None


def waiting(endpoint: WebhookEndpoint, identifier: str) -> WebhookDelivery:
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        status=DeliveryStatus.WAITING,
        reason=DeliveryReason.TEST,
        message_id=identifier,
        event="webhook.test",
        request_body='{"type":"webhook.test"}',
    )


@pytest.mark.parametrize("state", ["working", "failing", "disabled"])
def test_what_waits_is_sent_once_whatever_the_state(endpoint: WebhookEndpoint, there: Receiver, state: str) -> None:
    there.answer = lambda request: (500, {}, b"")
    later = timezone.now() + dt.timedelta(hours=1)
    WebhookEndpoint.objects.update(state=state, is_active=False, next_attempt_at=later, failures=2)
    delivery = waiting(endpoint, "msg_test_1")
    assert list(due()) == [endpoint]

    take_turn(endpoint.pk, NEVER)

    delivery.refresh_from_db()
    assert (delivery.status, delivery.error, delivery.response_status) == ("failed", "Answered 500.", 500)
    assert (there.ids(), there.received[0].body) == (["msg_test_1"], b'{"type":"webhook.test"}')
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failures, endpoint.next_attempt_at) == (state, 2, later)
    assert list(due()) == []


def test_old_deliveries_are_forgotten(endpoint: WebhookEndpoint, settings: Settings) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"keep_days": 7}
    ContentChangeFactory.create_batch(3)
    take_turn(endpoint.pk, NEVER)
    waits = waiting(endpoint, "msg_test_1")
    kept = endpoint.deliveries.filter(status="delivered").first()
    assert kept is not None
    long_ago = timezone.now() - dt.timedelta(days=7, hours=1)
    endpoint.deliveries.exclude(pk=kept.pk).update(created_at=long_ago)
    endpoint.rotate_secret(timezone.now() - dt.timedelta(days=2))

    assert prune() == 2

    assert set(endpoint.deliveries.all()) == {kept, waits}
    endpoint.refresh_from_db()
    assert (endpoint.previous_secret, endpoint.previous_secret_until) == ("", None)
