"""The headers by which a receiver knows that a message is ours, whole and recent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

USER_AGENT = "Nuages-Webhooks/1"


def signed_headers(identifier: str, moment: datetime, body: str, secrets: Sequence[str]) -> dict[str, str]:
    """Headers of a request at `moment`, with a signature for each secret that is valid.

    The time is that of the attempt: receivers refuse what is older than some minutes, as a replayed request would be.
    """
    moment = moment.astimezone(UTC)
    signatures = [Webhook(secret).sign(identifier, moment, body) for secret in secrets]
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": USER_AGENT,
        "webhook-id": identifier,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
