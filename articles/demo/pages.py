"""Articles, companies and comparisons of the demo content: first as empty drafts, then with everything that links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale, Page

from articles.models import (
    Adoption,
    ArticleAuthor,
    ArticleCorrection,
    ArticlePage,
    ArticleSource,
    Author,
    Claim,
    CompanyPage,
    ComparisonCell,
    ComparisonFramework,
    ComparisonPage,
    ComparisonRow,
    Framework,
    RelatedPage,
    Source,
    Topic,
)
from media.demo import cover, demo_uid

from .snippets import find
from .streams import stream
from .tree import page_at

Content = dict[str, Any]

MODELS: dict[str, type[Page]] = {
    "companies": CompanyPage,
    "comparisons": ComparisonPage,
    "articles": ArticlePage,
}


def fill(page: Any, folder: str, content: Content, locale: Locale) -> None:
    """Give `page` all its content. Cover images belong to articles."""
    page.title = content["title"]
    page.search_description = content.get("search_description", "")
    page.share_description = content.get("share_description", "")
    body = page._meta.get_field("body").stream_block
    page.body = stream(body, content.get("body", []), locale, seed=page.uid)
    FILLERS[folder](page, content, locale)


def _fill_article(page: ArticlePage, content: Content, locale: Locale) -> None:
    for name in ("kind", "standfirst", "disclosures", "disclaimer"):
        setattr(page, name, content.get(name, ""))
    page.hero_image = cover(page.slug, page.title)
    page.hero_image_alt = content.get("hero_alt", "")
    page.key_takeaways = [("takeaway", text) for text in content.get("takeaways", [])]
    page.topics = [find(Topic, key) for key in content.get("topics", [])]
    page.tags.set(content.get("tags", []))
    page.article_authors = [ArticleAuthor(author=find(Author, key)) for key in content["authors"]]
    page.article_sources = [
        ArticleSource(source=find(Source, entry["source"]), note=entry.get("note", ""))
        for entry in content.get("sources", [])
    ]
    page.related_pages = [RelatedPage(related_page=page_at(path, locale)) for path in content.get("related", [])]
    page.corrections = [ArticleCorrection(**entry) for entry in content.get("corrections", [])]


def _fill_company(page: CompanyPage, content: Content, locale: Locale) -> None:
    for name in ("legal_name", "sector", "country", "website", "summary"):
        setattr(page, name, content.get(name, ""))
    page.founded = content.get("founded")
    page.adoptions = [_with_framework_and_claim(Adoption, entry) for entry in content.get("adoptions", [])]


def _fill_comparison(page: ComparisonPage, content: Content, locale: Locale) -> None:
    page.summary = content.get("summary", "")
    page.comparison_frameworks = [
        ComparisonFramework(framework=find(Framework, entry["framework"]), choose_when=entry["choose_when"])
        for entry in content["frameworks"]
    ]
    page.rows = [
        ComparisonRow(
            criterion=row["criterion"],
            explanation=row.get("explanation", ""),
            cells=[_with_framework_and_claim(ComparisonCell, cell) for cell in row["cells"]],
        )
        for row in content["rows"]
    ]


def _with_framework_and_claim(model: type[Any], entry: Content) -> Any:
    fields = {name: value for name, value in entry.items() if name not in ("framework", "claim")}
    claim = find(Claim, entry["claim"]) if entry.get("claim") else None
    return model(framework=find(Framework, entry["framework"]), claim=claim, **fields)


FILLERS: dict[str, Callable[[Any, Content, Locale], None]] = {
    "articles": _fill_article,
    "companies": _fill_company,
    "comparisons": _fill_comparison,
}


def draft(folder: str, slug: str, content: Content, locale: Locale, owner: Any) -> Any:
    """An empty page, so that others can refer to it."""
    page = MODELS[folder](
        uid=demo_uid(folder, slug), title=content["title"], slug=slug, live=False, owner=owner, locale=locale
    )
    page_at(folder, locale).add_child(instance=page)
    return page


def draft_translation(folder: str, slug: str, content: Content, locale: Locale) -> Any:
    """An unpublished copy of the original in the other language."""
    original = MODELS[folder].objects.get(uid=demo_uid(folder, slug))
    page = original.copy_for_translation(locale)
    page.uid = demo_uid(folder, f"{slug}:{locale.language_code}")
    page.slug = slug
    return page
