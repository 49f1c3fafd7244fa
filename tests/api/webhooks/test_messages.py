"""What a receiver gets: signature, payload, ids, order."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

from content_api.changes.log import current_epoch
from content_api.changes.models import ChangeKind
from content_api.webhooks.choices import DeliveryReason, DeliveryStatus, EndpointState
from content_api.webhooks.dispatch import due
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.webhooks.payloads import change_payload
from content_api.webhooks.secrets import unseal
from content_api.webhooks.turns import take_turn
from tests.factories.webhooks import ContentChangeFactory
from tests.servers import Received, Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_log")]
NEVER = bool  # is false


def verified(secret: str, request: Received) -> dict[str, object]:
    """The payload, if a receiver's library accepts the request."""
    payload: dict[str, object] = Webhook(secret).verify(request.body, request.headers)
    return payload


def test_a_published_article(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)

    (request,) = there.received
    assert verified(unseal(endpoint.secret), request) == {
        "type": "page.published",
        "timestamp": "2026-11-25T12:30:15.250Z",
        "data": {
            "number": 1,
            "kind": "published",
            "objectType": "ArticlePage",
            "id": "7",
            "uid": "7f0c9a0e-3f0b-4a51-9a53-0c9b1f6f4d11",
            "locale": "en",
            "path": "/articles/what-is-django/",
            "formerPath": None,
            "isTombstone": False,
            "isCorrection": False,
            "tags": ["page:7", "articlepage:list", "page:list"],
        },
    }
    assert request.headers["webhook-id"] == f"msg_{endpoint.uid.hex[:12]}_{current_epoch()[:12]}_1"
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["user-agent"] == "Nuages-Webhooks/1"


def test_the_delivery_and_the_endpoint_say_what_happened(endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (201, {"X-Kind": "noted"}, "schön".encode())
    change = ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)

    delivery = WebhookDelivery.objects.get()
    assert (delivery.endpoint, delivery.status, delivery.reason) == (
        endpoint,
        DeliveryStatus.DELIVERED,
        DeliveryReason.CHANGE,
    )
    assert (delivery.event, delivery.number, delivery.message_id) == ("page.published", 1, there.ids()[0])
    assert delivery.request_body == change_payload(change) == there.received[0].body.decode()
    assert delivery.request_headers["webhook-signature"] == there.received[0].headers["webhook-signature"]
    assert (delivery.url, delivery.response_status, delivery.response_body) == (there.url, 201, "schön")
    assert delivery.response_headers["X-Kind"] == "noted"
    assert (delivery.error_code, delivery.error, delivery.is_response_cut) == ("", "", False)
    endpoint.refresh_from_db()
    assert (endpoint.cursor, endpoint.state, endpoint.failures) == (1, EndpointState.WORKING, 0)
    assert endpoint.delivered_at == delivery.sent_at
    assert (endpoint.leased_by, endpoint.leased_until) == ("", None)


def test_another_secret_does_not_verify(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        verified("whsec_" + "A" * 43 + "=", there.received[0])


def test_both_secrets_sign_after_a_rotation_until_the_old_one_ends(endpoint: WebhookEndpoint, there: Receiver) -> None:
    old = unseal(endpoint.secret)
    with time_machine.travel("2030-11-25 12:00 +0000", tick=False) as clock:
        endpoint.rotate_secret(dt.datetime.now(dt.UTC))
        new = unseal(endpoint.secret)
        ContentChangeFactory()
        take_turn(endpoint.pk, NEVER)
        assert verified(old, there.received[0]) == verified(new, there.received[0])
        assert len(there.received[0].headers["webhook-signature"].split()) == 2

        clock.shift(dt.timedelta(hours=24))
        ContentChangeFactory()
        take_turn(endpoint.pk, NEVER)
        assert verified(new, there.received[1])["type"] == "page.published"
        with pytest.raises(WebhookVerificationError):
            verified(old, there.received[1])


def test_only_what_was_public_is_said_of_what_is_gone() -> None:
    gone = ContentChangeFactory(
        kind=ChangeKind.UNPUBLISHED, path="/secret-draft/", former_path="/articles/old/", is_visible=False
    )
    data = json.loads(change_payload(gone))["data"]
    assert (data["path"], data["formerPath"], data["isTombstone"]) == (None, "/articles/old/", True)
    assert "secret-draft" not in change_payload(gone)

    deleted = ContentChangeFactory(kind=ChangeKind.DELETED, path="/articles/old/", is_visible=False)
    data = json.loads(change_payload(deleted))["data"]
    assert (data["path"], data["formerPath"]) == (None, "/articles/old/")


def test_what_has_neither_path_nor_language_nor_uid() -> None:
    change = ContentChangeFactory(
        object_type="framework", kind=ChangeKind.UPDATED, uid=None, locale="", path="", tags=""
    )
    message = json.loads(change_payload(change))
    assert message["type"] == "framework.updated"
    assert message["data"] | {"number": 0} == {
        "number": 0,
        "kind": "updated",
        "objectType": "Framework",
        "id": "7",
        "uid": None,
        "locale": None,
        "path": None,
        "formerPath": None,
        "isTombstone": False,
        "isCorrection": False,
        "tags": [],
    }


def test_a_model_that_is_gone_still_has_its_name() -> None:
    change = ContentChangeFactory(object_type="formermodel")
    assert json.loads(change_payload(change))["type"] == "formermodel.published"
    assert json.loads(change_payload(change))["data"]["objectType"] == "formermodel"


def test_paths_are_encoded_as_the_api_gives_them() -> None:
    data = json.loads(change_payload(ContentChangeFactory(path="/zh-hans/文章/", former_path="/a b/")))["data"]
    assert (data["path"], data["formerPath"]) == ("/zh-hans/%E6%96%87%E7%AB%A0/", "/a%20b/")


def test_changes_come_in_their_order(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(5)
    take_turn(endpoint.pk, NEVER)
    assert [json.loads(request.body)["data"]["number"] for request in there.received] == [1, 2, 3, 4, 5]


def test_a_failure_holds_up_what_follows_and_keeps_its_id(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(3)
    there.answer = lambda request: (500 if len(there.received) == 2 else 204, {}, b"")
    take_turn(endpoint.pk, NEVER)
    assert [json.loads(request.body)["data"]["number"] for request in there.received] == [1, 2]
    take_turn(endpoint.pk, NEVER)
    assert len(there.received) == 2  # it is not time yet

    WebhookEndpoint.objects.update(next_attempt_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    take_turn(endpoint.pk, NEVER)

    assert [json.loads(request.body)["data"]["number"] for request in there.received] == [1, 2, 2, 3]
    assert there.ids()[1] == there.ids()[2]
    assert there.received[1].body == there.received[2].body
    assert len(set(there.ids())) == 3


def test_two_endpoints_get_ids_of_their_own(endpoint: WebhookEndpoint, there: Receiver) -> None:
    other = WebhookEndpoint.objects.create(name="Other", url=there.url)
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    take_turn(other.pk, NEVER)
    assert len(set(there.ids())) == 2


def test_a_new_endpoint_begins_with_what_comes(endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory.create_batch(2)
    new = WebhookEndpoint.objects.create(name="New", url=there.url)
    assert new.cursor == 2
    assert list(due()) == [endpoint]
