"""A receiver on this machine, and an endpoint that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content_api.changes.models import ContentChange
from content_api.webhooks.models import WebhookEndpoint
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import Receiver, receiver


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as notes:
        yield notes


@pytest.fixture
def empty_log(db: None) -> None:
    """Migrations may have written rows for what existed before."""
    ContentChange.objects.all().delete()
    ContentChangeFactory.reset_sequence(0)


@pytest.fixture
def endpoint(empty_log: None, there: Receiver) -> WebhookEndpoint:
    return WebhookEndpointFactory(url=there.url)
