"""All claims: how well they stand, when they were checked, what they rest on and whether anybody uses them."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.urls import reverse
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import ReferenceIndex

from articles.admin.columns import PublicationColumn
from articles.models import Claim, CompanyPage, Source

from ..claims.attention import IS_DISPUTED, is_due
from ..claims.chart import claim_chart
from .base import DeskReport


class ClaimsFilterSet(WagtailFilterSet):
    """Narrows the report; each filter can also be linked to."""

    attention = django_filters.BooleanFilter(
        label="Due or disputed", method="filter_attention", widget=BooleanRadioSelect
    )
    due = django_filters.BooleanFilter(label="Due for a check", method="filter_due", widget=BooleanRadioSelect)
    review_by = django_filters.DateFromToRangeFilter(label="Review by", widget=DateRangePickerWidget)
    used = django_filters.BooleanFilter(label="Used on a page", method="filter_used", widget=BooleanRadioSelect)
    company = django_filters.ModelChoiceFilter(queryset=CompanyPage.objects.filter(claims__isnull=False).distinct())
    source = django_filters.ModelChoiceFilter(
        label="Source",
        method="filter_source",
        queryset=Source.objects.filter(claim_sources__isnull=False).distinct(),
    )

    class Meta:
        model = Claim
        fields = ["attention", "status", "due", "review_by", "used", "framework", "company", "source", "live"]

    def filter_attention(self, claims: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        wanted = is_due() | IS_DISPUTED
        return claims.filter(wanted if value else ~wanted)

    def filter_due(self, claims: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return claims.filter(is_due() if value else ~is_due())

    def filter_used(self, claims: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return claims.filter(usage_count__gt=0) if value else claims.filter(usage_count=0)

    def filter_source(self, claims: QuerySet[Claim], name: str, value: Source) -> QuerySet[Claim]:
        return claims.filter(pk__in=value.claim_sources.values("claim"))


def edit_url(claim: Claim) -> str:
    return reverse("wagtailsnippets_articles_claim:edit", args=[claim.pk])


def uses_url(claim: Claim) -> str:
    """The report of where the claim is used."""
    return f"{reverse('desk:claim-uses')}?claim={claim.pk}"


class ClaimsReport(DeskReport):
    """Oldest review date first: it is a list of work. Above it the year's chart."""

    model = Claim
    name = "claims"
    page_title = "Claims"
    header_icon = "circle-check"
    menu_order = 700
    verbose_name_plural = "claims"
    filterset_class = ClaimsFilterSet
    default_ordering = ("review_by", "pk")
    is_searchable = True
    columns = [
        TitleColumn("statement", label="Claim", accessor="__str__", get_url=edit_url),
        Column("subject", label="Subject"),
        Column("status", label="Standing", accessor="get_status_display", sort_key="status"),
        Column("as_of", label="As of", sort_key="as_of"),
        Column("review_by", label="Review by", sort_key="review_by"),
        Column("source_count", label="Sources", sort_key="source_count"),
        TitleColumn("usage_count", label="Used on", get_url=uses_url, sort_key="usage_count"),
        PublicationColumn(),
    ]
    list_export = [
        "__str__",
        "subject",
        "get_status_display",
        "as_of",
        "review_by",
        "value",
        "source_count",
        "usage_count",
        "live",
        "uid",
    ]
    export_headings = {
        "__str__": "Claim",
        "subject": "Subject",
        "get_status_display": "Standing",
        "source_count": "Sources",
        "usage_count": "Used on",
        "live": "Published",
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        claims = Claim.objects.annotate(
            source_count=Count("claim_sources", distinct=True),
            usage_count=ReferenceIndex.usage_count_subquery(Claim),
        )
        return claims.select_related("framework", "company").prefetch_related("texts__locale")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        chart = None if self.results_only or self.is_export else claim_chart()
        return super().get_context_data(*args, chart=chart, **kwargs)
