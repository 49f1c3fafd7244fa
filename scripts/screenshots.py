"""Take the screenshots of the documentation from a running `make run` (argument: its port, 8000 if left out).

Needs Chromium, found by path. The pictures are written to docs/images/.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "docs" / "images"
ROUGH_PAGE = PROJECT / "tests" / "articles" / "transfer" / "markdown" / "rough_page.md"
SIZE: ViewportSize = {"width": 1400, "height": 900}


def main(port: int) -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        sys.exit("error: no Chromium found; scripts/install_chromium.sh installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, base_url=f"http://127.0.0.1:{port}")
        admin(page)
        review_of_import(page)
        graphiql(page)
        browser.close()


def admin(page: Page) -> None:
    """The editor of an article with its preview beside it."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("nuages-demo")
    page.get_by_role("button", name="Sign in").click()
    query = '{ page(urlPath: "/articles/what-is-django/") { id } }'
    number = page.request.post("/graphql/", data={"query": query}).json()["data"]["page"]["id"]
    page.goto(f"/admin/pages/{number}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    page.wait_for_timeout(4_000)
    page.screenshot(path=IMAGES / "admin.png")


def review_of_import(page: Page) -> None:
    """A page as it is copied, before it becomes a draft; of few colours, which needs a third of the bytes."""
    page.goto("/admin/import-markdown/")
    page.get_by_label("Or paste a text").fill(ROUGH_PAGE.read_text())
    page.get_by_role("button", name="Continue to the review").click()
    page.get_by_role("heading", name="What the files become").wait_for()
    taken = Image.open(BytesIO(page.screenshot()))
    taken.convert("RGB").quantize(64).save(IMAGES / "import-review.png", optimize=True)


def graphiql(page: Page) -> None:
    """An example query with its answer."""
    page.goto("/graphiql/")
    page.get_by_role("tab", name="DjangoAndFlask").click()
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Execute query").click()
    page.wait_for_timeout(3_000)
    page.screenshot(path=IMAGES / "graphiql.png")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
