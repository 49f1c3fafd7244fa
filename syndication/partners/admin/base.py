"""What the screens about one partner have in common."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from ...models import SyndicationPartner


class PartnerMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Only for those who may change partners, unless a view says otherwise."""

    model = SyndicationPartner
    permission_required = "change"
    header_icon = "site"
    kwargs: dict[str, Any]

    @cached_property
    def partner(self) -> SyndicationPartner:
        return get_object_or_404(SyndicationPartner, pk=self.kwargs["pk"])

    @property
    def overview_url(self) -> str:
        return reverse("partners:inspect", args=[self.partner.pk])

    def get_page_subtitle(self) -> str:
        return self.partner.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("partners:index"), "label": "Partners"},
            {"url": self.overview_url, "label": self.partner.name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(
            **{"partner": self.partner, "overview_url": self.overview_url, **kwargs}
        )
        return found
