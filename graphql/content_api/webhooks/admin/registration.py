"""What webhooks add to the admin: a menu, a panel, names of actions in histories."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry

from .deliveries import DeliveryViewSet
from .endpoints import EndpointViewSet
from .panel import FailingEndpointsPanel

LABELS = {
    "webhooks.rotate_secret": ("Rotate secret", "Gave a new signing secret"),
    "webhooks.test": ("Test webhook", "Had a test sent"),
    "webhooks.try_now": ("Try webhook now", "Had the endpoint tried at once"),
    "webhooks.enable": ("Enable webhook", "Enabled the endpoint"),
    "webhooks.enable_and_skip": ("Enable webhook", "Enabled the endpoint without what it had missed"),
    "webhooks.replay": ("Replay webhooks", "Had a part of the change log sent again"),
    "webhooks.cancel_replay": ("Cancel replay", "Ended a replay"),
    "webhooks.send_again": ("Send webhook again", "Had one message sent again"),
}


class WebhooksViewSetGroup(ViewSetGroup):
    """Where changes are sent, and what was sent."""

    items = (EndpointViewSet(), DeliveryViewSet())
    menu_label = "Webhooks"
    menu_icon = "link-external"
    menu_order = 700


@hooks.register("register_admin_viewset")
def register_webhooks() -> WebhooksViewSetGroup:
    return WebhooksViewSetGroup()


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in LABELS.items():
        actions.register_action(action, label, message)


@hooks.register("construct_homepage_panels")
def add_failing_endpoints(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(FailingEndpointsPanel())
