"""The list of sources: where they are, whether they answer, and what rests on them."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Source
from .searching import SearchedIndexView


class SourceFilterSet(WagtailFilterSet):
    """Narrows the list by the state of the links, the language and the publisher."""

    publisher = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Source
        fields = ["link_status", "language", "publisher"]


class SourceViewSet(SnippetViewSet):
    """Sources by title."""

    model = Source
    index_view_class = SearchedIndexView
    icon = "openquote"
    menu_label = "Sources"
    list_display = [
        "title",
        "publisher",
        Column("link_status", label="Link", accessor="get_link_status_display", sort_key="link_status"),
        Column("accessed", label="Accessed", sort_key="accessed"),
        Column("claim_count", label="Claims", sort_key="claim_count"),
        Column("article_count", label="Articles", sort_key="article_count"),
    ]
    list_per_page = 50
    filterset_class = SourceFilterSet
    ordering = ["title"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "publisher",
        "url",
        "archived_url",
        "language",
        "published",
        "accessed",
        "link_status",
        "link_checked_at",
        "description",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Source.objects.annotate(
            claim_count=Count("claim_sources__claim", distinct=True),
            article_count=Count("article_sources__page", distinct=True),
        )
