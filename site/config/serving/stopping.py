"""On SIGTERM a web process first says that it stops (``/readyz`` answers 503), and goes on for a while.

A proxy that asks for readiness turns away in that time; then the process stops taking requests, and finishes what it
has. Imported by gunicorn.conf.py before anything else: no Django.
"""

from __future__ import annotations

import mmap
import os
import signal
import threading
from typing import Any

# One byte that all of gunicorn's processes share: they are forked from the one that makes it.
_shared = mmap.mmap(-1, 1)


def has_begun() -> bool:
    return _shared[0] != 0


def begin() -> None:
    _shared[0] = 1


def forget() -> None:
    """For tests."""
    _shared[0] = 0


def put_off(server: Any, seconds: int) -> None:
    """Let gunicorn's master end ``seconds`` after the first SIGTERM; a second one, SIGINT or SIGQUIT end it now."""
    end = server.handle_term

    def announce_or_end() -> None:
        is_first = not has_begun()
        begin()
        if seconds <= 0 or not is_first:
            end()
            return
        server.log.info("Stopping in %d seconds", seconds)
        timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM))
        timer.daemon = True
        timer.start()

    server.handle_term = announce_or_end
