"""The dashboard's panel of texts that read otherwise now, where others hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy, policy_registry

from ...models import SyndicationPartner
from ..outdated import outdated_texts

LISTED = 20


class OutdatedTextsPanel(Component):
    """For those who look after partners or publish pages."""

    name = "outdated_texts"
    template_name = "syndication/partners/outdated.html"
    order = 125

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        sees_partners = policy_registry.get_by_type(SyndicationPartner).user_has_any_permission(
            user, ["change", "view"]
        )
        if not sees_partners and not page_permission_policy.user_has_permission(user, "publish"):
            return {"texts": [], "more": 0}
        found = outdated_texts()
        return {"texts": found[:LISTED], "more": len(found) - LISTED, "sees_partners": sees_partners}
