"""The pages above the articles, the companies and the comparisons."""

from __future__ import annotations

from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.search import index

from content_api.declare import GraphQLHtml

from ..blocks.children import RICH_TEXT_FEATURES
from ..panels import page_tabs
from ..rendering.fields import rendered_fields
from ..rendering.introduced import INTRODUCTION, parts_of_introduction
from .base import BasePage


class IndexPage(BasePage):
    """A page that introduces the pages below it. One of each kind in a language."""

    # Named, not imported: the home page stands on the floor above.
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1
    goes_stale = False

    intro = RichTextField(
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="A few sentences above the list: what readers find here.",
    )

    edit_handler = page_tabs(content=[*Page.content_panels, "intro"])

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    graphql_fields = [
        *BasePage.graphql_fields,
        *GraphQLHtml("intro", description="What readers find below this page."),
        *rendered_fields(INTRODUCTION, parts_of_introduction, reads=()),
    ]

    class Meta:
        abstract = True

    def preview_lead(self) -> RichText:
        return RichText(self.intro)


class ArticleIndexPage(IndexPage):
    """Stands above all articles."""

    subpage_types = ["articles.ArticlePage"]
    page_description = "Lists the articles."

    class Meta:
        verbose_name = "article index"
        verbose_name_plural = "article indexes"


class CompanyIndexPage(IndexPage):
    """Stands above all companies."""

    subpage_types = ["articles.CompanyPage"]
    page_description = "Lists the companies."

    class Meta:
        verbose_name = "company index"
        verbose_name_plural = "company indexes"


class ComparisonIndexPage(IndexPage):
    """Stands above all comparisons."""

    subpage_types = ["articles.ComparisonPage"]
    page_description = "Lists the comparisons."

    class Meta:
        verbose_name = "comparison index"
        verbose_name_plural = "comparison indexes"
