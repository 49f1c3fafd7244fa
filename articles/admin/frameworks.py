"""The list of frameworks."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Framework
from .columns import PublicationColumn
from .searching import SearchedIndexView


class FrameworkViewSet(SnippetViewSet):
    """Frameworks by name."""

    model = Framework
    index_view_class = SearchedIndexView
    icon = "code"
    menu_label = "Frameworks"
    list_display = [
        "name",
        "language",
        Column("category", label="Category", accessor="get_category_display", sort_key="category"),
        "latest_version",
        Column("claim_count", label="Claims", sort_key="claim_count"),
        PublicationColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["category", "language", "live"]
    ordering = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "slug",
        "tagline",
        "description",
        "language",
        "category",
        "first_release",
        "latest_version",
        "latest_version_date",
        "licence",
        "website",
        "repository",
        "claims",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Framework.objects.annotate(claim_count=Count("claims", distinct=True))
