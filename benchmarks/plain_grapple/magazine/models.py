"""Pages and snippets: https://wagtail-grapple.readthedocs.io/en/latest/general-usage/graphql-types.html"""

from __future__ import annotations

from django.db import models
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLInt,
    GraphQLStreamfield,
    GraphQLString,
    GraphQLTag,
)
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from .blocks import BodyBlock


@register_snippet
class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)

    graphql_fields = [GraphQLString("name"), GraphQLString("slug")]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Topic(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)

    graphql_fields = [GraphQLString("slug"), GraphQLString("name")]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Source(models.Model):
    title = models.CharField(max_length=255)
    publisher = models.CharField(max_length=120)
    url = models.URLField()

    graphql_fields = [GraphQLString("title"), GraphQLString("publisher"), GraphQLString("url")]

    def __str__(self) -> str:
        return self.title


@register_snippet
class Framework(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)

    graphql_fields = [GraphQLString("name"), GraphQLString("slug")]

    def __str__(self) -> str:
        return self.name


@register_snippet
class Claim(ClusterableModel):
    statement = models.TextField()
    explanation = models.TextField()
    status = models.CharField(max_length=12)

    graphql_fields = [
        GraphQLString("statement"),
        GraphQLString("explanation"),
        GraphQLString("status"),
        GraphQLCollection(GraphQLForeignKey, "sources", "magazine.ClaimSource"),
    ]

    def __str__(self) -> str:
        return self.statement


class ClaimSource(Orderable):
    claim = ParentalKey(Claim, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    quote = models.TextField()

    graphql_fields = [GraphQLString("quote"), GraphQLForeignKey("source", Source)]


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("magazine.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")


class ArticlePage(Page):
    kind = models.CharField(max_length=12)
    standfirst = models.TextField()
    hero_image = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    authors = ParentalManyToManyField(Author, related_name="articles")
    topics = ParentalManyToManyField(Topic, related_name="articles")
    tags = ClusterTaggableManager(through=ArticleTag)
    body = StreamField(BodyBlock())

    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    graphql_fields = [
        GraphQLString("kind"),
        GraphQLString("standfirst"),
        GraphQLImage("hero_image"),
        GraphQLCollection(GraphQLForeignKey, "authors", Author),
        GraphQLCollection(GraphQLForeignKey, "topics", Topic),
        GraphQLTag("tags"),
        GraphQLStreamfield("body"),
    ]


class CompanyPage(Page):
    sector = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    logo = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.TextField()

    graphql_fields = [
        GraphQLString("sector"),
        GraphQLString("country"),
        GraphQLString("summary"),
        GraphQLImage("logo"),
        GraphQLCollection(GraphQLForeignKey, "adoptions", "magazine.Adoption"),
    ]


class Adoption(Orderable):
    page = ParentalKey(CompanyPage, on_delete=models.CASCADE, related_name="adoptions")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12)
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True)
    used_for = models.CharField(max_length=255)

    graphql_fields = [
        GraphQLForeignKey("framework", Framework),
        GraphQLString("status"),
        GraphQLInt("since"),
        GraphQLInt("until"),
        GraphQLString("used_for"),
    ]
