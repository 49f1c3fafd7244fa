"""Where gunicorn's processes keep what they count, so that any of them can tell of all.

Each writes into files of its own in a folder in memory. The files are named by the place that a process has, not by
its number: who comes after it counts on, so that there are never more files than processes at a time, and no count
goes back when a process is replaced. Imported by gunicorn.conf.py before anything else: no Django, and the Prometheus
client only once its folder is known.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of ours is made in it)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
OWNER = (
    "NUAGES_METRICS_OWNER"  # the process that has made the folder; gunicorn that starts anew beside it makes another
)
MASTER = "master"

_place = MASTER


def prepare() -> None:
    """Make the folder, unless this process has: gunicorn reads its settings again on SIGHUP."""
    global _place
    if os.environ.get(OWNER) == str(os.getpid()):
        return
    is_usable = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="nuages-metrics-", dir=IN_MEMORY if is_usable else None)
    os.environ[OWNER] = str(os.getpid())
    from prometheus_client import values  # it looks for the folder when it is imported

    values.ValueClass = values.MultiProcessValue(lambda: _place)


def pre_fork(server: Any, worker: Any) -> None:
    """Give the new process the first place that is free."""
    taken = {getattr(other, "place", None) for other in server.WORKERS.values()}
    worker.place = next(place for place in map(str, range(len(taken) + 1)) if place not in taken)


def post_fork(server: Any, worker: Any) -> None:
    global _place
    _place = worker.place


def child_exit(server: Any, worker: Any) -> None:
    """Forget what was true of the process only while it lived. Its counts stay."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.place)


def on_exit(server: Any) -> None:
    if os.environ.get(OWNER) == str(os.getpid()):
        shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
