"""The first page of a site in one language."""

from __future__ import annotations

from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles.blocks import BodyBlock
from articles.declarations import body_fields
from articles.models import BasePage
from articles.ordering import in_order
from articles.panels import page_tabs
from articles.rendering.fields import rendered_fields
from content_api.declare import GraphQLPages


class HomePage(BasePage):
    """Greets readers and leads on: a hero, featured pages, free sections. Stands at the root of a site."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.ArticleIndexPage",
        "articles.CompanyIndexPage",
        "articles.ComparisonIndexPage",
        "home.StandardPage",
        "syndication.NewsletterIndexPage",
    ]
    page_description = "The first page of a site. Each language has its own."

    hero_title = models.CharField(max_length=120, blank=True, help_text="The large line. Empty: the page's title.")
    hero_text = models.TextField(blank=True, help_text="One or two sentences beneath it.")
    hero_image = models.ForeignKey(
        "media.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Behind or beside.",
    )
    sections = StreamField(BodyBlock(), blank=True, help_text="What follows beneath the featured pages.")

    edit_handler = page_tabs(
        content=[
            *Page.content_panels,
            MultiFieldPanel(["hero_title", "hero_text", "hero_image"], heading="Hero"),
            MultipleChooserPanel(
                "featured_pages",
                chooser_field_name="featured_page",
                label="Page",
                heading="Featured pages",
                panels=["featured_page"],
                help_text="In this order. Pages that are not published are left out.",
            ),
            FieldPanel("sections"),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("hero_text"),
        index.SearchField("sections"),
    ]

    graphql_fields = [
        *BasePage.graphql_fields,
        GraphQLString("hero_title", description="The large line; empty: use the page's title."),
        GraphQLString("hero_text", description="One or two sentences beneath the large line."),
        GraphQLImage("hero_image", description="Image of the hero."),
        GraphQLPages(
            "featured_pages",
            source="featured_pages.featured_page",
            description="Pages to show first, in editors' order.",
        ),
        *body_fields("sections"),
        *rendered_fields(reads=("sections",)),
    ]

    class Meta:
        verbose_name = "home page"

    def pages_featured(self) -> models.QuerySet[Page]:
        return in_order(Page.objects.all(), (entry.featured_page_id for entry in self.featured_pages.all()))

    def preview_lead(self) -> str:
        return self.hero_text

    def preview_facts(self) -> list[tuple[str, str]]:
        return [
            ("Hero", self.hero_title),
            ("Featured", ", ".join(page.title for page in self.pages_featured())),
        ]


class FeaturedPage(Orderable):
    """A page shown first. Goes when the page is deleted."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_pages")
    featured_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.featured_page)
