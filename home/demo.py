"""The demo content of this app: the home page, the indexes below it, "About", menus and settings, in two languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page, Site

from articles.demo.streams import stream
from articles.demo.tree import TRANSLATED, days_ago, demo_editor, home_page, page_at, publish
from articles.models import ArticleIndexPage, CompanyIndexPage, ComparisonIndexPage
from home.models import FeaturedPage, HomePage, Navigation, NavigationItem, SiteSettings, StandardPage
from media.demo import cover, demo_uid

FOLDER = Path(__file__).resolve().parent / "demo_content"
INDEXES: dict[str, type[Page]] = {
    "articles": ArticleIndexPage,
    "companies": CompanyIndexPage,
    "comparisons": ComparisonIndexPage,
}
OLDEST = 400  # days ago


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def load_tree() -> int:
    """The pages that all others stand below, in both languages; answers how many are new."""
    default, chinese = Locale.get_default(), Locale.objects.get_or_create(language_code=TRANSLATED)[0]
    made = 0
    home = Site.objects.get(is_default_site=True).root_page.specific
    if not home.has_translation(chinese):
        translated = home.copy_for_translation(chinese)
        translated.uid = demo_uid("home", TRANSLATED)
        translated.title = read("home.zh-hans.toml")["title"]
        translated.save()
        publish(translated, days_ago(OLDEST))
        made += 1
    contents = read("indexes.toml")
    about = {"": read("about.toml"), TRANSLATED: read("about.zh-hans.toml")}
    for path, model in (INDEXES | {"about": StandardPage}).items():
        original = about[""] if path == "about" else contents[path]
        made += _section(model, path, original, default)
        made += _section(model, path, about[TRANSLATED] if path == "about" else original[TRANSLATED], chinese)
    return made


def _section(model: type[Any], slug: str, content: dict[str, Any], locale: Locale) -> int:
    """A page directly below the home page, unless it exists."""
    uid = demo_uid("section", f"{slug}:{locale.language_code}")
    if model.objects.filter(uid=uid).exists():
        return 0
    default = Locale.get_default()
    if locale == default:
        page = model(title=content["title"], slug=slug, live=False, owner=demo_editor(), locale=locale)
    else:
        page = page_at(slug, default).specific.copy_for_translation(locale)
    page.uid, page.slug, page.title = uid, slug, content["title"]
    page.intro = _paragraph(content["intro"])
    page.search_description = content["search_description"]
    if page.pk is None:
        home_page(locale).add_child(instance=page)
    else:
        page.save()
    publish(page, days_ago(OLDEST))
    return 1


def _paragraph(text: str) -> str:
    return text if text.startswith("<") else f"<p>{text}</p>"


def load_front() -> int:
    """What refers to other pages; answers how many pages were filled."""
    default, chinese = Locale.get_default(), Locale.objects.get(language_code=TRANSLATED)
    filled = _fill_home(default, read("home.toml")) + _fill_home(chinese, read("home.zh-hans.toml"))
    for locale, name in ((default, "about.toml"), (chinese, "about.zh-hans.toml")):
        page = page_at("about", locale).specific
        if not page.body and page.uid == demo_uid("section", f"about:{locale.language_code}"):
            page.body = stream(page.body.stream_block, read(name)["body"], locale, seed=page.uid)
            publish(page, days_ago(OLDEST))
    _load_menus()
    _load_settings()
    return filled


def _fill_home(locale: Locale, content: dict[str, Any]) -> int:
    """Fill a home page that nobody has worked on yet."""
    page: HomePage = home_page(locale).specific
    if page.hero_title or page.sections or page.featured_pages.exists():
        return 0
    page.title = content["title"]
    page.hero_title, page.hero_text = content["hero_title"], content["hero_text"]
    page.hero_image = cover("home", content["title"])
    page.search_description = content["search_description"]
    page.featured_pages = [FeaturedPage(featured_page=page_at(path, locale)) for path in content["featured"]]
    blocks = [block for section in content["sections"] for block in _section_blocks(section)]
    page.sections = stream(page.sections.stream_block, blocks, locale, seed=page.uid)
    publish(page, days_ago(OLDEST))
    return 1


def _section_blocks(section: dict[str, Any]) -> list[dict[str, Any]]:
    """A section of text, or of pages, as blocks: its heading, then its content."""
    heading = {"type": "heading", "text": section["heading"], "level": "h2"}
    if section["type"] == "text":
        return [heading, {"type": "paragraph", "body": section["body"]}]
    return [heading, *_page_blocks(section["pages"])]


def _page_blocks(paths: list[str]) -> list[dict[str, Any]]:
    """A block for each article and comparison; one for all companies."""
    blocks: list[dict[str, Any]] = []
    companies = [path.removeprefix("companies/") for path in paths if path.startswith("companies/")]
    for path in paths:
        folder, _, slug = path.partition("/")
        if folder == "articles":
            blocks.append({"type": "article_card", "article": slug})
        elif folder == "comparisons":
            blocks.append({"type": "comparison", "comparison": slug})
    return blocks + ([{"type": "company_list", "companies": companies}] if companies else [])


def _load_menus() -> None:
    for entry in read("navigation.toml")["navigation"]:
        locale = Locale.objects.get(language_code=entry["locale"])
        if Navigation.objects.filter(slug=entry["slug"], locale=locale).exists():
            continue
        items = [
            NavigationItem(
                label=item["label"],
                page=page_at(item["page"], locale) if "page" in item else None,
                url=item.get("url", ""),
                sort_order=number,
            )
            for number, item in enumerate(entry["items"])
        ]
        Navigation(
            uid=demo_uid("navigation", f"{entry['slug']}:{entry['locale']}"),
            translation_key=demo_uid("navigation", entry["slug"]),
            slug=entry["slug"],
            locale=locale,
            items=items,
        ).save()


def _load_settings() -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.organisation_name:
        return
    for name, value in read("settings.toml").items():
        setattr(settings, name, value)
    settings.default_share_image = cover("home", settings.organisation_name)
    settings.save()
