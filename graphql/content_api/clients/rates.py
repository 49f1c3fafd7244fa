"""Rates: how often a client may ask, counted in the shared cache for all processes together.

The generic cell rate algorithm: for each client one moment is kept, up to which its requests so far are paid for at
the average rate. A request moves that moment on, and is refused if it would then lie further ahead than the burst.
There are no windows at whose borders twice as much would pass. https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm

Where the cache does not answer nobody is refused: a limit that nobody can count must not close the API.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from .asking import Asker, Rate
from .shared import Breaker, name_of, redis_client

# Milliseconds throughout. Redis tells the time, so that the clocks of the processes do not matter.
SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local paid = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + interval
if paid - now > most then
    return math.ceil(paid - now - most)
end
redis.call('SET', KEYS[1], string.format('%.3f', paid), 'PX', math.ceil(paid - now))
return 0
"""
ROUNDING = 0.001  # milliseconds

breaker = Breaker("rates are not limited until it does.")
_lock = threading.Lock()


def seconds_to_wait(asker: Asker, request: HttpRequest) -> int:
    """Count the request. 0 where it may be answered, else after how many seconds the client may ask again."""
    rate = asker.rate
    if rate is None:
        return 0
    if asker.previews:
        return wait_for(f"preview:{asker.reach.preview}", rate)
    return wait_for(asker.key if asker.key is not None else address_of(request), rate)


def wait_for(whose: str | int | None, rate: Rate) -> int:
    """Count a request of ``whose``, which is nobody's where that is ``None``. As ``seconds_to_wait()``."""
    if whose is None:
        return 0
    milliseconds = breaker.ask(lambda: _taken(f"graphql:rate:{whose}", rate), otherwise=0.0)
    return math.ceil(milliseconds / 1_000)


def address_of(request: HttpRequest) -> str | None:
    """The network that an anonymous request comes from; ``None`` where that cannot be told.

    ``TRUSTED_PROXIES`` says how many proxies in front add the address of their peer to ``X-Forwarded-For``; what
    stands further left may be invented. One household or server has a whole /64 of IPv6.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    seen = hops[-min(proxies, len(hops))] if proxies > 0 and hops else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((int(address), 64), strict=False).network_address)
    return str(address)


def _taken(key: str, rate: Rate) -> float:
    """Take one request. 0, or the milliseconds until there is one again."""
    interval = 60_000 / rate.per_minute
    most = interval * rate.burst + ROUNDING
    client = redis_client()
    if client is not None:
        return float(client.register_script(SCRIPT)(keys=[name_of(key)], args=[interval, most]))
    with _lock:
        now = time.time() * 1_000
        paid = max(cache.get(key, 0.0), now) + interval
        if paid - now > most:
            return paid - now - most
        cache.set(key, paid, timeout=math.ceil((paid - now) / 1_000) + 1)
        return 0
