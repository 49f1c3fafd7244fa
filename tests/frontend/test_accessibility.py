"""axe-core finds nothing on any type of page, by day and by night, and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import FRONTEND, Running
from .paths import PAGES

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"


@pytest.fixture(scope="module")
def axe(built: object) -> str:
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture(scope="module", params=["light", "dark", "phone"])
def tab(request: pytest.FixtureRequest, browser: Browser, frontend: Running) -> Iterator[Page]:
    theme = "dark" if request.param == "dark" else "light"
    width = 375 if request.param == "phone" else 1280
    context = browser.new_context(
        base_url=frontend.url, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    # What pictures show is not looked at, and making them takes most of the time.
    context.route("**/images/**", lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab: Page, axe: str, name: str) -> None:
    tab.goto(PAGES[name][0])
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    tab.evaluate(axe)

    found = tab.evaluate(RUN, RULES)

    assert [summary(violation) for violation in found["violations"]] == []
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert sorted(ids) == sorted(set(ids))


def summary(violation: dict[str, Any]) -> tuple[str, list[str]]:
    return violation["id"], [f"{node['html'][:160]} {node['failureSummary'][:200]}" for node in violation["nodes"][:5]]
