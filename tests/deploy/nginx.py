"""The nginx of `deploy/nginx`, run on this machine: the files as they are, but for addresses and paths."""

from __future__ import annotations

import http.client
import os
import shutil
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.programs import HOST, PROJECT, Program, free_ports, listens

FOLDER = PROJECT / "deploy" / "nginx"


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
    program: Program

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
        self.program.stop()

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text()


def find_nginx() -> str | None:
    """Its path. Debian keeps it where only administrators look."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


@contextmanager
def running_nginx(folder: Path, *web_ports: int) -> Iterator[Nginx]:
    """Run it in ``folder``, in front of two web processes on these ports, until the block ends."""
    path = find_nginx()
    assert path is not None
    first, second = web_ports
    plain_port, port = free_ports(2)
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
    command = [path, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", global_directives()]
    with Program("nginx", command, os.environ, lambda: listens(plain_port), folder=folder) as program:
        yield Nginx(plain_port, port, context, folder, program)


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
