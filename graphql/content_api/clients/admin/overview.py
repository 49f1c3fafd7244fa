"""The overview of one client: what it may do, its tokens, what it has asked."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from ..models import SCOPES, ApiClient, locales, page_types
from . import chart
from .states import moment, state_of_client, state_of_token


class OverviewView(InspectView):
    """Takes the place of Wagtail's inspection of an object."""

    page_title = "Overview"
    template_name = "content_api/clients/overview.html"
    object: ApiClient

    @cached_property
    def may_change(self) -> bool:
        return bool(self.user_has_permission("change"))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        return [
            HeaderButton("New token", url=reverse("api_clients:create_token", args=[self.object.pk]), icon_name="plus")
        ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("api_clients:index"), "label": "API clients"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.object.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tokens = list(self.object.tokens.select_related("created_by"))
        known = {"operation": self.request.GET["operation"]} if "operation" in self.request.GET else {}
        return super().get_context_data(
            client=self.object,
            state=state_of_client(self.object, sum(token.is_valid for token in tokens)),
            facts=facts(self.object),
            tokens=[(token, state_of_token(token)) for token in tokens],
            documents=self.object.documents.count(),
            documents_url=f"{reverse('api_documents:index')}?client={self.object.pk}",
            usage=chart.usage_of(self.object, timezone.now().date(), **known),
            chart_size={"width": chart.WIDTH, "height": chart.HEIGHT, "days": chart.DAYS},
            may_change=self.may_change,
            **kwargs,
        )


def facts(client: ApiClient) -> list[tuple[str, str]]:
    """What is set, in words; only what is not as usual, besides scopes and rate."""
    rights = {
        "introspection": client.may_introspect,
        "suggestions": client.gets_suggestions,
        "free documents": client.sends_free_documents,
    }
    scopes = [label.partition(":")[0] for scope, label in SCOPES.items() if scope.value in client.scopes]
    found = [
        ("Contact", client.contact),
        ("May ask for", ", ".join(scopes) or "nothing"),
        ("Languages", _named(client.locales, locales())),
        ("Page types", _named(client.page_types, page_types())),
        ("Site", str(client.site) if client.site else ""),
        ("Websites", ", ".join(client.allowed_origins) or "none: servers only"),
        ("Rate", f"{client.requests_per_minute:,} requests a minute, {client.burst:,} at once"),
        ("Without", ", ".join(name for name, given in rights.items() if not given)),
        ("Expires", moment(client.expires_at, "")),
        ("Last used", moment(client.last_used_at, "never")),
    ]
    return [(label, value) for label, value in found if value]


def _named(values: list[str], choices: list[tuple[str, str]]) -> str:
    names = dict(choices)
    return ", ".join(names.get(value, value) for value in values)
