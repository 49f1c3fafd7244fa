"""The list of deliveries, and one with its request and answer."""

from __future__ import annotations

import json
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from ..choices import DeliveryStatus
from ..models import WebhookDelivery, WebhookEndpoint
from .actions import SendAgainView
from .columns import DeliveryStatusColumn, answer_label

# Whoever may look at endpoints may look at what was sent to them; nobody edits a delivery.
register_permission_policy(
    WebhookDelivery, ModelPermissionPolicy(WebhookDelivery, auth_model=WebhookEndpoint), exact_class=True
)


class DeliveryFilterSet(WagtailFilterSet):
    """Narrows the list to an endpoint, what became of it, why it was sent, and when."""

    created_at = django_filters.DateFromToRangeFilter(label="Sent", widget=DateRangePickerWidget)

    class Meta:
        model = WebhookDelivery
        fields = ["endpoint", "status", "reason", "created_at"]


class DeliveryIndexView(generic.IndexView):
    """The newest first, without what went over the line."""

    def get_base_queryset(self) -> QuerySet[WebhookDelivery]:
        return WebhookDelivery.objects.select_related("endpoint").defer(
            "request_headers", "request_body", "response_headers", "response_body"
        )


class DeliveryView(generic.InspectView):
    """One attempt with all that went over the line."""

    template_name = "content_api/webhooks/delivery.html"

    def get_page_title(self) -> str:
        return "Webhook delivery"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Webhook deliveries"},
            {"url": "", "label": str(self.object)},
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery: WebhookDelivery = self.object
        same = WebhookDelivery.objects.filter(message_id=delivery.message_id, endpoint=delivery.endpoint_id)
        return super().get_context_data(
            delivery=delivery,
            request_body=readable(delivery.request_body),
            is_waiting=delivery.status == DeliveryStatus.WAITING,
            is_delivered=delivery.status == DeliveryStatus.DELIVERED,
            other_attempts=same.exclude(pk=delivery.pk).count(),
            may_change=self.user_has_permission("change"),
            **kwargs,
        )


def readable(body: str) -> str:
    """JSON with a line for each value; anything else as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body


class DeliveryViewSet(ModelViewSet):
    """Deliveries, the newest first. They are written by the worker alone."""

    model = WebhookDelivery
    name = "webhook_deliveries"
    url_prefix = "webhooks/deliveries"
    icon = "history"
    menu_label = "Deliveries"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = DeliveryIndexView
    inspect_view_class = DeliveryView
    form_fields: list[str] = []
    filterset_class = DeliveryFilterSet
    search_fields = ["message_id", "event"]
    ordering = ["-id"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "event",
            label="Message",
            accessor=str,
            get_url=lambda delivery: reverse("webhook_deliveries:inspect", args=[delivery.pk]),
        ),
        Column("endpoint", label="Endpoint"),
        Column("reason", label="Reason", accessor="get_reason_display"),
        DeliveryStatusColumn(),
        Column("answer", label="Answer", accessor=answer_label),
        Column("milliseconds", label="Milliseconds", sort_key="milliseconds"),
        DateColumn("created_at", label="When", sort_key="created_at"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/send_again/", SendAgainView.as_view(), name="send_again"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the addresses of views that there are none of."""
        common = super().get_common_view_kwargs(**kwargs)
        missing = ("add", "edit", "delete", "history", "usage")
        return common | {f"{name}_url_name": None for name in missing}

    def register_admin_url_finder(self) -> None:
        """There is nothing to edit."""
