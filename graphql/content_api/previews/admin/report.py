"""The report of all shared links."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView

from ..models import PreviewLink
from .states import open_links, shared_links, states_of


class LinkFilterSet(WagtailFilterSet):
    is_open = django_filters.BooleanFilter(
        label="Open",
        method="filter_open",
        help_text="Neither expired nor revoked.",
        widget=django_filters.widgets.BooleanWidget,
    )

    class Meta:
        model = PreviewLink
        fields = ["is_open"]

    def filter_open(self, links: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return links.filter(open_links()) if value else links.exclude(open_links())


class RevokeColumn(Column):
    cell_template_name = "content_api/previews/revoke_cell.html"


class PreviewLinksReport(ReportView):
    """Shared links to pages that the reader may edit, newest first."""

    page_title = "Shared previews"
    header_icon = "view"
    index_url_name = "previews_admin:report"
    index_results_url_name = "previews_admin:report_results"
    results_template_name = "content_api/previews/report_results.html"
    filterset_class = LinkFilterSet
    default_ordering = "-created_at"
    model = PreviewLink
    columns = [
        TitleColumn("page", label="Page", get_url=lambda link: reverse("wagtailadmin_pages:edit", args=[link.page_id])),
        Column("note", label="For"),
        StatusTagColumn("state", label="Status", primary=lambda link: link.state == "open"),
        UserColumn("creator", label="Shared by"),
        DateColumn("created_at", label="Created", sort_key="created_at"),
        DateColumn("expires_at", label="Expires", sort_key="expires_at"),
        DateColumn("last_used_at", label="Last opened", sort_key="last_used_at"),
        RevokeColumn("revoke", label="Actions", accessor="pk"),
    ]
    list_export = ["page", "note", "creator", "created_at", "expires_at", "revoked_at", "last_used_at"]
    export_headings = {"note": "For", "creator": "Shared by"}

    def get_base_queryset(self) -> QuerySet[Any]:
        return shared_links(self.request.user)

    def get_queryset(self) -> QuerySet[Any]:
        return shared_links(self.request.user)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        states = states_of(object_list)
        for link in object_list:
            link.state = states[link.pk]
        return object_list

    def get_filename(self) -> str:
        return "shared-previews"
