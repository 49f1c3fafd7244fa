"""Workers side by side, slow receivers, and a worker that is killed: over real HTTP and with real commits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.utils import timezone

from content_api.changes.models import ContentChange
from content_api.webhooks import dispatch
from content_api.webhooks.dispatch import deliver_due
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import Received, Receiver, receiver

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds


@pytest.fixture(autouse=True)
def log() -> None:
    ContentChange.objects.all().delete()
    ContentChangeFactory.reset_sequence(0)


def numbers(there: Receiver) -> list[int]:
    return [json.loads(request.body)["data"]["number"] for request in there.received]


def work(together: threading.Barrier) -> None:
    """What a worker's thread does until nothing is due; SQLite lets one of two writers wait or fail."""
    together.wait(PATIENCE)
    try:
        for _ in range(20):
            try:
                deliver_due()
            except OperationalError:
                continue
            if not dispatch.due().exists() and not WebhookEndpoint.objects.exclude(leased_until=None).exists():
                return
    finally:
        connections.close_all()


def test_two_workers_deliver_everything_once_and_in_order() -> None:
    ContentChangeFactory.create_batch(25)
    with ExitStack() as stack:
        receivers = [stack.enter_context(receiver()) for _ in range(4)]
        for there in receivers:
            WebhookEndpointFactory(url=there.url)
        together = threading.Barrier(2)
        threads = [threading.Thread(target=work, args=(together,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        deliver_due()

    assert [numbers(there) for there in receivers] == [[*range(1, 26)]] * 4
    assert WebhookDelivery.objects.count() == 100
    assert set(WebhookEndpoint.objects.values_list("cursor", "leased_until")) == {(25, None)}


def test_a_receiver_that_hangs_delays_no_other() -> None:
    """The slow one answers only when the fast one has everything."""
    ContentChangeFactory.create_batch(3)
    began, done = threading.Event(), threading.Event()
    with receiver() as slow, receiver() as fast:

        def hang(request: Received) -> tuple[int, dict[str, str], bytes]:
            began.set()
            return (204 if done.wait(5) else 500), {}, b""

        def answer(request: Received) -> tuple[int, dict[str, str], bytes]:
            if len(fast.received) == 4:
                done.set()
            return 204, {}, b""

        slow.answer, fast.answer = hang, answer
        WebhookEndpointFactory(name="slow", url=slow.url)
        WebhookEndpointFactory(name="fast", url=fast.url)
        thread = threading.Thread(target=work, args=(threading.Barrier(1),))
        thread.start()
        assert began.wait(PATIENCE)
        ContentChangeFactory()  # while the slow one is being served
        thread.join(PATIENCE)

    assert numbers(fast) == numbers(slow) == [1, 2, 3, 4]
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"delivered"}


def test_an_error_in_one_turn_is_raised_after_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ContentChangeFactory()
    real = dispatch.take_turn
    with receiver() as there:
        broken, fine = WebhookEndpointFactory(url=there.url), WebhookEndpointFactory(url=there.url)

        def turn(key: int, should_stop: object) -> None:
            if key == broken.pk:
                raise OperationalError("away")
            real(key, bool)

        monkeypatch.setattr(dispatch, "take_turn", turn)
        with pytest.raises(OperationalError, match="away"):
            deliver_due()
    fine.refresh_from_db()
    assert fine.cursor == 1


@contextmanager
def worker_process() -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py worker` on this test's database."""
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        user = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
        address = f"postgres://{user}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    else:
        address = f"sqlite:///{database['NAME']}"
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"],
        env=os.environ
        | {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_worker_killed_before_its_commit_leaves_the_message_to_the_next() -> None:
    """Twice: the message arrives three times, always with its id, and what follows comes after it."""
    ContentChangeFactory.create_batch(2)
    with receiver() as there:
        endpoint = WebhookEndpointFactory(url=there.url)
        for attempt in (1, 2):
            with worker_process() as process:

                def kill(request: Received, pid: int = process.pid) -> tuple[int, dict[str, str], bytes]:
                    os.kill(pid, signal.SIGKILL)
                    return 204, {}, b""

                there.answer = kill
                process.wait(PATIENCE)
            assert process.returncode == -signal.SIGKILL
            assert numbers(there) == [1] * attempt
            endpoint.refresh_from_db()
            assert endpoint.cursor == 0
            assert endpoint.leased_until is not None
            assert endpoint.leased_until > timezone.now()
            assert not WebhookDelivery.objects.exists()
            deliver_due()
            assert len(there.received) == attempt  # the lease still holds
            WebhookEndpoint.objects.update(leased_until=timezone.now())  # a minute later

        there.answer = lambda request: (204, {}, b"")
        deliver_due()

    assert numbers(there) == [1, 1, 1, 2]
    assert len(set(there.ids()[:3])) == 1
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.leased_until) == (2, None)
