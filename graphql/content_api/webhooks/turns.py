"""An endpoint's turn: what waits for it, then its replay, then what is new in the log, until something fails.

A turn is short, so that an endpoint with much to catch up with keeps no thread from the others.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from ..changes.log import current_epoch, current_version
from ..changes.models import ContentChange
from . import leasing
from .choices import DeliveryReason, DeliveryStatus, EndpointState
from .matching import wanted
from .messages import Message, attempt, internal_error, note
from .models import WebhookDelivery, WebhookEndpoint
from .outcomes import record_failure, record_success
from .payloads import change_payload, event_type, message_id

logger = logging.getLogger(__name__)

TURN = 5.0  # seconds
BATCH = 100  # messages

ShouldStop = Callable[[], bool]
Move = Callable[[int], dict[str, Any]]


@dataclass
class Turn:
    """One leased endpoint, for a few seconds."""

    endpoint: WebhookEndpoint
    should_stop: ShouldStop
    ends_at: float = field(default_factory=lambda: time.monotonic() + TURN)
    is_over: bool = False

    def goes_on(self) -> bool:
        return not (self.is_over or self.should_stop() or time.monotonic() >= self.ends_at)

    def take(self) -> None:
        self.send_waiting()
        # Fresh from the lease; people change these columns by statements that a running turn sees with the next one.
        if not self.endpoint.is_active or self.endpoint.state == EndpointState.DISABLED:
            return
        if self.endpoint.next_attempt_at > timezone.now():
            return
        if self.endpoint.replay_until is not None:
            until = self.endpoint.replay_until
            after = self.endpoint.replay_after or 0
            self.send_changes(after, until, DeliveryReason.REPLAY, lambda number: _replayed(number, until))
            if self.endpoint.replay_until is not None:
                return
        if self.goes_on():
            newest = current_version()
            self.send_changes(self.endpoint.cursor, newest, DeliveryReason.CHANGE, lambda number: {"cursor": number})

    def send_waiting(self) -> None:
        """Tests, and what somebody sends again by hand: once each, whatever state the endpoint is in."""
        waiting = self.endpoint.deliveries.filter(status=DeliveryStatus.WAITING).order_by("pk")
        for delivery in waiting[:BATCH]:
            if not self.goes_on():
                return
            message = Message(
                delivery.message_id,
                delivery.event,
                delivery.number,
                delivery.request_body,
                DeliveryReason(delivery.reason),
            )
            put_connection_back()
            outcome = attempt(self.endpoint, message)
            with transaction.atomic():
                WebhookDelivery.objects.filter(pk=delivery.pk).update(**outcome.columns(self.endpoint.url))
                self.is_over = not leasing.write(
                    self.endpoint, milliseconds=outcome.milliseconds or 0, attempted_at=outcome.sent_at
                )

    def send_changes(self, after: int, until: int, reason: DeliveryReason, move: Move) -> None:
        """Send what is wanted of these numbers, in order, and move the cursor with each."""
        changes = list(wanted(self.endpoint, after, until)[:BATCH])
        epoch = current_epoch() if changes else ""
        for change in changes:
            if not self.goes_on():
                return
            self.send_change(change, epoch, reason, move)
        if self.is_over or len(changes) == BATCH:
            return
        # Nothing more up to here: one statement passes over however many changes that are not wanted.
        if until > after or reason == DeliveryReason.REPLAY:
            self.is_over = not leasing.write(self.endpoint, **move(until))

    def send_change(self, change: ContentChange, epoch: str, reason: DeliveryReason, move: Move) -> None:
        number = cast("int", change.number)  # the query compares it
        identifier = message_id(self.endpoint, epoch, number)
        message = Message(identifier, event_type(change), number, change_payload(change), reason)
        put_connection_back()
        outcome = attempt(self.endpoint, message)
        # Killed before this is committed, the message is sent again with the same id.
        with transaction.atomic():
            if outcome.is_delivered:
                is_ours = record_success(self.endpoint, outcome, move(number))
            else:
                is_ours = record_failure(self.endpoint, outcome)
            # Somebody may have deleted the endpoint meanwhile.
            if is_ours or WebhookEndpoint.objects.filter(pk=self.endpoint.pk).exists():
                note(self.endpoint, message, outcome)
        self.is_over = not (is_ours and outcome.is_delivered)


def take_turn(key: int, should_stop: ShouldStop) -> None:
    """Serve one endpoint, unless another worker does. An error of ours stops this endpoint, and no other."""
    endpoint = leasing.take(key)
    if endpoint is None:
        return
    try:
        Turn(endpoint, should_stop).take()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("The turn of the webhook endpoint “%s” failed", endpoint.name)
        with transaction.atomic():
            record_failure(endpoint, internal_error(timezone.now()))
    finally:
        leasing.release(endpoint)


def put_connection_back() -> None:
    """Keep no connection to the database while somebody else's server takes its time."""
    if not connection.in_atomic_block:
        connection.close()


def _replayed(number: int, until: int) -> dict[str, Any]:
    """Where a replay is after this number; at its end there is none any more."""
    if number >= until:
        return {"replay_after": None, "replay_until": None}
    return {"replay_after": number}
