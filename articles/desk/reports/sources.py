"""All sources: whether they still answer, who published them, what rests on them."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect

from articles.models import LinkStatus, Source

from .base import DeskReport


class SourcesFilterSet(WagtailFilterSet):
    """Narrows the report by the state of the links, the publisher, and whether anything rests on them."""

    publisher = django_filters.CharFilter(label="Publisher", lookup_expr="icontains")
    used = django_filters.BooleanFilter(label="Used", method="filter_used", widget=BooleanRadioSelect)
    archived = django_filters.BooleanFilter(
        label="With an archived copy", method="filter_archived", widget=BooleanRadioSelect
    )

    class Meta:
        model = Source
        fields = ["link_status", "publisher", "language", "used", "archived"]

    def filter_used(self, sources: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        unused = Q(claim_count=0, article_count=0)
        return sources.filter(~unused if value else unused)

    def filter_archived(self, sources: QuerySet[Source], name: str, value: bool) -> QuerySet[Source]:
        return sources.exclude(archived_url="") if value else sources.filter(archived_url="")


def edit_url(source: Source) -> str:
    return reverse("wagtailsnippets_articles_source:edit", args=[source.pk])


def claims_url(source: Any) -> str | None:
    """The claims that rest on the source."""
    return f"{reverse('desk:claims')}?source={source.pk}" if source.claim_count else None


def usage_url(source: Any) -> str | None:
    return reverse("wagtailsnippets_articles_source:usage", args=[source.pk]) if source.article_count else None


class SourcesReport(DeskReport):
    """By title."""

    model = Source
    name = "sources"
    page_title = "Sources"
    header_icon = "openquote"
    menu_order = 720
    verbose_name_plural = "sources"
    filterset_class = SourcesFilterSet
    default_ordering = ("title", "pk")
    is_searchable = True
    columns = [
        TitleColumn("title", label="Title", get_url=edit_url, sort_key="title"),
        Column("publisher", label="Publisher", sort_key="publisher"),
        StatusTagColumn(
            "link_status",
            label="Link",
            accessor="get_link_status_display",
            sort_key="link_status",
            primary=lambda source: source.link_status == LinkStatus.DEAD,
        ),
        DateColumn("link_checked_at", label="Checked", sort_key="link_checked_at"),
        Column("accessed", label="Accessed", sort_key="accessed"),
        TitleColumn("claim_count", label="Claims", get_url=claims_url, sort_key="claim_count"),
        TitleColumn("article_count", label="Articles", get_url=usage_url, sort_key="article_count"),
    ]
    list_export = [
        "title",
        "publisher",
        "url",
        "archived_url",
        "language",
        "get_link_status_display",
        "link_checked_at",
        "published",
        "accessed",
        "claim_count",
        "article_count",
        "uid",
    ]
    export_headings = {
        "get_link_status_display": "Link",
        "link_checked_at": "Checked",
        "claim_count": "Claims",
        "article_count": "Articles",
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        return Source.objects.annotate(
            claim_count=Count("claim_sources__claim", distinct=True),
            article_count=Count("article_sources__page", distinct=True),
        )
