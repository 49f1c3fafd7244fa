"""Run the Dockerfile's own steps in an empty folder, where no Docker engine is at hand.

Each stage is built in a folder that stands for the image's root: COPY copies what .dockerignore lets through, RUN
runs, and the finished image starts with its own CMD, is asked by its own HEALTHCHECK and has to end on SIGTERM. Only a
RUN that would change the machine itself (users, the system's packages) is not run, and said so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import psycopg

PROJECT = Path(__file__).resolve().parents[1]
SYSTEM_COMMANDS = ("useradd", "apt-get", "pip uninstall")
PRODUCTION = {
    "SECRET_KEY": "a-key-for-this-proof-alone-" + "x" * 40,
    "ALLOWED_HOSTS": "api.example.org",
    "PUBLIC_API_URL": "https://api.example.org",
    "S3_BUCKET": "unused",
    "SILENCED_SYSTEM_CHECKS": "config.E005",  # SQLite, where no PostgreSQL answers
    "EMAIL_URL": "dummymail://",
    "DEFAULT_FROM_EMAIL": "cms@example.org",
}


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """(FROM, python:3.11-slim AS builder), (RUN, ...), ... without comments, continued lines joined."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", " ", lines).splitlines():
        name, _, rest = line.strip().partition(" ")
        if name:
            yield name, rest.strip()


