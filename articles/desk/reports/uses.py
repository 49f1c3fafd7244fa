"""Where claims are used: pages, comparison cells, adoptions, published or in a draft."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.widgets import AdminSnippetChooser

from articles.models import Claim

from ..claims.uses import note_places, pages_using
from .base import DeskReport
from .pages import PAGE_COLUMNS, PAGE_EXPORT, PAGE_HEADINGS, PagesFilterSet

WHERE = [("text", "Published"), ("draft", "Draft")]


class ClaimUsesFilterSet(PagesFilterSet):
    claim = django_filters.ModelChoiceFilter(
        label="Claim", queryset=Claim.objects.all(), method="leave_to_the_view", widget=AdminSnippetChooser(Claim)
    )
    where = django_filters.ChoiceFilter(label="Where", choices=WHERE, method="filter_where")

    class Meta(PagesFilterSet.Meta):
        fields = ["claim", "where", "content_type", "locale"]

    def leave_to_the_view(self, pages: QuerySet[Page], name: str, value: Claim) -> QuerySet[Page]:
        """The places have to be found for the claim as well, so the view asks for it."""
        return pages

    def filter_where(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(**{f"in_{value}": True})


class PlacesColumn(Column):
    cell_template_name = "articles/desk/reports/places.html"


class ClaimUsesReport(DeskReport):
    """A row for each page, with the places in it. Drafts only where the user may edit them."""

    model = Claim
    name = "claim-uses"
    page_title = "Where claims are used"
    header_icon = "link"
    menu_order = 710
    verbose_name_plural = "pages"
    filterset_class = ClaimUsesFilterSet
    default_ordering = ("title", "pk")
    columns = [*PAGE_COLUMNS, PlacesColumn("places", label="Places")]
    list_export = [*PAGE_EXPORT, "in_text", "in_draft", "places"]
    export_headings = PAGE_HEADINGS | {"in_text": "Published", "in_draft": "Draft", "places": "Places"}

    @cached_property
    def claim(self) -> Claim | None:
        key = self.request.GET.get("claim", "")
        return Claim.objects.filter(pk=int(key)).first() if key.isdecimal() else None

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Without a key that names no claim, which the chooser would stumble over."""
        given: dict[str, Any] = super().get_filterset_kwargs()
        if self.claim is None:
            given["data"] = given["data"].copy()
            given["data"].pop("claim", None)
        return given

    def get_page_subtitle(self) -> str:
        return str(self.claim or "")

    def get_base_queryset(self) -> QuerySet[Any]:
        editable = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return pages_using(self.claim).filter(Q(in_text=True) | Q(pk__in=editable.order_by().values("pk")))

    def decorate_paginated_queryset(self, pages: Any) -> Any:
        found = list(pages)
        note_places(found, self.claim)
        self._name_claims(found)
        return found

    def _name_claims(self, pages: list[Any]) -> None:
        """With each place the claim in words, where the report is not about one claim alone."""
        keys = {place.claim for page in pages for place in page.places}
        claims = Claim.objects.prefetch_related("texts__locale").in_bulk(keys) if self.claim is None else {}
        for page in pages:
            page.named_places = [(place, claims.get(place.claim)) for place in page.places]

    def to_row_dict(self, item: Any) -> Any:
        row = super().to_row_dict(item)
        row["places"] = "; ".join(
            f"{place.words} ({place.where})" + (f": {claim}" if claim else "") for place, claim in item.named_places
        )
        return row
