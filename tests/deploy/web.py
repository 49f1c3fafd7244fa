"""A small service for gunicorn as `gunicorn.conf.py` sets it up: it starts at once, and needs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from config.serving import stopping


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    environ["wsgi.input"].read()
    if path.endswith("/slow/"):
        time.sleep(0.5)
    status = "503 Service Unavailable" if path == "/readyz" and stopping.has_begun() else "200 OK"
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "3")])
    return [b"ok\n"]
