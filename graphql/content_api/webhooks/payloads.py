"""What a webhook says. Only what the change log holds, and that is only what the public could see before or after."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from ..addresses import UNQUOTED
from ..changes.models import ContentChange
from ..changes.tags import word_for
from .choices import models_by_name
from .models import WebhookEndpoint

TEST_EVENT = "webhook.test"
TEST_TEXT = "This is a test. It stands for no change."


def message_id(endpoint: WebhookEndpoint, epoch: str, number: int) -> str:
    """The same for every delivery of one change to one endpoint, so that a receiver knows what it already has.

    The epoch is in it because a restored database gives the same numbers to other changes.
    """
    return f"msg_{endpoint.uid.hex[:12]}_{epoch[:12]}_{number}"


def test_message_id() -> str:
    return f"msg_test_{uuid4().hex}"


def event_type(change: ContentChange) -> str:
    """Such as `page.published` or `framework.updated`: the word of the object's tags, and the kind."""
    model = models_by_name().get(change.object_type)
    return f"{word_for(model) if model else change.object_type}.{change.kind}"


def change_payload(change: ContentChange) -> str:
    """The body for a change: the same text each time it is sent."""
    model = models_by_name().get(change.object_type)
    data = {
        "number": change.number,
        "kind": change.kind,
        "objectType": model._meta.object_name if model else change.object_type,
        "id": str(change.object_id),
        "uid": str(change.uid) if change.uid else None,
        "locale": change.locale or None,
        # Of what can no longer be seen, only the path that was public.
        "path": public_path(change.path) if change.is_visible else None,
        "formerPath": public_path(change.former_path or ("" if change.is_visible else change.path)),
        "isTombstone": not change.is_visible,
        "isCorrection": bool(change.is_correction),
        "tags": change.tags.split(),
    }
    return as_text(event_type(change), change.created_at, data)


def public_path(path: str) -> str | None:
    """As the API gives it: percent-encoded, nothing rather than an empty text."""
    return quote(path, safe=UNQUOTED) or None


def test_payload(moment: datetime) -> str:
    return as_text(TEST_EVENT, moment, {"message": TEST_TEXT})


def as_text(event: str, moment: datetime, data: dict[str, Any]) -> str:
    """The envelope of Standard Webhooks. Characters beyond ASCII stay as they are."""
    at = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": event, "timestamp": at, "data": data}, ensure_ascii=False, separators=(",", ":"))
