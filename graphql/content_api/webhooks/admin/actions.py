"""What people do with an endpoint or a delivery, beside editing: each a POST, and a line in the history."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from ...changes.log import current_version
from ..choices import DeliveryReason, DeliveryStatus
from ..models import WebhookDelivery, WebhookEndpoint
from ..outcomes import enable, skip_to_newest
from ..payloads import TEST_EVENT, test_message_id, test_payload
from ..replays import cancel_replay, try_now


class EndpointMixin(PermissionCheckedMixin):
    """For views about one endpoint that only those may use who may change it."""

    model = WebhookEndpoint
    permission_required = "change"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.endpoint = get_object_or_404(WebhookEndpoint, pk=kwargs["pk"])

    def get_endpoint_url(self) -> str:
        return reverse("webhook_endpoints:inspect", args=[self.endpoint.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs |= {"endpoint": self.endpoint, "endpoint_url": self.get_endpoint_url()}
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("webhook_endpoints:index"), "label": "Webhook endpoints"},
            {"url": self.get_endpoint_url(), "label": self.endpoint.name},
            {"url": "", "label": self.page_title},
        ]


def note(view: EndpointMixin, action: str, **data: Any) -> None:
    """A line in the endpoint's history."""
    log(view.endpoint, action, user=view.request.user, data=data or None)


class ActionView(EndpointMixin, View, ABC):
    """Does one thing and goes back to the endpoint's page."""

    http_method_names = ["post"]
    action = ""
    message = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.act()
        note(self, self.action)
        messages.success(request, self.message)
        return HttpResponseRedirect(self.get_endpoint_url())

    @abstractmethod
    def act(self) -> None:
        """Change the endpoint, or what waits for it."""


class EnableView(ActionView):
    action = "webhooks.enable"
    message = "Enabled. What was missed is being sent."

    def act(self) -> None:
        enable(self.endpoint)


class EnableAndSkipView(ActionView):
    action = "webhooks.enable_and_skip"
    message = "Enabled. What was missed is left out."

    def act(self) -> None:
        skip_to_newest(self.endpoint, current_version())
        enable(self.endpoint)


class TryNowView(ActionView):
    action = "webhooks.try_now"
    message = "The worker tries it now."

    def act(self) -> None:
        try_now(self.endpoint)


class CancelReplayView(ActionView):
    action = "webhooks.cancel_replay"
    message = "The replay has ended."

    def act(self) -> None:
        cancel_replay(self.endpoint)


class TestView(EndpointMixin, View):
    """Leaves a test to the worker, as everything that is sent, and shows what becomes of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        delivery = WebhookDelivery.objects.create(
            endpoint=self.endpoint,
            status=DeliveryStatus.WAITING,
            reason=DeliveryReason.TEST,
            message_id=test_message_id(),
            event=TEST_EVENT,
            url=self.endpoint.url,
            request_body=test_payload(timezone.now()),
        )
        note(self, "webhooks.test")
        return HttpResponseRedirect(reverse("webhook_deliveries:inspect", args=[delivery.pk]))


class SendAgainView(EndpointMixin, View):
    """Leaves a copy of a delivery to the worker: the same message, out of its order."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.delivery = get_object_or_404(WebhookDelivery, pk=kwargs["pk"])
        super().setup(request, *args, pk=self.delivery.endpoint_id)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        again = WebhookDelivery.objects.create(
            endpoint=self.endpoint,
            status=DeliveryStatus.WAITING,
            reason=DeliveryReason.RETRY,
            message_id=self.delivery.message_id,
            event=self.delivery.event,
            number=self.delivery.number,
            url=self.endpoint.url,
            request_body=self.delivery.request_body,
        )
        note(self, "webhooks.send_again", message=self.delivery.message_id)
        return HttpResponseRedirect(reverse("webhook_deliveries:inspect", args=[again.pk]))


VIEWS: dict[str, type[View]] = {
    "enable": EnableView,
    "enable_and_skip": EnableAndSkipView,
    "try_now": TryNowView,
    "cancel_replay": CancelReplayView,
    "test": TestView,
}
