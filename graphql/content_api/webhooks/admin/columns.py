"""How endpoints and deliveries look in lists."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import StatusTagColumn

from ..choices import DeliveryStatus, EndpointState
from ..models import WebhookDelivery, WebhookEndpoint


def state_label(endpoint: WebhookEndpoint) -> str:
    """Working, failing or disabled; and whether somebody switched it off, or a replay runs."""
    if endpoint.state == EndpointState.DISABLED:
        return "disabled"
    if not endpoint.is_active:
        return "switched off"
    if endpoint.state == EndpointState.FAILING:
        return "failing"
    return "replaying" if endpoint.is_replaying else "working"


def is_well(endpoint: WebhookEndpoint) -> bool:
    return endpoint.state == EndpointState.WORKING and endpoint.is_active


class StateColumn(StatusTagColumn):
    """The state of an endpoint."""

    def __init__(self) -> None:
        super().__init__("state", label="State", accessor=state_label, primary=is_well, sort_key="state")


def lag_label(behind: int) -> str:
    """How far an endpoint is behind the log; what it does not want counts as well until it is passed over."""
    if behind <= 0:
        return "Up to date"
    return f"{behind:,} change{'' if behind == 1 else 's'} behind"


def lag_of(endpoint: Any) -> str:
    """Of a row of the list, which knows the log's newest number."""
    return lag_label(endpoint.newest_number - endpoint.cursor)


class DeliveryStatusColumn(StatusTagColumn):
    """What became of a delivery."""

    def __init__(self) -> None:
        super().__init__(
            "status",
            label="Status",
            accessor="get_status_display",
            primary=lambda delivery: delivery.status == DeliveryStatus.DELIVERED,
            sort_key="status",
        )


def answer_label(delivery: WebhookDelivery) -> str:
    """The status of the answer, or why there is none."""
    if delivery.response_status is not None:
        return str(delivery.response_status)
    return delivery.error
