"""Pages by when somebody looked at them last."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import Page

from ..reviews import due, reviewable_pages
from .base import DeskReport
from .pages import PAGE_COLUMNS, PAGE_EXPORT, PAGE_HEADINGS, PagesFilterSet


class ReviewsFilterSet(PagesFilterSet):
    due = django_filters.BooleanFilter(label="Due", method="filter_due", widget=BooleanRadioSelect)
    due_on = django_filters.DateFromToRangeFilter(label="Due on", widget=DateRangePickerWidget)

    class Meta(PagesFilterSet.Meta):
        fields = ["due", "due_on", "content_type", "locale"]

    def filter_due(self, pages: QuerySet[Page], name: str, value: bool) -> QuerySet[Page]:
        keys = due(pages).order_by().values("pk")
        return pages.filter(pk__in=keys) if value else pages.exclude(pk__in=keys)


class ReviewsReport(DeskReport):
    """The longest overdue first. Only live pages of types whose texts grow old, and that the user may edit."""

    model = Page
    name = "reviews"
    page_title = "Page reviews"
    header_icon = "history"
    menu_order = 730
    verbose_name_plural = "pages"
    any_permission_required = ["change"]
    filterset_class = ReviewsFilterSet
    default_ordering = ("due_on", "pk")
    columns = [
        *PAGE_COLUMNS,
        DateColumn("looked_at", label="Last looked at", sort_key="looked_at"),
        Column("reviewed_by", label="Reviewed by", accessor="review.reviewed_by"),
        Column("due_on", label="Due on", sort_key="due_on"),
    ]
    list_export = [*PAGE_EXPORT, "looked_at", "reviewed_by", "due_on"]
    export_headings = PAGE_HEADINGS | {"looked_at": "Last looked at", "reviewed_by": "Reviewed by", "due_on": "Due on"}

    def get_base_queryset(self) -> QuerySet[Any]:
        return reviewable_pages(self.request.user)

    def to_row_dict(self, item: Any) -> Any:
        review = getattr(item, "review", None)
        item.reviewed_by = review.reviewed_by if review and review.reviewed_by else ""
        return super().to_row_dict(item)
