"""What an attempt means for its endpoint: working, failing, disabled."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import leasing, retries
from .choices import EndpointState
from .messages import Outcome
from .models import WebhookEndpoint
from .notices import tell_admins

logger = logging.getLogger(__name__)


def record_success(endpoint: WebhookEndpoint, outcome: Outcome, moved: dict[str, Any]) -> bool:
    """The endpoint works, and its cursor has moved. Answers whether the endpoint is still ours."""
    was_failing = endpoint.state == EndpointState.FAILING
    is_ours = leasing.write(
        endpoint,
        **moved,
        state=EndpointState.WORKING,
        failures=0,
        failing_since=None,
        problem="",
        attempted_at=outcome.sent_at,
        delivered_at=outcome.sent_at,
        milliseconds=outcome.milliseconds or 0,
    )
    if was_failing and is_ours:
        logger.info("Webhook endpoint works again: “%s”", endpoint.name)
    return is_ours


def record_failure(endpoint: WebhookEndpoint, outcome: Outcome) -> bool:
    """The endpoint waits, or is disabled and the admins are told once that is committed.

    Answers whether the endpoint is still ours.
    """
    now = timezone.now()
    failures = endpoint.failures + 1
    is_given_up = retries.is_given_up(failures, outcome.status)
    is_ours = leasing.write(
        endpoint,
        state=EndpointState.DISABLED if is_given_up else EndpointState.FAILING,
        failures=failures,
        failing_since=endpoint.failing_since or outcome.sent_at,
        problem=outcome.error,
        attempted_at=outcome.sent_at,
        milliseconds=outcome.milliseconds or 0,
        next_attempt_at=now + retries.pause(failures, outcome.status, outcome.headers, now),
    )
    if not is_ours:
        return False
    if is_given_up:
        logger.error("Webhook endpoint disabled after %d failures: “%s”: %s", failures, endpoint.name, outcome.error)
        transaction.on_commit(partial(tell_admins, endpoint))
    else:
        logger.warning("Webhook failed (%d in a row): “%s”: %s", failures, endpoint.name, outcome.error)
    return True


def enable(endpoint: WebhookEndpoint) -> None:
    """Switch a disabled endpoint on again, from where it stopped."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        state=EndpointState.WORKING, failures=0, failing_since=None, problem="", next_attempt_at=timezone.now()
    )


def skip_to_newest(endpoint: WebhookEndpoint, newest: int) -> None:
    """Give up what the endpoint was not sent."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk, cursor__lt=newest).update(cursor=newest)
