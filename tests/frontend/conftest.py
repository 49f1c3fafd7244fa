"""The reference frontend, built from its lock file, in front of a real server with the demo content.

Once for each file of tests: one database, one server of the API, one of the frontend, one browser.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_started
from django.test import override_settings
from filelock import FileLock
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from tests import databases
from tests.demo import load, plain_covers

from .content import add_content

PROJECT = Path(django_settings.BASE_DIR)
FRONTEND = PROJECT / "examples" / "frontend"
HOST = "127.0.0.1"


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node.js; skips where there is none, and fails in CI."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        missing = "There is no Node.js with npm on this machine; scripts/install_node.sh installs it."
        if os.environ.get("CI") == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def built(node: str) -> Path:
    """The frontend, installed from its lock file, checked and built, unless that is done for these sources."""
    with FileLock(databases.FOLDER / "frontend.lock"):
        done = subprocess.run(["make", "frontend-build"], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return FRONTEND / "dist"


@dataclass
class Api:
    """The running API, and the ids of the documents that were asked for."""

    url: str
    asked: list[str]


@dataclass
class Running:
    """The running frontend and the API behind it."""

    url: str
    api: Api


@pytest.fixture(scope="module")
def media_of_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frontend-media")


@pytest.fixture(autouse=True)
def media_root(media_of_module: Path) -> Path:
    """Replace the suite's fixture of the same name: the files belong to the content of the module."""
    return media_of_module


@pytest.fixture(scope="module")
def api(
    django_db_setup: databases.ProcessDatabase,
    django_db_blocker: DjangoDbBlocker,
    media_of_module: Path,
    frontend_port: int,
) -> Iterator[Api]:
    """The API with the demo content and what the tests add to it, committed, and put away afterwards."""
    asked: list[str] = []

    def note(environ: dict[str, str], **_: object) -> None:
        if environ["PATH_INFO"] == "/graphql/":
            asked.append(parse_qs(environ["QUERY_STRING"])["id"][0])

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media_of_module, DEMO_USERS_ALLOWED=True):
        server = LiveServer(HOST)
        try:
            with override_settings(WAGTAILADMIN_BASE_URL=server.url, MEDIA_URL="/media/"):
                with plain_covers():
                    load()
                Site.objects.update(hostname=HOST, port=frontend_port)
                add_content()
                request_started.connect(note)
                yield Api(server.url, asked)
        finally:
            request_started.disconnect(note)
            server.stop()
            django_db_setup.restore()


@pytest.fixture(scope="module")
def frontend_port() -> int:
    return free_port()


@pytest.fixture
def unused_port() -> int:
    return free_port()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def frontend(node: str, built: Path, api: Api, frontend_port: int) -> Iterator[Running]:
    with serving(node, built, frontend_port, api.url) as url:
        yield Running(url, api)


@contextmanager
def serving(node: str, built: Path, port: int, api_url: str) -> Iterator[str]:
    """The built frontend at `port`, until the block ends."""
    variables = os.environ | {"NUAGES_API": api_url, "HOST": HOST, "PORT": str(port)}
    server = subprocess.Popen(
        [node, str(built / "server" / "entry.mjs")], cwd=FRONTEND, env=variables,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://{HOST}:{port}"
    try:
        wait_for(f"{url}/favicon.svg")
        yield url
    finally:
        server.terminate()
        server.wait(10)


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"{url} does not answer.")


@pytest.fixture
def page(browser: Browser, frontend: Running) -> Iterator[Page]:
    """A tab of a fresh visitor at the frontend."""
    context = browser.new_context(base_url=frontend.url, viewport={"width": 1280, "height": 900}, locale="en-GB")
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    yield tab
    context.close()
