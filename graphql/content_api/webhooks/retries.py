"""When a failing endpoint is asked again, and when it is given up.

With the defaults: after 5 s, 15 s, 45 s, 2 min, 7 min, 20 min, then every hour, each a fifth more or less. Order is
kept, so the first message that fails holds up the others; an hour at most passes before a receiver that is back gets
them. Thirty failures in a row take about a day.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings

FIRST = 5.0  # seconds
FACTOR = 3.0
LONGEST = 60 * 60.0  # seconds
JITTER = 0.2  # more or less, so that endpoints that failed together do not come back together
LONGEST_ASKED = 24 * 60 * 60.0  # seconds that a receiver may ask for
GONE = 410  # the receiver says that it wants no more
ASKING = frozenset({429, 503})  # statuses whose Retry-After counts


def pause(failures: int, status: int | None, headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long to wait after so many failures in a row, the last of which was answered so (None: not at all)."""
    seconds = min(LONGEST, FIRST * FACTOR ** min(failures - 1, 20))
    seconds *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  (no secret)
    if status in ASKING:
        seconds = max(seconds, min(LONGEST_ASKED, asked_seconds(headers, now)))
    return timedelta(seconds=seconds)


def asked_seconds(headers: Mapping[str, str], now: datetime) -> float:
    """What the header `Retry-After` says, as seconds or as a date. 0 if it says nothing sensible."""
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def is_given_up(failures: int, status: int | None) -> bool:
    """Whether the endpoint is disabled after so many failures in a row."""
    return status == GONE or failures >= int(settings.WEBHOOKS["disable_after"])
