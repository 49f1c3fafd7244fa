"""Articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from grapple.models import (
    GraphQLBoolean,
    GraphQLImage,
    GraphQLString,
    GraphQLTag,
)
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content_api.declare import GraphQLChoice, GraphQLList, GraphQLPages, GraphQLStrings

from ..blocks import BodyBlock
from ..declarations import body_fields
from ..ordering import in_order
from ..panels import PROMOTE_PANELS, SETTINGS_PANELS, page_tabs
from ..related import RelatedPages, related_field
from ..rendering.articles import ARTICLE, parts_of_article
from ..rendering.email_field import email_field
from ..rendering.fields import rendered_fields
from .author import Author
from .counted import CountedPage
from .topic import Topic


class ArticleKind(models.TextChoices):
    """What a reader may expect of an article."""

    GUIDE = "guide", "Guide"
    NEWS = "news", "News"
    EXPLAINER = "explainer", "Explainer"
    HOW_TO = "how-to", "How-to"
    OPINION = "opinion", "Opinion"


class ArticlePage(RelatedPages, CountedPage):
    """An article: text in blocks, with its authors, evidence and corrections."""

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = "A text to read: a guide, news, an explainer, a how-to or an opinion."
    shares = "topics"
    chosen_pages = "related_pages"

    kind = models.CharField(max_length=12, choices=ArticleKind.choices, default=ArticleKind.EXPLAINER, db_index=True)
    standfirst = models.TextField(
        blank=True,
        help_text="One or two sentences between title and text. Lists and newsletters show them too.",
    )
    hero_image = models.ForeignKey(
        "media.Image",
        verbose_name="main image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown above the text and in lists.",
    )
    hero_image_alt = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="What the image shows, for people who cannot see it. Empty: the image's own text is used.",
    )
    hero_image_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="The image adds nothing to the text, and screen readers pass over it.",
    )
    key_takeaways = StreamField(
        [("takeaway", CharBlock(icon="tick", max_length=300))],
        blank=True,
        help_text="What to remember, a sentence each. Three to five are enough.",
    )
    topics = ParentalManyToManyField(
        Topic,
        blank=True,
        related_name="articles",
        help_text="The subjects that readers find the article under.",
    )
    tags = ClusterTaggableManager(
        through="articles.ArticleTag", blank=True, help_text="Free words, where the topics are too coarse."
    )
    body = StreamField(BodyBlock(), blank=True)
    disclosures = models.TextField(
        blank=True, help_text="Interests a reader should know of, such as work for a company that is named."
    )
    disclaimer = models.TextField(blank=True, help_text="What the article is not, such as legal advice.")

    edit_handler = page_tabs(
        content=[
            *Page.content_panels,
            FieldPanel("kind"),
            FieldPanel("standfirst"),
            MultipleChooserPanel(
                "article_authors",
                chooser_field_name="author",
                label="Author",
                heading="Authors",
                panels=["author"],
            ),
            MultiFieldPanel(["hero_image", "hero_image_alt", "hero_image_decorative"], heading="Main image"),
            FieldPanel("key_takeaways"),
            FieldPanel("body"),
        ],
        sources=[
            MultipleChooserPanel(
                "article_sources",
                chooser_field_name="source",
                label="Source",
                heading="Sources",
                panels=["source", "note"],
                help_text="What the article as a whole rests on. "
                "Single statements are claims, with sources of their own.",
            ),
            InlinePanel(
                "corrections",
                panels=[FieldPanel("corrected_at"), FieldPanel("what"), FieldPanel("why")],
                label="Correction",
                heading="Corrections",
                help_text="Every change of a fact after publication, newest first. Readers see them.",
            ),
            MultiFieldPanel(["disclosures", "disclaimer"], heading="Said openly"),
        ],
        promote=[
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("tags"),
            MultipleChooserPanel(
                "related_pages",
                chooser_field_name="related_page",
                label="Page",
                heading="Read next",
                panels=["related_page"],
            ),
            *PROMOTE_PANELS,
        ],
        settings=[
            *SETTINGS_PANELS,
            CountedPage.counted_panel,
        ],
    )

    search_fields = [
        *CountedPage.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("key_takeaways"),
        index.SearchField("body"),
        index.RelatedFields("article_authors", [index.RelatedFields("author", [index.SearchField("name")])]),
        index.RelatedFields("topics", [index.RelatedFields("texts", [index.SearchField("name")])]),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("kind"),
    ]

    graphql_fields = [
        *CountedPage.graphql_fields,
        GraphQLChoice("kind", ArticleKind, required=True, description="What a reader may expect of the article."),
        GraphQLString("standfirst", description="One or two sentences between title and text."),
        GraphQLImage("hero_image", description="Image above the text and in lists."),
        GraphQLString(
            "hero_image_alt",
            description="What the image shows on this page; empty: use the image's own `description`.",
        ),
        GraphQLBoolean(
            "hero_image_decorative",
            required=True,
            description="Whether screen readers should pass over the image.",
        ),
        GraphQLStrings(
            "key_takeaways",
            source="takeaways",
            reads=("key_takeaways",),
            description="What to remember, a sentence each.",
        ),
        GraphQLList(
            "authors",
            "articles.Author",
            source="article_authors.author",
            description="The authors in the order of the byline.",
        ),
        GraphQLList("topics", "articles.Topic", description="Subjects the article is found under."),
        GraphQLTag("tags", required=True, description="Free keywords."),
        *body_fields(),
        *rendered_fields(ARTICLE, parts_of_article, reads=("body", "key_takeaways")),
        email_field(),
        GraphQLList(
            "sources",
            "articles.ArticleSource",
            source="article_sources",
            joins=("source",),
            description="What the article as a whole rests on, in editors' order.",
        ),
        GraphQLPages("related_pages", source="related_pages.related_page", description="Pages to read next."),
        related_field("What to read next: the pages that editors chose, then articles that share the most topics."),
        GraphQLList("corrections", "articles.ArticleCorrection", description="Facts corrected after publication."),
        GraphQLString("disclosures", description="Interests that readers should know of."),
        GraphQLString("disclaimer", description="What the article is not."),
    ]

    class Meta:
        verbose_name = "article"
        indexes = [models.Index(fields=["reading_time_minutes", "page_ptr"], name="article_order_reading_time")]

    def running_text(self) -> str:
        streams = (self.key_takeaways, self.body)
        texts = [text for stream in streams for text in stream.stream_block.get_searchable_content(stream)]
        return "\n".join([self.standfirst, *(str(text) for text in texts)])

    def takeaways(self, info: Any = None) -> list[str]:
        return [str(block.value) for block in self.key_takeaways]

    def authors(self) -> models.QuerySet[Author]:
        """The authors in the order of the byline, those of a draft included."""
        return in_order(Author.objects.all(), (entry.author_id for entry in self.article_authors.all()))

    def preview_lead(self) -> str:
        return self.standfirst

    def preview_facts(self) -> list[tuple[str, str]]:
        return [
            ("By", ", ".join(author.name for author in self.authors())),
            ("Kind", self.get_kind_display()),
            ("Reading time", f"{self.reading_time_minutes} min"),
            ("Disclosures", self.disclosures),
            ("Disclaimer", self.disclaimer),
        ]