def build_context() -> list[str]:
    """The paths that .dockerignore lets through: the last pattern that matches decides."""
    patterns = [line for line in (PROJECT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip

    def is_let_through(path: str) -> bool:
        let_through = True
        for pattern in patterns:
            plain = pattern.removeprefix("!").removeprefix("**/")
            if fnmatch(path, plain) or path.startswith(f"{plain}/") or fnmatch(path, f"*/{plain}"):
                let_through = pattern.startswith("!")
        return let_through

    return [path for path in listed.stdout.splitlines() if is_let_through(path) and (PROJECT / path).is_file()]


@dataclass
class Image:
    """One stage. Its root is always at the same place, as in a container, since environments name their own path."""

    root: Path
    base: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "root"
    health: list[str] = field(default_factory=list)
    start: list[str] = field(default_factory=list)

    def real(self, text: str) -> str:
        """Turn the image's paths into paths below its root."""
        return re.sub(r"(?<![\w./])/(?=(venv|build|app)\b)", f"{self.root}/", text)

    def processes_environment(self) -> dict[str, str]:
        own = {name: self.real(value) for name, value in self.environment.items()}
        return self.base | own

    def run(self, command: str) -> None:
        if any(word in command for word in SYSTEM_COMMANDS):
            print(f"  not run, changes the machine: RUN {command}")
            return
        print(f"  RUN {command[:100]}")
        subprocess.run(
            ["/bin/sh", "-ec", self.real(command)],
            cwd=self.real(self.folder), env=self.processes_environment(), check=True,
        )  # fmt: skip

    def set_environment(self, text: str) -> None:
        for name, value in re.findall(r"(\w+)=(\S+)", text):
            inherited = self.processes_environment().get("PATH", "")
            self.environment[name] = value.replace("$PATH", inherited)

    def copy(self, text: str, stages: dict[str, Path]) -> None:
        *sources, target = text.split()
        if sources[0].startswith("--from="):
            stage = stages[sources.pop(0).removeprefix("--from=")]
            shutil.copytree(stage / sources[0].lstrip("/"), self.real(target), symlinks=True)
            return
        to = Path(self.real(self.folder)) / target
        for path in build_context():
            for source in sources:
                if path == source:
                    place = to / Path(path).name
                elif path.startswith(f"{source}/"):
                    place = to / path.removeprefix(f"{source}/")
                else:
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / path, place)


def build(place: Path) -> Image:
    """Build all stages; the last one is what starts."""
    root, stages, stage_name = place / "root", {}, ""
    subprocess.run([sys.executable, "-m", "venv", place / "base"], check=True)  # stands for python:3.11-slim
    kept = ("HOME", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    base = {name: value for name, value in os.environ.items() if name in kept or name.startswith("PIP_")}
    base["PIP_QUIET"] = "1"
    base["PATH"] = f"{place / 'base' / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    image = Image(root, base)
    for name, rest in instructions((PROJECT / "Dockerfile").read_text()):
        match name:
            case "FROM":
                if root.exists():
                    stages[stage_name] = root.rename(place / f"stage-{stage_name}")
                stage_name = rest.partition(" AS ")[2]
                root.mkdir()
                image = Image(root, base)
                print(f"FROM {rest}")
            case "WORKDIR":
                image.folder = rest
                Path(image.real(rest)).mkdir(parents=True, exist_ok=True)
            case "COPY":
                image.copy(rest, stages)
            case "RUN":
                image.run(rest)
            case "ENV" | "ARG":
                image.set_environment(rest)
            case "USER":
                image.user = rest
            case "HEALTHCHECK":
                image.health = json.loads(rest.partition("CMD ")[2])
            case "CMD":
                image.start = json.loads(rest)
            case "EXPOSE":
                pass
            case _:
                raise SystemExit(f"error: {name} is not known here; teach scripts/prove_dockerfile.py.")
    return image


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(port: int, path: str) -> tuple[int, str]:
    """Ask as the proxy before the service does: for its public name, over https."""
    headers = {"Host": "api.example.org", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=20) as response:
        return response.status, response.read().decode()


def wait_until(check: Callable[[], bool], seconds: int) -> bool:
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True


def demand(condition: bool, message: str) -> None:
    print(f"  {'ok' if condition else 'FAILED'}: {message}")
    if not condition:
        raise SystemExit(1)


@contextmanager
def empty_database(place: Path) -> Iterator[str]:
    """The address of a new database on the tests' PostgreSQL, where connections are pooled; else of an SQLite file."""
    server = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/nuages").rpartition("/")[0]
    name = f"nuages_image_{os.getpid()}"
    try:
        connection = psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        print("  no PostgreSQL answers: proved with SQLite")
        yield f"sqlite:///{place / 'db.sqlite3'}"
        return
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def prove(image: Image, place: Path, database_url: str) -> None:
    demand(image.user not in ("root", "0"), f"runs as user {image.user}, not as root")
    tools = [tool for tool in ("pip", "pip3", "gcc") if (image.root / "venv/bin" / tool).exists()]
    demand(tools == [], "the environment holds no installer")
    port = free_port()
    environment = image.processes_environment() | PRODUCTION | {
        "HOME": str(place / "no-home"),
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "DATABASE_URL": database_url,
        "REDIS_URL": os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15"),
    }  # fmt: skip
    folder = image.real(image.folder)

    def healthy() -> bool:
        return subprocess.run(image.health, env=environment, cwd=folder, stderr=subprocess.DEVNULL).returncode == 0

    refused = subprocess.run(
        image.start, env=environment | {"SECRET_KEY": ""}, cwd=folder, capture_output=True, text=True, timeout=60
    )
    demand(refused.returncode != 0 and "SECRET_KEY" in refused.stderr, "refuses to start without SECRET_KEY")
    subprocess.run(["python", "manage.py", "migrate", "--noinput", "-v0"], env=environment, cwd=folder, check=True)
    server = subprocess.Popen(image.start, env=environment, cwd=folder)
    try:
        demand(wait_until(healthy, seconds=60), "its HEALTHCHECK passes")
        demand(answer(port, "/healthz")[0] == 200, "/healthz answers 200")
        status, page = answer(port, "/admin/login/")
        style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        demand(status == 200 and style is not None, "the log-in page names collected files")
        demand(style is not None and answer(port, style[1])[0] == 200, "a collected file is served")
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            code = server.wait(timeout=40)
        except subprocess.TimeoutExpired:
            server.kill()
            code = server.wait()
    demand(code == 0, "ends by itself on SIGTERM")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="nuages-image-") as folder:
        place = Path(folder)
        image = build(place)
        with empty_database(place) as database_url:
            prove(image, place, database_url)
    print("The Dockerfile's steps work.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
