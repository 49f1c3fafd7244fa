"""The lists of authors and topics."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Author, Topic
from .searching import SearchedIndexView


class AuthorViewSet(SnippetViewSet):
    """Authors by name."""

    model = Author
    index_view_class = SearchedIndexView
    icon = "user"
    menu_label = "Authors"
    list_display = [
        "name",
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        "role",
        Column("article_count", label="Articles", sort_key="article_count"),
    ]
    list_filter = ["kind"]
    ordering = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "slug", "kind", "photo", "role", "bio", "links"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted = Author.objects.annotate(article_count=Count("article_authors__page", distinct=True))
        return counted.prefetch_related("texts__locale")


class TopicViewSet(SnippetViewSet):
    """Topics by slug."""

    model = Topic
    index_view_class = SearchedIndexView
    icon = "tag"
    menu_label = "Topics"
    list_display = ["__str__", "slug", Column("article_count", label="Articles", sort_key="article_count")]
    ordering = ["slug"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "slug", "description"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted = Topic.objects.annotate(article_count=Count("articles", distinct=True))
        return counted.prefetch_related("texts__locale")
