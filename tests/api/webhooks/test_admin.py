"""The screens of webhooks: who may see them, what they show and do."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook
from wagtail.models import ModelLogEntry

from accounts.models import User
from content_api.changes.models import ContentChange, ContentEpoch
from content_api.webhooks.choices import DeliveryStatus, EndpointState, object_types
from content_api.webhooks.models import WebhookDelivery, WebhookEndpoint
from content_api.webhooks.secrets import unseal
from content_api.webhooks.turns import take_turn
from content_api.worker.heartbeat import Heartbeat
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_log")]
NEVER = bool  # is false
FORM = {"name": "Frontend", "url": "https://hooks.example/nuages", "is_active": "on", "path_prefix": ""}


def page(name: str, *arguments: int) -> str:
    return reverse(f"webhook_{name}", args=arguments)


def saved(client: Client, address: str, **data: Any) -> str:
    """The texts of the page that answers a form that was accepted."""
    response = client.post(address, FORM | data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_an_endpoint_is_made_and_its_secret_shown_once(admin_client: Client) -> None:
    html = saved(admin_client, page("endpoints:add"), kinds=["published"], object_types=["articlepage"], locales=["en"])

    endpoint = WebhookEndpoint.objects.get()
    assert (endpoint.name, endpoint.url, endpoint.is_active) == ("Frontend", "https://hooks.example/nuages", True)
    assert (endpoint.kinds, endpoint.object_types, endpoint.locales) == (["published"], ["articlepage"], ["en"])
    shown = re.findall(r"whsec_[\w+/]+=*", html)
    assert shown == [unseal(endpoint.secret)]
    assert Webhook(shown[0]).sign("msg_1", timezone.now(), "{}").startswith("v1,")
    assert shown[0] not in endpoint.secret
    for address in ("endpoints:inspect", "endpoints:edit", "endpoints:history"):
        assert "whsec_" not in admin_client.get(page(address, endpoint.pk)).content.decode()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("hooks.example", "An address begins with https:// or http://."),
        ("https://user:word@hooks.example/", "An address may hold neither user name nor password."),
        ("ftp://hooks.example/", "An address begins with https:// or http://."),
        ("http://hooks.example/", "The address must begin with https://."),
    ],
)
def test_addresses_that_are_refused(admin_client: Client, settings: Any, url: str, message: str) -> None:
    settings.WEBHOOKS = settings.WEBHOOKS | {"require_https": True}
    response = admin_client.post(page("endpoints:add"), FORM | {"url": url})
    assert message in response.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_types_to_choose_from_are_those_that_stand_alone() -> None:
    names = [name for name, _ in object_types()]
    assert {"articlepage", "companypage", "homepage", "framework", "claim", "navigation", "image", "document"} <= {
        *names
    }
    assert {"page", "articleauthor", "claimsource", "contentchange"}.isdisjoint(names)


def test_editing_leaves_what_the_worker_wrote(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = WebhookEndpointFactory(name="Old", url=FORM["url"], state=EndpointState.FAILING, failures=3)
    later = timezone.now() + dt.timedelta(hours=1)
    WebhookEndpoint.objects.update(next_attempt_at=later)
    real = WebhookEndpoint.full_clean

    def meanwhile(self: WebhookEndpoint, *args: Any, **kwargs: Any) -> None:
        WebhookEndpoint.objects.update(cursor=9)
        real(self, *args, **kwargs)

    monkeypatch.setattr(WebhookEndpoint, "full_clean", meanwhile)
    saved(admin_client, page("endpoints:edit", endpoint.pk), path_prefix="/articles/")
    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.path_prefix, endpoint.cursor) == ("Frontend", "/articles/", 9)
    assert (endpoint.failures, endpoint.next_attempt_at) == (3, later)

    saved(admin_client, page("endpoints:edit", endpoint.pk), url="https://other.example/")
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.kinds) == ("https://other.example/", [])
    assert endpoint.next_attempt_at <= timezone.now()


def test_the_list_shows_state_and_lag(admin_client: Client, empty_log: None) -> None:
    ContentChangeFactory.create_batch(3)
    WebhookEndpointFactory(name="A", cursor=3)
    WebhookEndpointFactory(name="B", cursor=2, state=EndpointState.FAILING)
    WebhookEndpointFactory(name="C", state=EndpointState.DISABLED)
    WebhookEndpointFactory(name="D", cursor=3, is_active=False)
    WebhookEndpointFactory(name="E", cursor=3, replay_until=3, replay_after=0)
    WebhookEndpoint.objects.filter(name="C").update(cursor=0)

    html = admin_client.get(page("endpoints:index")).content
    rows = BeautifulSoup(html, "html.parser").select("table.listing tbody tr")
    assert [[row.select("td")[place].get_text(strip=True) for place in (2, 3)] for row in rows] == [
        ["working", "Up to date"],
        ["failing", "1 change behind"],
        ["disabled", "3 changes behind"],
        ["switched off", "Up to date"],
        ["replaying", "Up to date"],
    ]


def test_the_page_of_an_endpoint(admin_client: Client, endpoint: WebhookEndpoint, there: Receiver) -> None:
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    html = admin_client.get(page("endpoints:inspect", endpoint.pk)).content.decode()
    assert "page.published 1" in html
    assert "Every change" in html
    assert "No worker has given a sign of life" in html
    Heartbeat().beat({})
    html = admin_client.get(page("endpoints:inspect", endpoint.pk)).content.decode()
    assert "No worker has given a sign of life" not in html
    assert "no longer kept" not in html


def test_a_page_says_when_what_was_missed_is_gone(admin_client: Client, endpoint: WebhookEndpoint) -> None:
    ContentEpoch.objects.update(pruned_through=3)
    WebhookEndpoint.objects.update(cursor=3)
    assert "no longer kept" not in admin_client.get(page("endpoints:inspect", endpoint.pk)).content.decode()
    WebhookEndpoint.objects.update(cursor=2)
    assert "no longer kept" in admin_client.get(page("endpoints:inspect", endpoint.pk)).content.decode()


def test_a_secret_is_rotated_after_a_question(admin_client: Client, endpoint: WebhookEndpoint) -> None:
    old = unseal(endpoint.secret)
    address = page("endpoints:rotate", endpoint.pk)
    assert "whsec_" not in admin_client.get(address).content.decode()
    endpoint.refresh_from_db()
    assert unseal(endpoint.secret) == old

    html = admin_client.post(address).content.decode()

    endpoint.refresh_from_db()
    assert unseal(endpoint.previous_secret) == old != unseal(endpoint.secret)
    assert re.findall(r"whsec_[\w+/]+=*", html) == [unseal(endpoint.secret)]
    assert ModelLogEntry.objects.get(action__startswith="webhooks.").action == "webhooks.rotate_secret"


def test_a_test_is_left_to_the_worker(admin_client: Client, endpoint: WebhookEndpoint, there: Receiver) -> None:
    response = admin_client.post(page("endpoints:test", endpoint.pk))
    delivery = WebhookDelivery.objects.get()
    assert response["Location"] == page("deliveries:inspect", delivery.pk)
    assert (delivery.status, there.received) == (DeliveryStatus.WAITING, [])
    assert "The worker sends this now" in admin_client.get(response["Location"]).content.decode()

    take_turn(endpoint.pk, NEVER)

    payload = Webhook(unseal(endpoint.secret)).verify(there.received[0].body, there.received[0].headers)
    assert (payload["type"], payload["data"]) == (
        "webhook.test",
        {"message": "This is a test. It stands for no change."},
    )
    html = admin_client.get(response["Location"]).content.decode()
    assert "The worker sends this now" not in html
    assert "<strong>204</strong>" in html


def test_a_delivery_is_sent_again_with_its_id(admin_client: Client, endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (500 if len(there.received) == 1 else 200, {}, b"<b>no</b>")
    ContentChangeFactory()
    take_turn(endpoint.pk, NEVER)
    first = WebhookDelivery.objects.get()
    html = admin_client.get(page("deliveries:inspect", first.pk)).content.decode()
    assert "Answered 500." in html
    assert "&lt;b&gt;no&lt;/b&gt;" in html
    assert "<b>no</b>" not in html

    admin_client.post(page("deliveries:send_again", first.pk))
    take_turn(endpoint.pk, NEVER)

    again = WebhookDelivery.objects.latest("pk")
    assert (again.reason, again.status, again.number) == ("retry", "delivered", 1)
    assert there.ids() == [first.message_id, first.message_id]
    assert there.received[0].body == there.received[1].body
    assert "1 with the same id" in admin_client.get(page("deliveries:inspect", again.pk)).content.decode()


@pytest.mark.parametrize(("action", "cursor"), [("enable", 0), ("enable_and_skip", 2)])
def test_a_disabled_endpoint_is_enabled(
    admin_client: Client, endpoint: WebhookEndpoint, action: str, cursor: int
) -> None:
    ContentChangeFactory.create_batch(2)
    WebhookEndpoint.objects.update(
        state=EndpointState.DISABLED, failures=30, problem="Answered 500.", failing_since=timezone.now()
    )
    html = admin_client.get(page("endpoints:inspect", endpoint.pk)).content.decode()
    assert "Disabled after 30 failed attempts in a row" in html

    assert admin_client.post(page(f"endpoints:{action}", endpoint.pk)).status_code == 302

    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failures, endpoint.problem, endpoint.cursor) == ("working", 0, "", cursor)
    assert ModelLogEntry.objects.get(action__startswith="webhooks.").action == f"webhooks.{action}"


def test_a_failing_endpoint_is_tried_at_once(admin_client: Client, endpoint: WebhookEndpoint) -> None:
    WebhookEndpoint.objects.update(state=EndpointState.FAILING, next_attempt_at=timezone.now() + dt.timedelta(hours=1))
    admin_client.post(page("endpoints:try_now", endpoint.pk))
    endpoint.refresh_from_db()
    assert endpoint.next_attempt_at <= timezone.now()


def replay(client: Client, endpoint: WebhookEndpoint, **data: Any) -> str:
    """Why the replay was refused, or the message of the page it leads to."""
    response = client.post(page("endpoints:replay", endpoint.pk), data, follow=True)
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(one.get_text(" ", strip=True) for one in soup.select(".messages li"))


def test_replays(admin_client: Client, endpoint: WebhookEndpoint, there: Receiver) -> None:
    for day in (1, 2, 3):
        ContentChangeFactory(created_at=dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC))
    assert "Nothing was sent to this endpoint yet." in (
        admin_client.get(page("endpoints:replay", endpoint.pk)).content.decode()
    )
    take_turn(endpoint.pk, NEVER)

    assert "Give two numbers, or two moments." in replay(admin_client, endpoint)
    assert "Give two numbers, or two moments." in replay(admin_client, endpoint, first="1")
    assert "The end lies before the beginning." in replay(admin_client, endpoint, first="3", last="2")
    assert "The endpoint was sent none of these changes." in replay(admin_client, endpoint, first="8", last="9")
    moments = {"begin": "2026-10-01 00:00", "end": "2026-10-02 00:00"}
    assert "Nothing changed between these two moments." in replay(admin_client, endpoint, **moments)
    endpoint.refresh_from_db()
    assert not endpoint.is_replaying

    moments = {"begin": "2026-11-02 00:00", "end": "2026-11-04 00:00"}
    assert "2 changes will be sent again, before anything new." in replay(admin_client, endpoint, **moments)
    endpoint.refresh_from_db()
    assert (endpoint.replay_after, endpoint.replay_until) == (1, 3)
    assert "Another replay for this endpoint has not ended yet." in replay(admin_client, endpoint, first="1", last="1")
    admin_client.post(page("endpoints:cancel_replay", endpoint.pk))
    assert "1 change will be sent again, before anything new." in replay(admin_client, endpoint, first="1", last="1")


def test_deliveries_are_listed_and_narrowed(admin_client: Client, endpoint: WebhookEndpoint, there: Receiver) -> None:
    there.answer = lambda request: (500 if len(there.received) == 2 else 204, {}, b"")
    ContentChangeFactory.create_batch(2)
    take_turn(endpoint.pk, NEVER)
    failed, delivered = WebhookDelivery.objects.all()

    def listed(**query: Any) -> list[Any]:
        return list(admin_client.get(page("deliveries:index"), query).context["object_list"])

    assert listed() == [failed, delivered]
    assert listed(status="failed") == [failed]
    assert listed(endpoint=endpoint.pk, reason="test") == []
    assert listed(q=delivered.message_id) == [delivered]


def test_the_dashboard_says_what_fails(admin_client: Client) -> None:
    WebhookEndpointFactory(name="Fine")
    assert "Webhooks that fail" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    WebhookEndpointFactory(name="Broken", state=EndpointState.DISABLED, problem="Answered 410.", failures=1)
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Webhooks that fail" in html
    assert "Answered 410." in html


def addresses(endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> dict[str, str]:
    of_endpoint = ["edit", "delete", "inspect", "history", "replay", "rotate", "test", "enable", "enable_and_skip"]
    of_endpoint += ["try_now", "cancel_replay"]
    return (
        {name: page(f"endpoints:{name}", endpoint.pk) for name in of_endpoint}
        | {"add": page("endpoints:add"), "index": page("endpoints:index"), "deliveries": page("deliveries:index")}
        | {name: page(f"deliveries:{name}", delivery.pk) for name in ("send_again",)}
        | {"delivery": page("deliveries:inspect", delivery.pk)}
    )


@pytest.fixture
def delivery(endpoint: WebhookEndpoint) -> WebhookDelivery:
    return WebhookDelivery.objects.create(endpoint=endpoint, status="delivered", reason="change", event="page.moved")


def refused(client: Client, address: str, method: str) -> bool:
    response = getattr(client, method)(address)
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


def test_editors_have_no_right(client: Client, endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> None:
    editor = User.objects.create_user("editor", password="word")
    editor.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    client.force_login(editor)
    before = WebhookEndpoint.objects.values().get()

    for address in addresses(endpoint, delivery).values():
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            assert refused(client, address, method) or response.status_code == 405, address

    assert WebhookEndpoint.objects.values().get() == before
    assert WebhookDelivery.objects.count() == 1
    WebhookEndpoint.objects.update(state=EndpointState.DISABLED)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Webhook" not in html


def test_who_may_view_changes_nothing(client: Client, endpoint: WebhookEndpoint, delivery: WebhookDelivery) -> None:
    viewer = User.objects.create_user("viewer")
    permissions = ["access_admin", "view_webhookendpoint"]
    viewer.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(viewer)
    can_be_read = {"index", "inspect", "deliveries", "delivery"}

    for name, address in addresses(endpoint, delivery).items():
        if name in can_be_read:
            response = client.get(address)
            assert response.status_code == 200, name
            assert b"Send a test" not in response.content
            assert b"Send again" not in response.content
        else:
            assert refused(client, address, "post"), name


@pytest.mark.parametrize("name", ["endpoints", "deliveries"])
def test_longer_lists_cost_no_more_statements(
    admin_client: Client, empty_log: None, name: str, django_assert_num_queries: Any
) -> None:
    def more(count: int) -> None:
        for endpoint in WebhookEndpointFactory.create_batch(count):
            WebhookDelivery.objects.create(endpoint=endpoint, status="failed", reason="change", event="page.moved")

    more(1)
    admin_client.get(page(f"{name}:index"))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(page(f"{name}:index"))
    more(15)
    with django_assert_num_queries(len(few)):
        admin_client.get(page(f"{name}:index"))


def test_nothing_of_it_is_a_change(admin_client: Client, empty_log: None) -> None:
    saved(admin_client, page("endpoints:add"))
    assert not ContentChange.objects.exists()
