"""The list of claims: what stands how well, what is due, what it rests on and where it shows."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Claim, CompanyPage
from .columns import PublicationColumn
from .searching import SearchedIndexView


def usage_url(claim: Claim) -> str:
    """Where the admin lists what uses the claim."""
    return reverse("wagtailsnippets_articles_claim:usage", args=[claim.pk])


class ClaimFilterSet(WagtailFilterSet):
    """Narrows the list to what an editor has to look after."""

    due = django_filters.BooleanFilter(
        label="Due for review", field_name="review_by", method="filter_due", widget=BooleanRadioSelect
    )
    without_sources = django_filters.BooleanFilter(
        label="Without sources", field_name="claim_sources", lookup_expr="isnull", widget=BooleanRadioSelect
    )
    company = django_filters.ModelChoiceFilter(queryset=CompanyPage.objects.filter(claims__isnull=False).distinct())

    class Meta:
        model = Claim
        fields = ["status", "due", "without_sources", "framework", "company", "live"]

    def filter_due(self, claims: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        lookup = "lte" if value else "gt"
        return claims.filter(**{f"{name}__{lookup}": timezone.localdate()})


class ClaimViewSet(SnippetViewSet):
    """Oldest review date first: the list is a list of work."""

    model = Claim
    index_view_class = SearchedIndexView
    icon = "circle-check"
    menu_label = "Claims"
    list_display = [
        "__str__",
        Column("subject", label="Subject"),
        Column("status", label="Standing", accessor="get_status_display", sort_key="status"),
        Column("as_of", label="As of", sort_key="as_of"),
        Column("review_by", label="Review by", sort_key="review_by"),
        Column("source_count", label="Sources", sort_key="source_count"),
        TitleColumn("usage_count", label="Used on", get_url=usage_url, sort_key="usage_count"),
        PublicationColumn(),
    ]
    list_per_page = 50
    filterset_class = ClaimFilterSet
    ordering = ["review_by"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "statement",
        "explanation",
        "subject",
        "value",
        "status",
        "as_of",
        "review_by",
        "claim_sources",
        "used_on",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            Claim.objects.select_related("framework", "company")
            .prefetch_related("texts__locale")
            .annotate(
                source_count=Count("claim_sources", distinct=True),
                usage_count=ReferenceIndex.usage_count_subquery(Claim),
            )
        )
