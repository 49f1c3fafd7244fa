"""What an editor has typed, as it is kept with a link."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME


class TooLargeError(Exception):
    """The form holds more than is kept for a preview."""


def content_of(page: Any) -> dict[str, Any]:
    """The fields and children of ``page`` as it is in memory, as JSON. Raises ``TooLargeError``."""
    content = page.serializable_data()
    content.pop(COMMENTS_RELATION_NAME, None)  # what editors say to each other
    text = json.dumps(content, cls=DjangoJSONEncoder)
    if len(text.encode()) > settings.PREVIEWS["content_bytes"]:
        raise TooLargeError
    kept: dict[str, Any] = json.loads(text)
    return kept
