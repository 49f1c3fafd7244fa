"""Pages with a schedule."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from wagtail.admin.ui.tables import DateColumn, StatusTagColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import Page

from ..scheduled import scheduled_pages
from .base import DeskReport
from .pages import PAGE_COLUMNS, PAGE_EXPORT, PAGE_HEADINGS, PagesFilterSet


class ScheduledFilterSet(PagesFilterSet):
    has_failed = django_filters.BooleanFilter(label="Failed", widget=BooleanRadioSelect)

    class Meta(PagesFilterSet.Meta):
        fields = ["has_failed", "content_type", "locale"]


def state(page: Any) -> str:
    return "failed" if page.has_failed else "waits"


class ScheduledReport(DeskReport):
    """What comes next first. Only pages that the user may edit."""

    model = Page
    name = "scheduled"
    page_title = "Scheduled pages"
    header_icon = "calendar-alt"
    menu_order = 740
    verbose_name_plural = "scheduled pages"
    any_permission_required = ["change", "publish"]
    filterset_class = ScheduledFilterSet
    default_ordering = ("next_at", "pk")
    columns = [
        *PAGE_COLUMNS,
        DateColumn("goes_live_at", label="Goes live", sort_key="goes_live_at"),
        DateColumn("expire_at", label="Ends", sort_key="expire_at"),
        StatusTagColumn("state", label="State", accessor=state, primary=lambda page: page.has_failed),
    ]
    list_export = [*PAGE_EXPORT, "goes_live_at", "expire_at", "has_failed"]
    export_headings = PAGE_HEADINGS | {"goes_live_at": "Goes live", "expire_at": "Ends", "has_failed": "Failed"}

    def get_base_queryset(self) -> QuerySet[Any]:
        return scheduled_pages(self.request.user)
