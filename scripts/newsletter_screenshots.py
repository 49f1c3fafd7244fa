"""Take the pictures of docs/newsletters.md: the demo issue at two widths, by day and by night.

Needs Chromium, found by path. The service is started for it, and the pictures are written to docs/images/.
"""

from __future__ import annotations

import json
import shutil
import sys
import urllib.request
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright
from served import served

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTHS = (375, 640)  # CSS pixels
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 96  # of the pictures: enough for flat drawings, and a third of the bytes
QUERY = '{ newsletterIssue(slug: "november-2026") { html } }'


def main() -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        sys.exit("error: no Chromium found; scripts/install_chromium.sh installs it.")
    with served(demo=True) as service, sync_playwright() as playwright:
        html = asked(service.address)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                picture = taken(browser, html, width, scheme, service.address)
                picture.save(IMAGES / f"newsletter-{width}-{scheme}.png", optimize=True)
        browser.close()


def asked(endpoint: str) -> str:
    """The HTML of the demo issue."""
    body = json.dumps({"query": QUERY}).encode()
    request = urllib.request.Request(endpoint, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer: dict[str, Any] = json.load(response)
    html: str = answer["data"]["newsletterIssue"]["html"]
    return html


def taken(browser: Browser, html: str, width: int, scheme: Literal["light", "dark"], endpoint: str) -> Image.Image:
    """The whole mail in a window of that width. Its images lie at the public address of the service."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    origin = endpoint.removesuffix("/graphql/")

    def from_service(route: Route) -> None:
        route.fulfill(response=route.fetch(url=origin + urlsplit(route.request.url).path))

    page.route("**/images/**", from_service)
    page.set_content(html, wait_until="networkidle")
    taken = Image.open(BytesIO(page.screenshot(full_page=True)))
    page.close()
    return taken.convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    main()
