"""The dashboard's panel of endpoints that fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from ..choices import EndpointState
from ..models import WebhookEndpoint


class FailingEndpointsPanel(Component):
    """Lists endpoints that fail or were disabled, to people who may look after them."""

    name = "failing_webhooks"
    template_name = "content_api/webhooks/panel.html"
    order = 107

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not policy_registry.get_by_type(WebhookEndpoint).user_has_any_permission(user, ["change", "view"]):
            return {"endpoints": []}
        return {"endpoints": list(WebhookEndpoint.objects.exclude(state=EndpointState.WORKING))}
