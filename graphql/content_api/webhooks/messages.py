"""One message on its way to one endpoint, and the note of what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..outbound import BadAddressError, Limits, OutboundError, RedirectRefusedError, send
from .choices import DeliveryReason, DeliveryStatus
from .models import WebhookDelivery, WebhookEndpoint, validate_url
from .secrets import SecretUnreadableError
from .signing import signed_headers

logger = logging.getLogger(__name__)

NUL = "\x00"  # which PostgreSQL stores neither in texts nor in JSON
LONGEST_HEADER = 1_000  # characters of a value that are kept
MOST_HEADERS = 50


@dataclass(frozen=True)
class Message:
    """What is to be sent, and why."""

    identifier: str
    event: str
    number: int | None
    body: str
    reason: DeliveryReason


@dataclass
class Outcome:
    """What came of an attempt: the columns of a delivery."""

    sent_at: datetime
    request_headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    is_cut: bool = False
    milliseconds: int | None = None
    error_code: str = ""
    error: str = ""

    @property
    def is_delivered(self) -> bool:
        return not self.error_code

    def columns(self, url: str) -> dict[str, Any]:
        return {
            "status": DeliveryStatus.DELIVERED if self.is_delivered else DeliveryStatus.FAILED,
            "sent_at": self.sent_at,
            "url": url,
            "request_headers": self.request_headers,
            "response_status": self.status,
            "response_headers": self.headers,
            "response_body": self.body,
            "is_response_cut": self.is_cut,
            "milliseconds": self.milliseconds,
            "error_code": self.error_code,
            "error": self.error[:300],
        }


def attempt(endpoint: WebhookEndpoint, message: Message) -> Outcome:
    """Send the message once. Touches no database, so that none waits for somebody else's server."""
    outcome = Outcome(sent_at=timezone.now())
    try:
        validate_url(endpoint.url)  # which may have been saved under other settings
    except ValidationError as error:
        outcome.error_code, outcome.error = BadAddressError.code, error.messages[0]
        return outcome
    try:
        outcome.request_headers = signed_headers(
            message.identifier, outcome.sent_at, message.body, endpoint.valid_secrets(outcome.sent_at)
        )
    except SecretUnreadableError as error:
        outcome.error_code, outcome.error = "SECRET_UNREADABLE", str(error)
        return outcome
    limits = Limits(seconds=settings.WEBHOOKS["seconds"], answer_bytes=settings.WEBHOOKS["answer_bytes"])
    try:
        answer = send(
            "POST",
            endpoint.url,
            headers=outcome.request_headers,
            body=message.body.encode(),
            limits=limits,
            cut_answer=True,
        )
    except RedirectRefusedError as error:
        outcome.status, outcome.headers = error.status, kept_headers({"Location": error.location})
        outcome.error_code, outcome.error = error.code, str(error)
    except OutboundError as error:
        outcome.error_code, outcome.error = error.code, str(error)
    except Exception:
        logger.exception("The request to the webhook endpoint “%s” failed", endpoint.name)
        return internal_error(outcome.sent_at)
    else:
        outcome.status, outcome.headers, outcome.is_cut = answer.status, kept_headers(answer.headers), answer.is_cut
        outcome.body = kept_text(answer.body)
        outcome.milliseconds = answer.milliseconds
        if not answer.is_success:
            outcome.error_code, outcome.error = "STATUS", f"Answered {answer.status}."
    if outcome.milliseconds is None:
        outcome.milliseconds = round(1000 * (timezone.now() - outcome.sent_at).total_seconds())
    return outcome


def internal_error(moment: datetime) -> Outcome:
    """What is said of an error of ours."""
    return Outcome(sent_at=moment, error_code="INTERNAL", error="An error came up here. The log says more.")


def note(endpoint: WebhookEndpoint, message: Message, outcome: Outcome) -> WebhookDelivery:
    """Write the attempt down."""
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        reason=message.reason,
        message_id=message.identifier,
        event=message.event,
        number=message.number,
        request_body=message.body,
        **outcome.columns(endpoint.url),
    )


def kept_text(body: bytes) -> str:
    return body.decode("utf-8", "replace").replace(NUL, "\N{REPLACEMENT CHARACTER}")


def kept_headers(headers: Any) -> dict[str, str]:
    """Headers as they are stored: a receiver may send what it likes, and the log must not grow by it."""
    kept = list(headers.items())[:MOST_HEADERS]
    return {name[:100].replace(NUL, ""): value[:LONGEST_HEADER].replace(NUL, "") for name, value in kept}
