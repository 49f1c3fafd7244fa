"""Sentry, switched on by ``SENTRY_DSN``. Needs the extra ``sentry``.

An event says what failed, where, and the id of the request. What the request said is left out, and so are the values of
variables in the code: tokens, cookies and drafts may stand in either.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from content_api.clients.tokens import PATTERN
from content_api.monitoring.seen import current

from ..logs import redacted

MISSING = (
    "SENTRY_DSN is set, but the extra 'sentry' is not installed: install 'nuages[sentry]', "
    "or build the image with REQUIREMENTS=extras."
)
KEPT_OF_REQUEST = ("method", "url")
KEPT_HEADERS = ("Accept", "Content-Length", "Content-Type", "Host", "User-Agent")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\",]+")


def start_sentry(**options: Any) -> None:
    """Report errors if the settings say so; ``options`` are further ones of the client."""
    if not settings.SENTRY["dsn"]:
        return
    try:
        import sentry_sdk
        from sentry_sdk.integrations.django import DjangoIntegration
    except ImportError as error:
        raise ImproperlyConfigured(MISSING) from error
    sentry_sdk.init(
        dsn=settings.SENTRY["dsn"],
        environment=settings.SENTRY["environment"],
        integrations=[DjangoIntegration(middleware_spans=False, signals_spans=False, cache_spans=False)],
        auto_enabling_integrations=False,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=scrubbed,
        before_breadcrumb=lambda crumb, hint: without_secrets(crumb),
        **options,
    )


def scrubbed(event: Any, hint: dict[str, Any]) -> Any:
    """``event`` without what nobody else may know, tagged with the request that it arose in."""
    request = event.get("request")
    if request:
        kept = {name: request[name] for name in KEPT_OF_REQUEST if name in request}
        headers = {name: value for name, value in request.get("headers", {}).items() if name in KEPT_HEADERS}
        event["request"] = {**kept, "headers": headers}
    event.pop("user", None)
    seen = current.get()
    if seen is not None:
        tags = {name: value for name, value in seen.as_fields().items() if name in ("request_id", "operation", "job")}
        event["tags"] = {**event.get("tags", {}), **tags}
    return without_secrets(event)


def without_secrets(value: Any) -> Any:
    """The same, with every text in it cleaned of tokens."""
    if isinstance(value, str):
        return BEARER.sub(r"\1 …", PATTERN.sub("…", redacted(value)))
    if isinstance(value, dict):
        return {key: without_secrets(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(one) for one in value]
    return value
