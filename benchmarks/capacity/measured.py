"""What the page stands on: figures of the last runs of `make bench` and `make proof`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.measuring import results as kept
from benchmarks.measuring.places import OF_THE_SOAK, RESULTS
from benchmarks.measuring.results import Results

DATABASE = ("primary", "replica")


class NotMeasuredError(Exception):
    """A run that the page needs has not taken place."""


@dataclass(frozen=True)
class Measured:
    """Milliseconds of a processor for one request, kB of an answer, MB of a web process."""

    kept: float  # by GET, in the web process
    not_modified: float
    computed: float  # the list of 20
    article: float  # computed
    database: float  # in PostgreSQL, for one request of the soak, its publishes included
    publish: float  # in the process that publishes
    answer: float
    process: float
    soak_capacity: float  # requests a second of all services of the soak on one machine


def measured() -> Measured:
    """Raises ``NotMeasuredError``."""
    if not RESULTS.exists():
        raise NotMeasuredError("There are no results of `make bench` yet.")
    if not OF_THE_SOAK.exists():
        raise NotMeasuredError('There are no figures of `make proof ARGS="soak"` yet.')
    return from_figures(kept.load(), json.loads(OF_THE_SOAK.read_text()))


def from_figures(results: Results, soak: Mapping[str, Any]) -> Measured:
    """Raises ``NotMeasuredError`` where one of the figures is missing."""
    cpu = {rate.key: rate.cpu for rate in results.rates}
    questions = {one.key: one for one in results.measurements if (one.side, one.total) == ("nuages", results.small)}
    used: Mapping[str, float] = soak["cpu"]
    try:
        found = Measured(
            kept=cpu["kept_get"],
            not_modified=cpu["not_modified"],
            computed=cpu["computed"],
            article=questions["article"].cpu,
            database=sum(used[name] for name in DATABASE) * 1000 / soak["rate"],
            publish=used["writers"] * 1000 / soak["publishes"],
            answer=questions["list"].size / 1000,
            process=max(size for title, size in results.memory.items() if title.startswith("Nuages")),
            soak_capacity=soak["capacity"],
        )
    except (KeyError, ValueError, ZeroDivisionError) as error:
        raise NotMeasuredError(f"The last results lack {error}.") from error
    missing = [field.name for field in fields(found) if not getattr(found, field.name)]
    if missing:
        raise NotMeasuredError(f"The last results lack {', '.join(missing)}.")
    return found
