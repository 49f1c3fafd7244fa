"""Pages in a browser: nothing moves, nothing needs a script that can do without, nothing comes from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Running
from .content import HOSTILE_PATH
from .paths import PAGES

pytestmark = pytest.mark.browser

# Moves that the reader has caused are not counted, as Core Web Vitals define it.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""
READ_TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 600) {
    scrollTo(0, y);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
  }
}"""
LONG = ["home", "article", "comparison", "company", "framework", "issue"]


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", LONG)
def test_nothing_moves(browser: Browser, frontend: Running, name: str, width: int) -> None:
    context = browser.new_context(base_url=frontend.url, viewport={"width": width, "height": 900})
    context.add_init_script(WATCH_SHIFTS)
    tab = context.new_page()

    tab.goto(PAGES[name][0])
    tab.evaluate(READ_TO_THE_END)
    tab.wait_for_load_state("networkidle")

    shifts, overflow, unsized = tab.evaluate(
        "[window.shifts, document.documentElement.scrollWidth - innerWidth,"
        " [...document.images].filter(one => !(one.getAttribute('width') && one.getAttribute('height'))).length]"
    )
    context.close()
    assert (shifts, overflow, unsized) == ([], 0, 0)


@pytest.mark.parametrize("name", LONG)
def test_pictures_have_their_room_before_they_come(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 375, "height": 900})
    page.route("**/images/**", lambda route: None)  # never answered
    page.goto(PAGES[name][0], wait_until="domcontentloaded")

    rooms = page.locator("main picture img").evaluate_all("all => all.map(one => [one.src, one.clientHeight])")

    assert [source for source, height in rooms if height == 0] == []


def test_pictures_come_in_the_formats_and_sizes_that_the_api_offers(page: Page) -> None:
    page.goto(PAGES["article"][0])
    hero = page.locator(".hero picture")

    types = hero.locator("source").evaluate_all("all => all.map(one => one.type)")
    assert types == ["image/avif", "image/webp", "image/jpeg"]
    assert hero.locator("img").get_attribute("loading") == "eager"
    assert page.locator(".related img").first.get_attribute("loading") == "lazy"
    page.wait_for_function("document.querySelector('.hero img').naturalWidth > 0")
    assert page.evaluate("document.querySelector('.hero img').currentSrc").endswith(".avif")


def test_pages_ask_no_other_host(page: Page, frontend: Running) -> None:
    addresses: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)

    page.goto(PAGES["article"][0])
    page.evaluate(READ_TO_THE_END)
    page.wait_for_load_state("networkidle")

    own = (frontend.url, f"{frontend.api.url}/images/", "data:", "about:")
    assert [address for address in addresses if not address.startswith(own)] == []
    assert problems == []


def test_hostile_texts_run_nothing(page: Page) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)

    page.goto(HOSTILE_PATH)

    assert page.evaluate("window.broken") is None
    assert problems == []
    expect(page.locator("h1")).to_contain_text("<script>window.broken=1</script>")


def test_theme_follows_the_system_until_the_reader_chooses(browser: Browser, frontend: Running) -> None:
    context = browser.new_context(base_url=frontend.url, color_scheme="dark")
    tab = context.new_page()
    tab.goto("/about/")
    button = tab.get_by_role("button", name="Switch between light and dark")
    assert ground(tab) == "rgb(14, 21, 28)"
    assert button.get_attribute("aria-pressed") == "true"

    button.click()

    assert ground(tab) == "rgb(244, 246, 248)"
    tab.goto("/articles/")
    assert ground(tab) == "rgb(244, 246, 248)"
    assert tab.get_by_role("button", name="Switch between").get_attribute("aria-pressed") == "false"
    context.close()


def ground(tab: Page) -> str:
    color: str = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return color


def test_search_suggests_while_typing(page: Page, frontend: Running) -> None:
    page.goto("/search/")
    frontend.api.asked.clear()
    field = page.get_by_role("searchbox", name="Search")

    field.press_sequentially("instag", delay=10)

    suggestions = page.get_by_role("list", name="Suggestions").get_by_role("link")
    expect(suggestions.first).to_contain_text("Instagram")
    assert frontend.api.asked == ["frontend_suggest"]
    field.press("ArrowDown")
    expect(suggestions.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(suggestions).to_have_count(0)
    field.press("Enter")
    page.wait_for_url("**/search/?q=instag")


def test_everything_but_suggestions_works_without_scripts(browser: Browser, frontend: Running) -> None:
    context = browser.new_context(base_url=frontend.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(PAGES["comparison"][0])
    expect(tab.get_by_role("button", name="Switch between light and dark")).to_be_hidden()
    row = tab.get_by_role("row", name="Support for APIs")
    expect(row.get_by_text("Disputed", exact=True)).to_be_visible()
    row.get_by_text("4 sources").click()
    expect(row.get_by_text("Flask fully supports APIs, Django does not.", exact=True)).to_be_visible()

    tab.get_by_role("link", name="Search").click()
    tab.get_by_role("searchbox", name="Search").fill("forgery")
    tab.get_by_role("searchbox", name="Search").press("Enter")
    expect(tab.get_by_role("heading", name="results for “forgery”")).to_be_visible()
    tab.get_by_role("navigation", name="Kinds of results").get_by_role("link", name="Claims").click()
    hit = tab.locator(".hit").first
    expect(hit).to_contain_text("Claims")
    hit.get_by_role("link").click()
    expect(tab.locator(":target")).to_be_visible()
    context.close()


def test_languages_lead_to_the_same_page_or_home(page: Page) -> None:
    page.goto(PAGES["article"][0])
    page.get_by_role("banner").get_by_role("link", name="简体中文").click()
    page.wait_for_url("**/zh-hans/articles/what-is-django/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.goto("/articles/security-in-django/")
    page.get_by_role("banner").get_by_role("link", name="简体中文").click()
    page.wait_for_url("**/zh-hans/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_keyboard_reaches_the_text_first(page: Page) -> None:
    page.goto(PAGES["article"][0])

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")

    focused: Any = page.evaluate("document.activeElement.id")
    assert focused == "main"


@pytest.mark.parametrize("name", ["comparison", "comparison of three"])
def test_a_comparison_stays_a_table_on_a_phone(browser: Browser, frontend: Running, name: str) -> None:
    context = browser.new_context(base_url=frontend.url, viewport={"width": 375, "height": 800})
    tab = context.new_page()
    tab.goto(PAGES[name][0])

    table = tab.get_by_role("table")
    header = table.get_by_role("rowheader").first
    cell = table.get_by_role("cell").first
    above, below = header.bounding_box(), cell.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"] + 1
    assert below["width"] >= 130
    # The criterion stays in sight where the cells scroll sideways.
    table.get_by_role("cell").last.scroll_into_view_if_needed()
    last = table.get_by_role("rowheader").last.bounding_box()
    assert last
    assert last["x"] >= 0
    context.close()
