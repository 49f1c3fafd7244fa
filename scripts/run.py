"""`make run`: bring the development database up to date, then keep the server and the worker running together.

Either of the two ending ends the other; so do Ctrl-C and a closed terminal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
MANAGE = [sys.executable, "manage.py"]
PATIENCE = 10  # seconds that the two get to finish

WELCOME = """
  Admin      http://{address}/admin/
  Endpoint   http://{address}/graphql/
  GraphiQL   http://{address}/graphiql/

  Log in as author, editor, moderator, marketer or admin; the password of each is nuages-demo (on this machine only).
  Ctrl-C ends the server and the worker.
"""


def port_is_free(port: int) -> bool:
    """Bind as the server will: a port that only waits for its last connections counts as free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def signal_all(processes: list[subprocess.Popen[bytes]], number: signal.Signals) -> None:
    """Reach the children of each as well: a server that watches for changed files is two processes."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)


def run_together(commands: list[list[str]]) -> int:
    """Run the commands until one ends or someone stops them. 0 if someone did."""
    stopped_by: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: stopped_by.append(received))
    # Groups of their own: Ctrl-C reaches this process alone, which then ends both in the same way.
    processes = [subprocess.Popen(command, cwd=PROJECT, process_group=0) for command in commands]
    while not stopped_by and all(process.poll() is None for process in processes):
        time.sleep(0.1)
    signal_all(processes, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
    signal_all(processes, signal.SIGKILL)
    return 0 if stopped_by else 1


def main(port: int) -> int:
    if not port_is_free(port):
        print(f"error: port {port} is taken. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    os.environ.setdefault("PUBLIC_API_URL", f"http://{HOST}:{port}")
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    try:
        subprocess.run([*MANAGE, "prepare_development"], cwd=PROJECT, check=True)
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 130
    print(WELCOME.format(address=f"{HOST}:{port}"), flush=True)
    # Watching for changed files takes a second process, seconds at the start, and a tenth of a core all the time.
    watching = [] if os.environ.get("RELOAD") else ["--noreload"]
    return run_together([[*MANAGE, "runserver", *watching, f"{HOST}:{port}"], [*MANAGE, "worker"]])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
