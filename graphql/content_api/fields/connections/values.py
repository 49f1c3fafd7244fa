"""The value of a filter as plain data: checked, bounded, and the same for all ways to write it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from django.conf import settings

from ...errors import BadInputError
from ...limits.refusal import refusal


def plain(given: dict[str, Any] | None) -> dict[str, Any]:
    """``given`` without enum members and without what is null, its times in UTC.

    A time without an offset is taken as UTC. Refuses a filter above the limits ``filter_depth``,
    ``filter_conditions`` and ``filter_values``, and raises ``BadInputError`` for times that no calendar has.
    """
    tally = _Tally()
    value: dict[str, Any] = tally.plain(given or {}, depth=0)
    _refuse_above("filter_conditions", tally.conditions)
    return value


def canonical(value: Any) -> Any:
    """A plain value as JSON data, the same for every order of its parts."""
    if isinstance(value, dict):
        return {name: canonical(part) for name, part in value.items()}
    if isinstance(value, list):
        parts = [canonical(part) for part in value]
        return sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
    return value.isoformat() if isinstance(value, date | datetime) else value


class _Tally:
    """Counts conditions on the way through a value."""

    def __init__(self) -> None:
        self.conditions = 0

    def plain(self, value: Any, depth: int) -> Any:
        if isinstance(value, dict):
            _refuse_above("filter_depth", depth + 1)
            self.conditions += 0 if value else 1
            self.conditions += len(value.get("all_of") or ())  # each is looked up for itself
            return {name: self.plain(part, depth + 1) for name, part in value.items() if part is not None}
        if isinstance(value, list):
            _refuse_above("filter_values", len(value))
            holds_filters = any(isinstance(part, dict) for part in value)
            self.conditions += 0 if holds_filters else 1
            return [self.plain(part, depth) if holds_filters else _scalar(part) for part in value]
        self.conditions += 1
        return _scalar(value)


def _refuse_above(limit: str, measured: int) -> None:
    allowed = settings.GRAPHQL_LIMITS[limit]
    if measured > allowed:
        raise refusal(limit, measured, allowed)


def _scalar(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime():
            return _in_utc(value)
    return value


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise BadInputError(f"No calendar has the time {moment.isoformat()} in UTC.") from error
