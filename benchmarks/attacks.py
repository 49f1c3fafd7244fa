"""`make bench-attacks`: the processor time that each refused request takes, parsing and answer included.

Each request is made five times in this process, through all middleware, and no document is kept from one to the next;
the middle one of the times counts. Prints a table and exits with 1 if one takes longer than allowed.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

ALLOWED = 100  # milliseconds of processor time
TIMES = 5
Call = Callable[[], int]  # the status of HTTP


class Endless:
    """A body without a declared length that counts what is read of it."""

    def __init__(self, length: int) -> None:
        self.left = length

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return b" " * size

    readline = read


def environ(stream: Any, **extra: Any) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/graphql/",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "wsgi.input": stream,
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        **extra,
    }


def calls(application: Any) -> Iterator[tuple[str, Call]]:
    def call(variables: dict[str, Any]) -> int:
        statuses: list[str] = []
        response = application(variables, lambda status, headers: statuses.append(status))
        b"".join(response)
        response.close()
        return int(statuses[0].split()[0])

    from tests.api.attacks import ATTACKS

    for name, attack in ATTACKS.items():
        payload, _ = attack()
        yield name, lambda payload=payload: call(environ(io.BytesIO(payload), CONTENT_LENGTH=str(len(payload))))
    yield (
        "20 MB without a length",
        lambda: call(environ(Endless(20_000_000), HTTP_TRANSFER_ENCODING="chunked", **{"wsgi.input_terminated": True})),
    )
    yield "20 MB with a length", lambda: call(environ(Endless(20_000_000), CONTENT_LENGTH="20000000"))


def measured(call: Call) -> float:
    """Milliseconds of processor time, the middle one of several."""
    from content_api.operations.kept import kept

    times = []
    for _ in range(TIMES):
        kept.clear()
        started = time.process_time()
        call()
        times.append((time.process_time() - started) * 1_000)
    return statistics.median(times)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    from config.wsgi import application

    logging.disable(logging.CRITICAL)
    warm_up = json.dumps({"query": "{ __typename }"}).encode()
    application(environ(io.BytesIO(warm_up), CONTENT_LENGTH=str(len(warm_up))), lambda *_: None).close()
    # What was loaded is not looked at again by the garbage collector: it would count for whoever comes at its time.
    gc.collect()
    gc.freeze()
    slowest = 0.0
    print(f"{'request':45} {'CPU, ms':>8}")
    for name, call in calls(application):
        milliseconds = measured(call)
        slowest = max(slowest, milliseconds)
        print(f"{name:45} {milliseconds:8.1f}{'' if milliseconds <= ALLOWED else '  too slow'}")
    print(f"The slowest takes {slowest:.1f} ms; {ALLOWED} ms are allowed.")
    return 0 if slowest <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
