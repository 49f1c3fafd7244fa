"""Claims that need somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import policy_registry

from articles.models import Claim, ClaimStatus

from ..claims.attention import claims_to_check
from .base import DeskPanel, first_and_count


class ClaimsPanel(DeskPanel):
    """For those who look after facts. Claims that the user wrote last come first."""

    name = "claims_to_check"
    heading = "Claims to check"
    icon = "circle-check"
    order = 120
    all_is_well = "No claim is due for a check or disputed."
    template_name = "articles/desk/panels/claims.html"

    def is_for(self, user: Any) -> bool:
        return bool(policy_registry.get_by_type(Claim).user_has_permission(user, "change"))

    def find(self) -> tuple[Sequence[Any], int]:
        return first_and_count(claims_to_check(self.request.user))

    def report_url(self) -> str:
        return f"{reverse('desk:claims')}?attention=true"

    def context(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "DISPUTED": ClaimStatus.DISPUTED}
