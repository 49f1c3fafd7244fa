"""The pages above the articles, the companies and the comparisons, published as an editor would."""

from __future__ import annotations

from wagtail.models import Page, Site

from articles.models import ArticleIndexPage, CompanyIndexPage, ComparisonIndexPage

INDEXES = {"articles": ArticleIndexPage, "companies": CompanyIndexPage, "comparisons": ComparisonIndexPage}


def index_pages() -> dict[str, Page]:
    home = Site.objects.get(is_default_site=True).root_page
    return {slug: home.add_child(instance=model(title=slug.title(), slug=slug)) for slug, model in INDEXES.items()}
