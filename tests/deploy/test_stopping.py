"""gunicorn on SIGTERM: it says so first, answers whoever has come in, and refuses whoever comes later."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.programs import HOST
from tests.waiting import until

from .gunicorn import Gunicorn
from .nginx import Nginx, running_nginx


@contextmanager
def asking(ask: Callable[[], object], threads: int) -> Iterator[Counter[object]]:
    """Ask all the time, from so many threads, and count what comes of it."""
    found: Counter[object] = Counter()
    ended = threading.Event()

    def repeat() -> None:
        while not ended.is_set():
            try:
                outcome = ask()
            except Exception as error:
                outcome = repr(error)
            found[outcome] += 1
            time.sleep(0.02)

    running = [threading.Thread(target=repeat) for _ in range(threads)]
    for thread in running:
        thread.start()
    try:
        yield found
    finally:
        ended.set()
        for thread in running:
            thread.join()


def test_it_says_that_it_stops_and_goes_on_meanwhile(tmp_path: Path) -> None:
    with Gunicorn(tmp_path, WEB_STOP_DELAY="600") as web:
        web.terminate()
        until(lambda: web.status("/readyz") == 503, "says that it stops")
        assert [web.status("/") for _ in range(20)] == [200] * 20

        web.terminate()  # whoever cannot wait says it twice

        assert web.wait() == 0


def test_it_ends_by_itself_after_the_delay(tmp_path: Path) -> None:
    with Gunicorn(tmp_path, WEB_STOP_DELAY="1") as web, asking(lambda: web.status("/"), threads=1) as found:
        web.terminate()
        assert web.wait() == 0

    assert set(found) == {200, None}


def test_whoever_is_let_in_is_answered(tmp_path: Path) -> None:
    with Gunicorn(tmp_path, WEB_CONCURRENCY="1", WEB_THREADS="2") as web:
        # Whoever keeps a connection keeps the process from ending for a moment: the door has to be shut before.
        idle = http.client.HTTPConnection(HOST, web.port, timeout=10)
        idle.request("GET", "/")
        idle.getresponse().read()
        with asking(lambda: web.status("/slow/"), threads=8) as found:
            until(lambda: found[200] >= 8, "answers")
            web.terminate()
            assert web.wait() == 0
        idle.close()

    assert set(found) == {200, None}


def test_a_rolling_restart_behind_nginx_loses_nothing(has_nginx: None, tmp_path: Path) -> None:
    with (
        Gunicorn(tmp_path, "web-1", WEB_STOP_DELAY="1") as first,
        Gunicorn(tmp_path, "web-2", WEB_STOP_DELAY="1") as second,
        running_nginx(tmp_path, first.port, second.port) as proxy,
        asking(lambda: proxy.ask("GET", "/").status, threads=2) as reads,
        asking(lambda: proxy.ask("POST", "/graphql/", b"{}").status, threads=2) as questions,
        asking(lambda: proxy.ask("POST", "/admin/slow/", b"title=x").status, threads=4) as forms,
    ):
        for web in (first, second):
            web.terminate()
            assert web.wait() == 0
            web.start()
            until(partial(is_asked_again, proxy, web.port), "nginx asks it again")

    assert (set(reads), set(questions), set(forms)) == ({200}, {200}, {200})


def is_asked_again(proxy: Nginx, port: int) -> bool:
    return f'"web": "{HOST}:{port}", "web_status": "200"' in proxy.log[-4_000:]
