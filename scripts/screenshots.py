"""Take the screenshots of the documentation from a running `make run` and `make frontend`.

Arguments: their ports, 8000 and 4321 if left out. Needs Chromium, found by path, and for the Chinese words of the
frontend a font that has them. The pictures are written to docs/images/.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "docs" / "images"
ROUGH_PAGE = PROJECT / "tests" / "articles" / "transfer" / "markdown" / "rough_page.md"
SIZE: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LARGEST = 250_000  # bytes of a picture; a larger one is reduced to a palette
# Name, path, size, theme, and what to scroll to.
FRONTEND = [
    ("home", "/", SIZE, "light", None),
    ("home-phone", "/", PHONE, "light", None),
    ("article", "/articles/what-is-django/", SIZE, "light", None),
    ("article-dark", "/articles/django-and-apis/", SIZE, "dark", ".claim"),
    ("comparison", "/comparisons/django-and-flask/", SIZE, "light", "#at-a-glance"),
    ("comparison-phone", "/comparisons/django-and-flask/", PHONE, "light", "#at-a-glance"),
]
SCROLL_TO = "selector => scrollTo(0, document.querySelector(selector).getBoundingClientRect().top - 60)"


def main(port: int, frontend_port: int) -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        sys.exit("error: no Chromium found; scripts/install_chromium.sh installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, base_url=f"http://127.0.0.1:{port}")
        admin(page)
        review_of_import(page)
        comparison(page)
        desk(page)
        graphiql(page)
        for name, path, size, theme, scroll_to in FRONTEND:
            frontend(browser, f"http://127.0.0.1:{frontend_port}{path}", name, size, theme, scroll_to)
        browser.close()


def admin(page: Page) -> None:
    """The editor of an article with its preview in the frontend beside it."""
    log_in(page, "editor")
    query = '{ page(urlPath: "/articles/what-is-django/") { id } }'
    number = page.request.post("/graphql/", data={"query": query}).json()["data"]["page"]["id"]
    page.goto(f"/admin/pages/{number}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("#w-preview-iframe").locator("h1").wait_for()
    page.wait_for_timeout(2_000)
    taken = Image.open(BytesIO(page.screenshot()))
    taken.convert("RGB").quantize(256).save(IMAGES / "admin.png", optimize=True)


def review_of_import(page: Page) -> None:
    """A page as it is copied, before it becomes a draft; of few colours, which needs a third of the bytes."""
    page.goto("/admin/import-markdown/")
    page.get_by_label("Or paste a text").fill(ROUGH_PAGE.read_text())
    page.get_by_role("button", name="Continue to the review").click()
    page.get_by_role("heading", name="What the files become").wait_for()
    taken = Image.open(BytesIO(page.screenshot()))
    taken.convert("RGB").quantize(64).save(IMAGES / "import-review.png", optimize=True)


def comparison(page: Page) -> None:
    """The editor of a comparison: logged in by the picture before."""
    query = '{ page(urlPath: "/comparisons/django-flask-and-fastapi/") { id } }'
    number = page.request.post("/graphql/", data={"query": query}).json()["data"]["page"]["id"]
    page.goto(f"/admin/pages/{number}/edit/")
    page.locator(".comparison-table").evaluate("table => table.scrollIntoView()")
    page.wait_for_timeout(1_000)
    page.screenshot(path=IMAGES / "comparison-editor.png")


def desk(page: Page) -> None:
    """The dashboard and a report; the first as long as it is."""
    page.set_viewport_size({"width": SIZE["width"], "height": 2_000})
    page.goto("/admin/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "desk.png")
    page.set_viewport_size(SIZE)
    page.goto("/admin/desk/claims/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "report.png")


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("nuages-demo")
    page.get_by_role("button", name="Sign in").click()


def graphiql(page: Page) -> None:
    """An example query with its answer."""
    page.goto("/graphiql/")
    page.get_by_role("tab", name="DjangoAndFlask").click()
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Execute query").click()
    page.wait_for_timeout(3_000)
    page.screenshot(path=IMAGES / "graphiql.png")


def frontend(browser: Browser, url: str, name: str, size: ViewportSize, theme: str, scroll_to: str | None) -> None:
    """A page of the reference frontend. It is opened twice: fonts that come late are used from the second time on."""
    context = browser.new_context(viewport=size, color_scheme="dark" if theme == "dark" else "light")
    page = context.new_page()
    for _ in range(2):
        page.goto(url, wait_until="networkidle")
    if scroll_to:
        page.evaluate(SCROLL_TO, scroll_to)
        page.wait_for_load_state("networkidle")
    path = IMAGES / f"frontend-{name}.png"
    page.screenshot(path=path)
    context.close()
    picture = Image.open(path).convert("RGB")
    picture.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        picture.quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(8000, 4321)[len(given) :])
