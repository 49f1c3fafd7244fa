"""Counting SQL statements, and spans for them, by Django's own hook.

https://docs.djangoproject.com/en/5.2/topics/db/instrumentation/

All that goes through a cursor of Django's passes here, on every database and also where statements are prepared on the
server; what begins and ends transactions does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.signals import connection_created

from . import tracing
from .seen import current

LITERAL = re.compile(r"'(?:[^']|'')*'")
LONGEST = 2_000  # characters of a statement in a span


def watch_connections() -> None:
    """Watch each connection from its making on."""
    connection_created.connect(_watch, dispatch_uid="content_api.monitoring.statements")


def _watch(connection: Any, **_: Any) -> None:
    # First, since those who wrap for a while take the last one away again.
    if _watched not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watched)


def _watched(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    seen = current.get()
    if seen is not None:
        seen.statements += 1
    if not tracing.is_recording():
        return execute(sql, params, many, context)
    text = str(sql)
    verb = text.lstrip(" \n(").partition(" ")[0].upper()[:20]
    attributes = {
        "db.system.name": context["connection"].vendor,
        "db.namespace": context["connection"].alias,
        "db.query.text": without_literals(text),
    }
    with tracing.span(verb or "SQL", kind="client", attributes=attributes):
        return execute(sql, params, many, context)


def without_literals(sql: str) -> str:
    """``sql`` as it may be shown: values are parameters already, except for what was written into it by hand."""
    return LITERAL.sub("?", sql)[:LONGEST]
