"""Pages about the site itself."""

from __future__ import annotations

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.search import index

from articles.blocks import BodyBlock
from articles.blocks.children import RICH_TEXT_FEATURES
from articles.declarations import body_fields
from articles.models import BasePage
from articles.panels import page_tabs
from articles.rendering.fields import rendered_fields
from articles.rendering.introduced import INTRODUCED, parts_of_introduced
from content_api.declare import GraphQLHtml


class StandardPage(BasePage):
    """A page that is none of the others: about, imprint, privacy."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = "A plain page about the site itself, such as “About” or “Privacy”."

    intro = RichTextField(blank=True, features=RICH_TEXT_FEATURES, help_text="A few sentences above the text.")
    body = StreamField(BodyBlock(), blank=True)

    edit_handler = page_tabs(content=[*Page.content_panels, "intro", "body"])

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]

    graphql_fields = [
        *BasePage.graphql_fields,
        *GraphQLHtml("intro", description="A few sentences above the text."),
        *body_fields(),
        *rendered_fields(INTRODUCED, parts_of_introduced),
    ]

    class Meta:
        verbose_name = "standard page"

    def preview_lead(self) -> RichText:
        return RichText(self.intro)
