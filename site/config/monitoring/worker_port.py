"""What the worker has counted, on a port of its own (``WORKER_METRICS_BIND``): it answers no other requests."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

from content_api.monitoring.metrics import REGISTRY

from .pages import may_read

logger = logging.getLogger("config.monitoring")


class _Silent(WSGIRequestHandler):
    """The log is for what matters."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name of the one overridden)
        pass


def serve_metrics(bind: str) -> int:
    """Serve them in a thread, until the process ends; the port. Raises ``OSError`` where the address is taken."""
    host, _, port = bind.rpartition(":")
    server = make_server(host, int(port), _application, ThreadingWSGIServer, handler_class=_Silent)
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    logger.info("Metrics of the worker at http://%s:%d/metrics", host, server.server_port)
    return server.server_port


_metrics = make_wsgi_app(REGISTRY)


def _application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] != "/metrics" or not may_read(environ.get("HTTP_AUTHORIZATION", "")):
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"Not found\n"]
    answer: Iterable[bytes] = _metrics(environ, start_response)
    return answer
