"""Previews, as an editor and those with a link see them: the real admin, the built frontend, a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Response, expect
from wagtail.models import Locale

from articles.models import ArticlePage, Claim
from content_api.previews.models import PreviewLink
from home.models import HomePage

from .conftest import Running
from .test_accessibility import RULES, RUN, axe, summary  # noqa: F401  (a fixture among them)

pytestmark = pytest.mark.browser

ARTICLE = "what-is-django"
IS_IN_BLOCK = "id => document.activeElement.closest('[data-streamfield-child]')?.dataset.contentpath === id"
# Two seconds after a form has come, Wagtail remembers what is in it; only what is typed from then on is a change.
IS_WATCHED = "() => !!wagtail.app.queryController('w-unsaved')?.initialFormData"
OF_WAGTAIL = ["wagtail-userbar", "wagtail-inline-userbar"]  # whose parts are not ours


@pytest.fixture(scope="module", autouse=True)
def previews(frontend: Running) -> Iterator[None]:
    expect.set_options(timeout=30_000)  # a page is loaded with each change
    with override_settings(PREVIEWS=settings.PREVIEWS | {"url": f"{frontend.url}/preview/"}):
        yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def logged_in(browser: Browser, frontend: Running) -> Any:
    """The cookies of the demo's editor."""
    context = browser.new_context(base_url=frontend.api.url)
    tab = context.new_page()
    tab.goto("/admin/login/")
    tab.get_by_label("Username").fill("editor")
    tab.get_by_label("Password").fill("nuages-demo")
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(browser: Browser, frontend: Running, logged_in: Any) -> Iterator[Page]:
    """A tab of the editor."""
    context = browser.new_context(
        base_url=frontend.api.url, viewport={"width": 1500, "height": 950}, locale="en-GB", storage_state=logged_in
    )
    # What pictures show is not looked at, and making them takes most of the time.
    context.route("**/images/**", lambda route: route.abort())
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    yield tab
    context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody without an account."""
    context = browser.new_context()
    yield context
    context.close()


def article(slug: str = ARTICLE, language: str = "en") -> ArticlePage:
    return ArticlePage.objects.get(slug=slug, locale__language_code=language)


def edit(desk: Page, page: Any) -> FrameLocator:
    """Open the page's editor with the panel for previews; the frame in it, when it shows the page."""
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    toggle = desk.get_by_role("button", name="Toggle preview")
    if toggle.get_attribute("aria-expanded") != "true":  # the admin remembers which panel was open
        toggle.click()
    frame = desk.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_be_visible()
    wait_until(desk, IS_WATCHED)
    return frame


def y_of(desk: Page) -> int:
    frame = desk.query_selector("#w-preview-iframe")
    inner = frame.content_frame() if frame else None
    return int(inner.evaluate("window.scrollY")) if inner else -1


def focused_block(desk: Page) -> str | None:
    found: str | None = desk.evaluate(
        "document.activeElement.closest('[data-streamfield-child]')?.dataset.contentpath ?? null"
    )
    return found


def wait_until(desk: Page, condition: str, argument: Any = None) -> None:
    """Playwright's own way would have the page evaluate a text, which the admin's policy refuses."""
    for _ in range(300):
        if desk.evaluate(condition, argument):
            return
        desk.wait_for_timeout(100)
    pytest.fail(f"Never so: {condition}")


def test_editor_sees_the_draft_change_while_typing(desk: Page) -> None:
    page = article()
    frame = edit(desk, page)
    expect(frame.locator(".draft-note")).to_contain_text("Draft.")
    expect(frame.locator("h1")).to_have_text(page.title)
    frame.locator(".block-quote").first.scroll_into_view_if_needed()
    before = y_of(desk)
    assert before > 500

    desk.locator("[name=title]").fill("A title that is being typed")
    expect(frame.locator("h1")).to_have_text("A title that is being typed")
    assert abs(y_of(desk) - before) < 5  # the place in the text stays

    assert article().title == page.title  # which readers see


def test_click_on_a_block_leads_to_its_field(desk: Page) -> None:
    page = article()
    frame = edit(desk, page)
    desk.get_by_role("tab", name="Promote").click()
    block = frame.locator(".block-heading").first
    identity = block.get_attribute("data-block-id")
    assert identity in {one.id for one in page.body}

    block.click()

    wait_until(
        desk, "id => document.activeElement.closest('[data-streamfield-child]')?.dataset.contentpath === id", identity
    )
    assert desk.evaluate("document.activeElement.value") == page.body.blocks_by_name("heading")[0].value["text"]
    expect(desk.get_by_role("tab", name="Content")).to_have_attribute("aria-selected", "true")
    top = "document.activeElement.getBoundingClientRect().top"
    wait_until(desk, f"{top} > 0 && {top} < 800")


