"""Real gunicorn processes, set up as in production by `gunicorn.conf.py`."""

from __future__ import annotations

import http.client
import os
import signal
import sys
from contextlib import closing
from pathlib import Path

from tests.programs import HOST, PATIENCE, SOURCE_ROOTS, Program, free_port


class Gunicorn(Program):
    """One web machine. It may be stopped and started again on the same port."""

    def __init__(self, folder: Path, name: str = "web", **variables: str) -> None:
        self.port = free_port()
        environment = os.environ | {
            "BIND": f"{HOST}:{self.port}",
            "WEB_CONCURRENCY": "2",
            "PYTHONPATH": SOURCE_ROOTS,
            **variables,
        }
        command = [sys.executable, "-m", "gunicorn", "--config=gunicorn.conf.py", "tests.deploy.web:application"]
        # SIGQUIT: whoever still asks when a test ends does not keep it.
        super().__init__(name, command, environment, self._is_ready, folder=folder, end=signal.SIGQUIT)

    def terminate(self) -> None:
        assert self.process is not None
        self.process.terminate()

    def wait(self) -> int:
        """Until it has ended: its status."""
        assert self.process is not None
        process, self.process = self.process, None
        try:
            return process.wait(PATIENCE)
        finally:
            process.kill()

    def status(self, path: str) -> int | None:
        """``None`` where it takes no connection."""
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
            try:
                connection.connect()
            except ConnectionRefusedError:
                return None
            connection.request("GET", path)
            return connection.getresponse().status

    def _is_ready(self) -> bool:
        return self.status("/readyz") == 200
