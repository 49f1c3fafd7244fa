"""What articles are about: the companies, frameworks and claims that their published text shows.

Wagtail keeps in its reference index what each page refers to, as it is published.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from content_api.viewer import Viewer
from content_api.visibility import visible

from .models import Claim, ComparisonFramework, ComparisonPage


def pages_showing(targets: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Primary keys of the pages that refer to any of ``targets``."""
    # Types by name, not by number: that would be a statement of its own in a fresh process.
    base: Any = Page if issubclass(targets.model, Page) else targets.model
    references = ReferenceIndex.objects.filter(
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
        to_content_type__app_label=base._meta.app_label,
        to_content_type__model=base._meta.model_name,
        to_object_id__in=targets.annotate(key=Cast("pk", CharField())).values("key"),
    )
    return references.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key")


def pages_with_claims_about_frameworks(frameworks: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    claims = Claim.objects.filter(framework__in=frameworks.values("pk")).order_by()
    return pages_showing(visible(claims, viewer), viewer)


def pages_with_claims_about_companies(companies: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    claims = Claim.objects.filter(company__in=companies.values("pk")).order_by()
    return pages_showing(visible(claims, viewer), viewer)


def pages_with_comparisons_of(frameworks: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    columns = ComparisonFramework.objects.filter(framework__in=frameworks.values("pk")).order_by()
    comparisons = ComparisonPage.objects.filter(pk__in=columns.values("page"))
    return pages_showing(visible(comparisons, viewer), viewer)
