"""nginx in front of two web processes that the tests make up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers import Receiver, receiver

from .nginx import Nginx, find_nginx, running_nginx


@pytest.fixture
def has_nginx() -> None:
    """Skips where there is none, and fails in CI."""
    if find_nginx() is None:
        missing = "There is no nginx on this machine; scripts/install_nginx.sh installs it."
        if os.environ.get("CI") == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)


@pytest.fixture
def webs() -> Iterator[tuple[Receiver, Receiver]]:
    """Two web processes that answer what a test says."""
    with ExitStack() as stack:
        yield stack.enter_context(receiver()), stack.enter_context(receiver())


@pytest.fixture
def proxy(has_nginx: None, webs: tuple[Receiver, Receiver], tmp_path: Path) -> Iterator[Nginx]:
    with running_nginx(tmp_path, *(web.port for web in webs)) as nginx:
        yield nginx
