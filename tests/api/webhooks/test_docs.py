"""docs/webhooks.md says what is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from content_api.changes.models import ChangeKind
from content_api.webhooks import retries
from content_api.webhooks.models import WebhookEndpoint
from content_api.webhooks.payloads import change_payload
from content_api.webhooks.secrets import unseal
from content_api.webhooks.turns import take_turn
from tests.factories.webhooks import ContentChangeFactory
from tests.servers import Receiver

BASE = Path(settings.BASE_DIR)
PAGE = (BASE / "docs" / "webhooks.md").read_text()


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("empty_log")
def test_the_message_is_one() -> None:
    change = ContentChangeFactory(number=1204, kind=ChangeKind.UPDATED)
    assert json.loads(block("json")) == json.loads(change_payload(change))


@pytest.mark.usefixtures("empty_log")
def test_every_field_is_explained() -> None:
    data = json.loads(change_payload(ContentChangeFactory()))
    explained = {
        name for row in re.findall(r"^\| (`.*?) \|", PAGE, flags=re.MULTILINE) for name in row.split("`")[1::2]
    }
    assert {*data, *data["data"]} - {"data"} <= explained
    assert {f"`{kind.value}`" for kind in ChangeKind} <= {*re.findall(r"`\w+`", PAGE)}


@pytest.mark.usefixtures("empty_log")
def test_the_example_in_python_accepts_what_is_sent(endpoint: WebhookEndpoint, there: Receiver) -> None:
    queued: list[Any] = []
    names = {"already_seen": lambda identifier: False, "queue": queued.append, "SECRET": unseal(endpoint.secret)}
    exec(block("python"), names)
    receive: Any = names["receive"]
    ContentChangeFactory()
    take_turn(endpoint.pk, bool)
    (request,) = there.received

    assert receive(request.body, request.headers) == 204
    assert receive(request.body + b" ", request.headers) == 401
    assert [message["type"] for message in queued] == ["page.published"]


def test_numbers_of_the_text() -> None:
    webhooks = settings.WEBHOOKS
    assert f"within {webhooks['seconds']} seconds" in PAGE
    assert f"After {webhooks['disable_after']} failures in a row" in PAGE
    assert f"for {webhooks['rotation_hours']} hours" in PAGE
    assert (webhooks["answer_bytes"], retries.LONGEST, retries.LONGEST_ASKED) == (4_096, 3_600, 86_400)


def test_every_setting_is_explained_with_its_default() -> None:
    example = (BASE / ".env.example").read_text()
    defaults = dict(re.findall(r"^# (WEBHOOKS_\w+)=(\w+)$", example, flags=re.MULTILINE))
    operators = (BASE / "docs" / "operators" / "outside.md").read_text()
    assert dict(re.findall(r"^\| `(WEBHOOKS_\w+)` \| (\w+) \|", operators, flags=re.MULTILINE)) == defaults
    assert {"OUTBOUND_ALLOWED", "OUTBOUND_PORTS"} <= {*re.findall(r"`(OUTBOUND_\w+)`", operators)}
