"""The nginx of `deploy/nginx`, run on this machine: the files as they are, but for addresses and paths."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "deploy" / "nginx"
HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds for a start, and for an end


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """A running proxy, and how it is asked."""

    plain_port: int
    port: int
    context: ssl.SSLContext
    folder: Path
    process: subprocess.Popen[bytes]

    def connect(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(HOST, self.port, timeout=30, context=self.context)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        with closing(self.connect()) as connection:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())

    def stop(self) -> None:
        """End it, so that its log is complete."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text()


def find_nginx() -> str | None:
    """Its path. Debian keeps it where only administrators look."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


@contextmanager
def running_nginx(folder: Path, *web_ports: int) -> Iterator[Nginx]:
    """Run it in ``folder``, in front of two web processes on these ports, until the block ends."""
    program = find_nginx()
    assert program is not None
    first, second = web_ports
    plain_port, port = free_port(), free_port()
    authority = trustme.CA()
    certificate = authority.issue_cert(HOST)
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    with (folder / "chain.pem").open("wb") as chain:
        chain.writelines(part.bytes() for part in certificate.cert_chain_pems)
    replaced = {
        "worker_processes auto;": "worker_processes 1;",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "/dev/stderr": f"{folder}/error.log",
        "/dev/stdout": f"{folder}/access.log",
        "include upstream.conf;": f"include upstream.conf; {temporary_paths(folder)}",
        "/var/cache/nginx/static": f"{folder}/static",
        "listen 80;": f"listen {HOST}:{plain_port};",
        "listen 443 ssl": f"listen {HOST}:{port} ssl",
        "/run/secrets/tls_certificate": f"{folder}/chain.pem",
        "/run/secrets/tls_key": f"{folder}/key.pem",
        "web-1:8000": f"{HOST}:{first}",
        "web-2:8000": f"{HOST}:{second}",
    }
    write_configuration(folder, replaced)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", global_directives()]
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_it_listens(process, plain_port, folder)
        yield Nginx(plain_port, port, context, folder, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def write_configuration(folder: Path, replaced: Mapping[str, str]) -> None:
    """Copy the files. Each text that is replaced has to be there, else something else would be tried."""
    unused = set(replaced)
    for path in FOLDER.glob("*.conf"):
        text = path.read_text()
        for old, new in replaced.items():
            if old in text:
                unused.discard(old)
                text = text.replace(old, new)
        (folder / path.name).write_text(text)
    assert unused == set()


def temporary_paths(folder: Path) -> str:
    """Debian's are no folders of the user."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def global_directives() -> str:
    # As root, nginx would change to a user who may not read the folder.
    return "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"


def wait_until_it_listens(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not listens(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError((folder / "output.log").read_text())
        time.sleep(0.02)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
