"""The ordered lists of an article: byline, sources, related pages, corrections, tags."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from grapple.models import GraphQLString
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from content_api.declare import GraphQLDateTime, GraphQLObject

from .article import ArticlePage


class ArticleAuthor(Orderable):
    """One name of the byline."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_authors")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="article_authors")

    def __str__(self) -> str:
        return str(self.author)


class ArticleSource(Orderable):
    """A work that the article as a whole rests on."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_sources")
    source = models.ForeignKey("articles.Source", on_delete=models.PROTECT, related_name="article_sources")
    note = models.CharField(max_length=255, blank=True, help_text="What was taken from it.")

    graphql_fields = [
        GraphQLObject("source", "articles.Source", required=True, description="The work."),
        GraphQLString("note", description="What was taken from it."),
    ]

    def __str__(self) -> str:
        return str(self.source)


class RelatedPage(Orderable):
    """A page to read next. Goes when the page is deleted."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pages")
    related_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.related_page)


class ArticleCorrection(Orderable):
    """A fact that was changed after publication."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")
    corrected_at = models.DateTimeField("when", default=timezone.now)
    what = models.TextField(help_text="What stood there, and what stands there now.")
    why = models.TextField(blank=True, help_text="How the mistake came about or came to light.")

    graphql_fields = [
        GraphQLDateTime("corrected_at", required=True, description="When the text was changed."),
        GraphQLString("what", required=True, description="What stood there, and what stands there now."),
        GraphQLString("why", description="How the mistake came about or came to light."),
    ]

    def __str__(self) -> str:
        return self.what


class ArticleTag(TaggedItemBase):
    """Ties a free tag to an article."""

    content_object = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="tagged_items")
