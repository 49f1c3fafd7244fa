"""`make run`: bring the development database up to date, then keep the server and the worker running together.

Either of the two ending ends the other; so does Ctrl-C.
"""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

from honcho.manager import Manager

PROJECT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
MANAGE = [sys.executable, str(PROJECT / "manage.py")]

WELCOME = """
  Admin      http://{address}/admin/
  Endpoint   http://{address}/graphql/
  GraphiQL   http://{address}/graphiql/

  Log in as editor, moderator or admin; the password of each is nuages-demo (on this machine only).
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


def main(port: int) -> int:
    if not port_is_free(port):
        print(f"error: port {port} is taken. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    os.environ["PUBLIC_API_URL"] = os.environ.get("PUBLIC_API_URL", f"http://{HOST}:{port}")
    os.environ["PYTHONUNBUFFERED"] = "1"  # the lines of both are shown as they come
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    try:
        subprocess.run([*MANAGE, "prepare_development"], cwd=PROJECT, check=True)
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 130
    print(WELCOME.format(address=f"{HOST}:{port}"), flush=True)
    manager = Manager()
    for name, arguments in {"server": ["runserver", f"{HOST}:{port}"], "worker": ["worker"]}.items():
        manager.add_process(name, shlex.join([*MANAGE, *arguments]), cwd=str(PROJECT))
    manager.loop()
    stopped_on_purpose = manager.returncode == 128 + signal.SIGINT
    return 0 if stopped_on_purpose else (manager.returncode or 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