def test_block_that_is_folded_up_is_opened(desk: Page) -> None:
    frame = edit(desk, article())
    desk.get_by_role("button", name="Collapse all").click()
    block = frame.locator(".block-paragraph").nth(1)
    block.click(position={"x": 5, "y": 5})

    wait_until(desk, "document.activeElement.isContentEditable")
    assert focused_block(desk) == block.get_attribute("data-block-id")


def test_blocks_are_reached_by_keyboard(desk: Page) -> None:
    frame = edit(desk, article())
    button = frame.get_by_role("button", name="Edit").nth(3)
    identity = button.locator("..").get_attribute("data-block-id")
    frame.get_by_role("button", name="Edit").nth(2).focus()
    for _ in range(10):
        desk.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    assert button.evaluate("one => getComputedStyle(one).opacity") == "1"
    desk.keyboard.press("Enter")

    wait_until(
        desk, "id => document.activeElement.closest('[data-streamfield-child]')?.dataset.contentpath === id", identity
    )


def test_messages_of_other_windows_are_not_heard(desk: Page) -> None:
    page = article()
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    desk.evaluate("id => window.postMessage({type: 'nuages:block', id}, '*')", page.body[2].id)
    desk.wait_for_timeout(500)
    assert focused_block(desk) is None


def test_draft_of_a_chosen_claim_is_shown(desk: Page) -> None:
    page = article()
    claim = next(block.value["claim"] for block in page.body if block.block_type == "claim")
    claim = Claim.objects.get(pk=claim.pk)
    text = claim.texts.get(locale=Locale.get_default())
    text.statement = "A statement that nobody has published yet."
    claim.texts = [text]
    claim.save_revision()

    frame = edit(desk, page)

    expect(frame.get_by_text("A statement that nobody has published yet.").first).to_be_visible()


def test_dark_colours_phone_and_desktop(desk: Page) -> None:
    frame = edit(desk, article())
    expect(frame.locator("html")).to_have_attribute("data-theme", "light")
    desk.locator("#id_preview_mode").select_option("site-dark")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert frame.locator("html").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(14, 21, 28)"
    widths = {}
    for size in ("mobile", "desktop"):
        desk.locator(f"[name=preview-size][value={size}]").check(force=True)
        desk.wait_for_timeout(300)
        widths[size] = frame.locator("html").evaluate("() => window.innerWidth")
    assert widths == {"mobile": 375, "desktop": 1280}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_type_of_page_is_shown_in_its_language(desk: Page, language: str) -> None:
    tag = {"en": "en", "zh-hans": "zh-Hans"}[language]
    pages = [article(language=language), HomePage.objects.get(locale__language_code=language)]
    for page in pages:
        frame = edit(desk, page)
        expect(frame.locator("html")).to_have_attribute("lang", tag)
        expect(frame.locator("main h1")).to_be_visible()


def test_new_page_is_shown_before_it_is_saved(desk: Page) -> None:
    parent = article().get_parent()
    desk.goto(f"/admin/pages/add/articles/articlepage/{parent.pk}/")
    desk.get_by_role("button", name="Toggle preview").click()
    title = desk.frame_locator("#w-preview-iframe").locator("h1")
    expect(title).to_have_text("Placeholder title")
    wait_until(desk, IS_WATCHED)
    desk.locator("[name=title]").fill("Never saved")
    expect(title).to_have_text("Never saved")


def test_checks_of_the_content_and_user_bar_work(desk: Page) -> None:
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    edit(desk, article())
    desk.get_by_role("button", name="Toggle checks").click()
    panel = desk.locator("[data-side-panel=checks]")
    expect(panel).to_contain_text(re.compile(r"Words\s*\d{3,}"))

    desk.get_by_role("button", name="Toggle preview").click()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Preview in new tab").click()
    tab = opened.value
    tab.wait_for_url(re.compile("/preview/[0-9a-f-]{36}/"))
    userbar = tab.locator("wagtail-userbar")
    userbar.get_by_role("button", name="View Wagtail quick actions").click()
    expect(userbar.get_by_role("menuitem", name="Show in Explorer")).to_be_visible()
    assert complaints == []


