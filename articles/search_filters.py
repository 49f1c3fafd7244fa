"""How a search can be narrowed to content of this app, and what its hits are counted by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene
from django.db.models import QuerySet

from content_api.declare import enum_of
from content_api.search.facets import search_facet
from content_api.search.filters import search_filter
from content_api.viewer import Viewer
from content_api.visibility import visible

from .models import (
    Adoption,
    ArticleKind,
    ArticlePage,
    Author,
    Claim,
    CompanyPage,
    ComparisonFramework,
    ComparisonPage,
    Framework,
    Topic,
)

Rows = Iterable[QuerySet[Any]]

search_facet("topics", of=ArticlePage, by="topics", description="Articles by topic, most first.")


@search_filter("topic", graphene.InputField(graphene.String, description="Articles under the topic with this slug."))
def of_topic(slug: str, viewer: Viewer) -> Rows:
    return [ArticlePage.objects.filter(topics__in=visible(Topic.objects.filter(slug=slug), viewer).values("pk"))]


@search_filter("tag", graphene.InputField(graphene.String, description="Articles with this tag, case ignored."))
def with_tag(name: str, viewer: Viewer) -> Rows:
    return [ArticlePage.objects.filter(tags__name__iexact=name)]


@search_filter("author", graphene.InputField(graphene.String, description="Articles by the author with this slug."))
def by_author(slug: str, viewer: Viewer) -> Rows:
    authors = visible(Author.objects.filter(slug=slug), viewer).values("pk")
    return [ArticlePage.objects.filter(article_authors__author__in=authors)]


@search_filter(
    "framework",
    graphene.InputField(
        graphene.String,
        description="The framework with this slug, claims about it, comparisons with it, companies that ever used it.",
    ),
)
def about_framework(slug: str, viewer: Viewer) -> Rows:
    frameworks = visible(Framework.objects.filter(slug=slug), viewer)
    keys = frameworks.values("pk")
    columns = visible(ComparisonFramework.objects.filter(framework__in=keys), viewer)
    adoptions = visible(Adoption.objects.filter(framework__in=keys), viewer)
    return [
        frameworks,
        Claim.objects.filter(framework__in=keys),
        ComparisonPage.objects.filter(pk__in=columns.values("page")),
        CompanyPage.objects.filter(pk__in=adoptions.values("page")),
    ]


@search_filter(
    "kinds",
    graphene.InputField(graphene.List(graphene.NonNull(enum_of(ArticleKind))), description="Articles of these kinds."),
)
def of_kinds(kinds: list[str], viewer: Viewer) -> Rows:
    return [ArticlePage.objects.filter(kind__in=kinds)]
