"""From requests a second to cores, memory, connections and money."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .measured import Measured

RATES = (10, 1_000, 100_000)  # requests a second, at the CDN
HIT_RATES = (0.0, 0.90, 0.99, 0.999)
HOURS = 730  # in a month
SECONDS = HOURS * 3_600


@dataclass(frozen=True)
class Assumptions:
    """What nobody can measure beforehand. A reader puts in other numbers."""

    computed: float = 0.1  # of the requests that reach the service, the share whose answer is not kept yet
    busy: float = 0.6  # share of a core that is planned with; the rest is for peaks and for a machine that fails
    least_processes: int = 2  # so that one may fail or be replaced
    threads: int = 4  # of a web process; each holds at most one connection to the database
    redis_commands: int = 4  # for an answer that is computed: look, claim, put, give up
    core_hour: float = 0.04
    cdn_gigabyte: float = 0.02
    origin_gigabyte: float = 0.05


@dataclass(frozen=True)
class Need:
    """What one rate takes at one hit rate. ``origin`` are the requests a second that reach the service."""

    rate: int
    hit_rate: float
    origin: float
    web_cores: float
    processes: int
    memory: float  # GB of all web processes
    connections: int
    database_cores: float
    redis_commands: float  # a second
    edge_traffic: float  # GB a month from the CDN to readers
    origin_traffic: float  # GB a month from the service to the CDN
    cost: float  # a month


def need(rate: int, hit_rate: float, of: Measured, assumed: Assumptions) -> Need:
    origin = rate * (1 - hit_rate)
    milliseconds = of.kept * (1 - assumed.computed) + of.computed * assumed.computed
    web_cores = origin * milliseconds / 1_000 / assumed.busy
    database_cores = origin * of.database / 1_000 / assumed.busy
    processes = max(assumed.least_processes, math.ceil(round(web_cores, 6)))
    edge_traffic = rate * of.answer * SECONDS / 1_000_000
    origin_traffic = origin * of.answer * SECONDS / 1_000_000
    # A core is paid for as a whole; the database has one at least.
    cores = processes + max(1, math.ceil(round(database_cores, 6)))
    return Need(
        rate=rate,
        hit_rate=hit_rate,
        origin=origin,
        web_cores=web_cores,
        processes=processes,
        memory=processes * of.process / 1_000,
        connections=processes * assumed.threads,
        database_cores=database_cores,
        redis_commands=origin * assumed.computed * assumed.redis_commands,
        edge_traffic=edge_traffic,
        origin_traffic=origin_traffic,
        cost=(
            cores * HOURS * assumed.core_hour
            + edge_traffic * assumed.cdn_gigabyte * (hit_rate > 0)
            + origin_traffic * assumed.origin_gigabyte
        ),
    )
