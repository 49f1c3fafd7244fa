"""How many published claims stood how well, over the last year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from wagtail.permissions import policy_registry

from articles.models import Claim

from ..claims.chart import claim_chart
from .base import DeskPanel


class ClaimChartPanel(DeskPanel):
    """For those who look after facts."""

    name = "claims_over_time"
    heading = "Claims by status"
    icon = "history"
    order = 170
    template_name = "articles/desk/panels/chart.html"

    def is_for(self, user: Any) -> bool:
        return bool(policy_registry.get_by_type(Claim).user_has_permission(user, "change"))

    def find(self) -> tuple[Sequence[Any], int]:
        chart = claim_chart()
        return ([chart], 1) if chart else ([], 0)

    def report_url(self) -> str:
        return reverse("desk:claims")