def made_link(desk: Page, page: Any, days: str = "A week") -> str:
    """Share the page as an editor does; the link as it is shown once."""
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    desk.get_by_role("navigation", name="Actions", exact=True).get_by_role("button").click()
    desk.get_by_role("link", name="Share preview").click()
    desk.get_by_label(days).check()
    desk.get_by_label("For", exact=True).fill("Ada")
    desk.get_by_role("button", name="Create link").click()
    return desk.locator("#link-text").input_value()


def test_shared_link_opens_without_an_account_until_it_is_revoked(
    desk: Page, visitor: BrowserContext, frontend: Running
) -> None:
    page = article("security-in-django")
    page.title = "A draft for Ada"
    page.save_revision()
    address = made_link(desk, page)
    assert address.startswith(f"{frontend.url}/preview/?token=nuages_preview_")

    tab = visitor.new_page()
    documents: list[Response] = []
    tab.on("response", lambda one: documents.append(one) if one.request.resource_type == "document" else None)
    tab.goto(address)

    expect(tab.locator("h1")).to_have_text("A draft for Ada")
    expect(tab.locator(".draft-note")).to_contain_text("Not published")
    assert tab.locator("wagtail-userbar, .edit-block").count() == 0
    sent_on, shown = documents
    assert sent_on.status == 303
    assert urlsplit(tab.url).path == f"/preview/{PreviewLink.objects.get(note='Ada', revoked_at=None).uid}/"
    assert "nuages_" not in tab.url
    headers = shown.all_headers()
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert tab.locator("meta[name=robots]").get_attribute("content") == "noindex"
    (cookie,) = [one for one in visitor.cookies() if one["name"] == "preview"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", urlsplit(tab.url).path)

    page.title = "A later draft for Ada"
    page.save_revision()
    tab.reload()
    expect(tab.locator("h1")).to_have_text("A later draft for Ada")

    desk.get_by_role("link", name=re.compile("Revoke the link for Ada")).click()
    desk.get_by_role("button", name="Yes, revoke").click()
    expect(desk.get_by_text("is revoked")).to_be_visible()
    for gone in (tab.reload(), tab.goto(address)):
        assert gone is not None
        assert gone.status == 404
        expect(tab.locator("h1")).to_have_text("This preview has ended")


def test_shared_link_expires(desk: Page, visitor: BrowserContext) -> None:
    address = made_link(desk, article("what-django-costs"), days="A day")
    tab = visitor.new_page()
    tab.goto(address)
    expect(tab.locator(".draft-note")).to_be_visible()

    PreviewLink.objects.filter(kind="shared").update(expires_at=timezone.now())

    for gone in (tab.reload(), tab.goto(address)):
        assert gone is not None
        assert gone.status == 404


def test_address_of_the_editors_frame_is_of_no_use_to_others(desk: Page, visitor: BrowserContext) -> None:
    seen: list[str] = []
    desk.on("request", lambda request: seen.append(request.url) if "?token=" in request.url else None)
    edit(desk, article())
    frame = desk.query_selector("#w-preview-iframe")
    inner = frame.content_frame() if frame else None
    assert inner
    assert seen

    tab = visitor.new_page()
    statuses = [response.status for url in (seen[-1], inner.url) if (response := tab.goto(url))]

    assert statuses == [404, 404]


def test_preview_takes_one_request_for_its_content(desk: Page, frontend: Running) -> None:
    edit(desk, article("ways-to-learn-django"))
    frontend.api.asked.clear()
    frame = desk.query_selector("#w-preview-iframe")
    inner = frame.content_frame() if frame else None
    assert inner
    inner.evaluate("location.reload()")
    expect(desk.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible()
    desk.wait_for_timeout(500)

    assert frontend.api.asked == ["frontend_preview"]


@pytest.mark.parametrize("mode", ["site", "site-dark"])
def test_axe_finds_nothing_in_a_preview(desk: Page, axe: str, mode: str) -> None:  # noqa: F811
    edit(desk, article())
    desk.locator("#id_preview_mode").select_option(mode)
    theme = "dark" if mode == "site-dark" else "light"
    expect(desk.frame_locator("#w-preview-iframe").locator("html")).to_have_attribute("data-theme", theme)
    frame = desk.query_selector("#w-preview-iframe")
    inner = frame.content_frame() if frame else None
    assert inner
    inner.evaluate(axe)

    found = inner.evaluate(f"tags => axe.run({{exclude: {OF_WAGTAIL}}}, {{runOnly: tags}})", RULES)

    assert [summary(violation) for violation in found["violations"]] == []
