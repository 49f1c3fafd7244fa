"""The report: what is dead first, with filters and a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from ...models import ExternalLink, Finding, LinkStatus, LinkUse
from .places import places_of
from .rights import LinkRights

URGENCY = (LinkStatus.DEAD, LinkStatus.REDIRECTED, LinkStatus.UNKNOWN, LinkStatus.ALIVE)
SHOWN = 80  # characters of an address
PLACES = 3  # of an address, in the list


def kinds_in_use(request: HttpRequest) -> QuerySet[ContentType]:
    return ContentType.objects.filter(pk__in=LinkUse.objects.order_by().values("content_type")).order_by("model")


class LinkFilterSet(WagtailFilterSet):
    """By judgement, last finding, host and kind of object."""

    status = django_filters.MultipleChoiceFilter(choices=LinkStatus.choices)
    finding = django_filters.ChoiceFilter(
        label="Last finding", choices=[choice for choice in Finding.choices if choice[0]]
    )
    host = django_filters.CharFilter(label="Host", field_name="host__name", lookup_expr="icontains")
    used_in = ContentTypeFilter(label="Used in", field_name="uses__content_type", queryset=kinds_in_use, distinct=True)

    class Meta:
        model = ExternalLink
        fields = ["status", "finding", "host", "used_in"]


def link_url(link: ExternalLink) -> str:
    return reverse("links:link", args=[link.pk])


def shortened(link: ExternalLink) -> str:
    return link.url if len(link.url) <= SHOWN else f"{link.url[: SHOWN - 1]}…"


class PlacesColumn(Column):
    """The first places of an address, each with a way to its editor, and how many more there are."""

    cell_template_name = "articles/links/places_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        places = context["value"]
        return context | {"places": places[:PLACES], "more": max(0, len(places) - PLACES), "about": link_url(instance)}


class LinkReportView(LinkRights, ReportView):
    """Every address elsewhere, and where it stands."""

    model = ExternalLink
    page_title = "Links"
    header_icon = "link-external"
    index_url_name = "links:report"
    index_results_url_name = "links:results"
    filterset_class = LinkFilterSet
    is_searchable = True
    search_fields = ["url"]
    default_ordering = ("urgency", "host__name", "url")
    verbose_name_plural = "links"
    export_filename = "links"
    columns = [
        TitleColumn("url", label="Address", accessor=shortened, get_url=link_url, sort_key="host__name", width="38%"),
        StatusTagColumn(
            "status",
            label="Status",
            accessor="get_status_display",
            sort_key="urgency",
            primary=lambda link: link.status == LinkStatus.DEAD,
        ),
        Column("finding", label="Last finding", accessor="get_finding_display", sort_key="finding"),
        PlacesColumn("use_count", label="Where", accessor="places", sort_key="use_count"),
        DateColumn("checked_at", label="Last checked", sort_key="checked_at"),
    ]
    list_export = [
        "url",
        "get_status_display",
        "get_finding_display",
        "http_status",
        "new_url",
        "archived_url",
        "checked_at",
        "alive_at",
        "dead_since",
        "use_count",
        "places",
    ]
    export_headings = {
        "get_status_display": "Status",
        "get_finding_display": "Last finding",
        "dead_since": "Dead since",
        "use_count": "Places",
        "places": "Where",
    }
    custom_field_preprocess: dict[str, dict[str, Callable[[Any], Any]]] = {
        "places": {name: lambda places: "\n".join(map(str, places)) for name in ("csv", "xlsx")}
    }

    def get_base_queryset(self) -> QuerySet[ExternalLink]:
        ranks = [When(status=status, then=Value(rank)) for rank, status in enumerate(URGENCY)]
        return (
            ExternalLink.objects.select_related("host")
            .annotate(use_count=Count("uses", distinct=True))
            .annotate(urgency=Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()))
            .filter(use_count__gt=0)
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Tell the places of what is shown. The rows are those that the table holds already."""
        places = places_of([link.pk for link in object_list], self.request.user)
        for link in object_list:
            link.places = places[link.pk]
        return object_list
