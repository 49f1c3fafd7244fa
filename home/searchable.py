"""What readers find the pages of this app by."""

from __future__ import annotations

from wagtail.rich_text import get_text_for_indexing

from articles.blocks.text_content import plain_text
from content_api.search.searchable import Words, searchable

from .models import HomePage, StandardPage


@searchable(HomePage, "HOME_PAGE", description="Home pages.")
def home_page(page: HomePage, language: str) -> Words:
    return Words(title=page.title, text=[page.hero_title, page.hero_text, plain_text(page.sections)])


@searchable(StandardPage, "STANDARD_PAGE", description="Pages about the site itself.")
def standard_page(page: StandardPage, language: str) -> Words:
    return Words(title=page.title, text=[get_text_for_indexing(page.intro), plain_text(page.body)])
