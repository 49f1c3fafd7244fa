"""What counting for metrics costs: the same requests at a server that counts and at one that does not, in turns."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace

from .rates import Asked, burst
from .rates import ways as all_ways
from .servers import Server
from .sides import NUAGES
from .subjects import Subject

UNSEEN = replace(NUAGES, title="Nuages without metrics", settings_module="benchmarks.serving.unseen")
KEYS = ("kept_get", "not_modified", "computed")
ROUNDS = 40


@dataclass(frozen=True)
class Counting:
    """The worker's CPU for one request in milliseconds. ``cost`` is the median of the differences of neighbours."""

    key: str
    title: str
    counted: float
    uncounted: float
    cost: float


def counting(server: Server, asked: Subject, address: str) -> list[Counting]:
    """``address`` is that of the database that ``server`` reads."""
    with Server(UNSEEN, server.total, address) as unseen:
        pairs = [
            (with_, without)
            for with_, without in zip(all_ways(server, asked), all_ways(unseen, asked), strict=True)
            if with_.key in KEYS
        ]
        print(f"Measuring what metrics cost in {ROUNDS} rounds ...", flush=True)
        for number in range(-1, ROUNDS):
            for pair in pairs:
                turns = list(zip((server, unseen), pair, strict=True))
                for one, way in turns if number % 2 else reversed(turns):
                    burst(one, way, is_counted=number >= 0)
    return [_compared(with_, without) for with_, without in pairs]


def _compared(with_: Asked, without: Asked) -> Counting:
    differences = [one - other for one, other in zip(with_.cpu_times, without.cpu_times, strict=True)]
    return Counting(
        with_.key,
        with_.title,
        statistics.median(with_.cpu_times),
        statistics.median(without.cpu_times),
        statistics.median(differences),
    )
