"""Requests that the service itself sends to other machines."""

from __future__ import annotations

from .start import env

# Requests to the outside: networks that are open although they are not public, and the ports of public hosts.
OUTBOUND_ALLOWED = env.networks("OUTBOUND_ALLOWED", default=[])
OUTBOUND_PORTS = env.list("OUTBOUND_PORTS", cast=int, default=[80, 443])

# A WebSub hub, which feeds name and the worker tells of what is new: https://www.w3.org/TR/websub/. None if empty.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")

# Webhooks, which the worker sends; see docs/webhooks.md.
WEBHOOKS = {
    "require_https": env.bool("WEBHOOKS_REQUIRE_HTTPS", default=True),
    "seconds": env.int("WEBHOOKS_SECONDS", default=10),  # for one request and its answer
    "answer_bytes": 4_096,  # of an answer's body that are kept
    "threads": env.int("WEBHOOKS_THREADS", default=8),  # endpoints that one worker serves at a time
    "disable_after": env.int("WEBHOOKS_DISABLE_AFTER", default=30),  # failures in a row
    "keep_days": env.int("WEBHOOKS_KEEP_DAYS", default=30),  # deliveries
    "rotation_hours": env.int("WEBHOOKS_ROTATION_HOURS", default=24),  # that a replaced secret stays valid
}

# The link checker, which the worker runs; see docs/operators/outside.md.
LINK_CHECK = {
    "enabled": env.bool("LINK_CHECK", default=True),
    "days": env.int("LINK_CHECK_DAYS", default=7),  # between two checks of an address that is fine
    "gap_seconds": env.int("LINK_CHECK_GAP_SECONDS", default=5),  # between two requests to one host
    "seconds": env.int("LINK_CHECK_SECONDS", default=10),  # for one request and its answer
    "per_run": env.int("LINK_CHECK_PER_RUN", default=50),  # addresses in one round, once a minute
    "failures": env.int("LINK_CHECK_FAILURES", default=3),  # of an address that cannot be reached, until it is dead
    # Whether to look for copies of dead addresses, and where: https://archive.org/help/wayback_api.php
    "archive": env.bool("LINK_CHECK_ARCHIVE", default=False),
    "archive_url": "https://archive.org/wayback/available",
}
