"""How gunicorn serves `config.wsgi`: https://docs.gunicorn.org/en/stable/settings.html"""

from __future__ import annotations

import gc
from typing import Any

from config.environment import Environment
from config.monitoring import processes
from config.monitoring.processes import child_exit, on_exit, post_fork, pre_fork
from config.serving import stopping

__all__ = ["child_exit", "on_exit", "post_fork", "pre_fork"]  # gunicorn finds its hooks by name

# Before the application, and with it the Prometheus client, is imported.
processes.prepare()

env = Environment()

wsgi_app = "config.wsgi:application"
bind = env.str("BIND", default="127.0.0.1:8000")
worker_class = "config.serving.worker.DrainingWorker"
workers = env.int("WEB_CONCURRENCY", default=2)
threads = env.int("WEB_THREADS", default=4)
# The application is loaded once and its memory shared; wrong settings stop the start instead of every worker in turn.
preload_app = True
timeout = 30  # seconds without a sign of life, until a worker is killed
# On SIGTERM: seconds in which /readyz says 503 and all else goes on; then seconds to finish the requests at hand.
stop_delay = env.int("WEB_STOP_DELAY", default=0)
graceful_timeout = env.int("WEB_GRACEFUL_TIMEOUT", default=30)
# Longer than the idle time-out of common load balancers, so that they are the ones to close a connection.
keepalive = env.int("WEB_KEEPALIVE", default=75)
# Memory that leaks somewhere is returned now and then; the jitter keeps the workers from restarting together.
max_requests = env.int("WEB_MAX_REQUESTS", default=10_000)
max_requests_jitter = max_requests // 10
accesslog = "-"
logger_class = "config.access_log.RedactingLogger"  # paths may hold tokens
control_socket_disable = True  # signals are enough, and the image has no folder to write to


def when_ready(server: Any) -> None:
    """What is loaded by now stays for good: no worker's garbage collector walks through it again and again.

    As the documentation of ``gc.freeze`` advises, before the workers are forked. And SIGTERM is answered as
    ``config.serving`` says.
    """
    gc.collect()
    gc.freeze()
    stopping.put_off(server, stop_delay)
