"""Serving all endpoints that are due, some at a time, so that a slow one delays no other.

Endpoints that fail or were slow share half of the threads; the other half is always there for those that answer fast.
A turn ends after some seconds, whatever is left.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context

from django.conf import settings
from django.db import connections
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ..changes.log import current_version
from .choices import DeliveryStatus, EndpointState
from .leasing import is_free
from .models import WebhookDelivery, WebhookEndpoint
from .turns import take_turn

LOOK_AGAIN = 0.5  # seconds, while others are being served

ShouldStop = Callable[[], bool]


def due() -> QuerySet[WebhookEndpoint]:
    """The endpoints with something to send now, those that waited longest first."""
    has_something = Q(replay_until__isnull=False) | Q(cursor__lt=current_version())
    may_send = Q(is_active=True, next_attempt_at__lte=timezone.now()) & ~Q(state=EndpointState.DISABLED)
    waiting = WebhookDelivery.objects.filter(endpoint=OuterRef("pk"), status=DeliveryStatus.WAITING)
    endpoints = WebhookEndpoint.objects.filter(is_free()).filter((may_send & has_something) | Exists(waiting))
    return endpoints.order_by(F("attempted_at").asc(nulls_first=True), "pk")


def deliver_due(should_stop: ShouldStop = lambda: False) -> None:
    """Serve endpoints until nothing is due. The first error of a turn is raised when the others have ended."""
    threads = settings.WEBHOOKS["threads"]
    running: dict[Future[None], WebhookEndpoint] = {}
    errors: list[BaseException] = []
    endpoints = list(due())
    if not endpoints:
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="webhooks") as pool:
        while not should_stop() and not errors:
            for endpoint in chosen(endpoints, list(running.values()), threads):
                # What logs and traces know of the job holds for its threads, too.
                running[pool.submit(copy_context().run, _serve, endpoint.pk, should_stop)] = endpoint
            if not running:
                break
            ended, _ = wait(running, LOOK_AGAIN, return_when=FIRST_COMPLETED)
            for future in ended:
                del running[future]
                if error := future.exception():
                    errors.append(error)
            endpoints = list(due())
    errors += [error for future in running if (error := future.exception())]
    if errors:
        raise errors[0]


def chosen(endpoints: list[WebhookEndpoint], running: list[WebhookEndpoint], threads: int) -> list[WebhookEndpoint]:
    """Which of those that are due begin now: as many as there are threads, at most half of them slow ones."""
    free = threads - len(running)
    free_for_slow = max(1, threads // 2) - sum(endpoint.is_slow for endpoint in running)
    keys = {endpoint.pk for endpoint in running}
    begin: list[WebhookEndpoint] = []
    for endpoint in endpoints:
        if len(begin) == free:
            break
        if endpoint.pk in keys or (endpoint.is_slow and free_for_slow <= 0):
            continue
        free_for_slow -= endpoint.is_slow
        begin.append(endpoint)
    return begin


def _serve(key: int, should_stop: ShouldStop) -> None:
    try:
        take_turn(key, should_stop)
    finally:
        connections.close_all()
