"""A real Chromium: skipped with a message where there is none, required in CI.

One for a process, whichever tests use it: Playwright keeps an event loop in the thread, which cannot hold a second one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing = "There is no Chromium on this machine; scripts/install_chromium.sh installs it."
        if os.environ.get("CI") == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Chromium's sandbox refuses to work for root, which CI often is.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django would take every query in it for an async one.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield browser
        browser.close()
