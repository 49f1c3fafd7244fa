"""Reports to Sentry: what failed and where, and nothing that a request said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.monitoring.errors import MISSING, scrubbed, start_sentry, without_secrets
from content_api.monitoring.seen import Seen, current

API_TOKEN = f"nuages_{'p' * 12}_{'s' * 43}"
FEED = f"/feeds/partners/acme/{'t' * 43}.rss"

# Sentry changes Django for the whole process, hence one of its own.
FAILING_REQUEST = """
import json, sys
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from unittest.mock import patch
from sentry_sdk.transport import Transport

django.setup()

class Kept(Transport):
    def capture_envelope(self, envelope):
        for item in envelope.items:
            if item.type == "event":
                print("EVENT " + json.dumps(item.payload.json))

from config.monitoring.errors import start_sentry

settings.SENTRY = {"dsn": "http://key@127.0.0.1:9/1", "environment": "test"}
start_sentry(transport=Kept)
token, feed = sys.argv[1:]
with patch("content_api.http.view.find_document", side_effect=RuntimeError("broken at " + feed)):
    request = RequestFactory().post(
        "/graphql/?secretOfTheAddress=1",
        {"query": "{ secretOfTheQuery }"},
        content_type="application/json",
        headers={"cookie": "sessionid=secretOfTheCookie", "x-forwarded-for": "secretOfTheProxy"},
    )
    told = {}
    answer = get_wsgi_application()(request.environ, lambda status, headers, exc_info=None: told.update(headers))
    list(answer)
print("ID " + told["X-Request-Id"])
"""


def test_a_request_that_fails() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FAILING_REQUEST, API_TOKEN, FEED],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": "sqlite://:memory:"},
        cwd=project.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    lines = ran.stdout.splitlines()
    (event,) = [json.loads(line.removeprefix("EVENT ")) for line in lines if line.startswith("EVENT ")]
    (request_id,) = [line.removeprefix("ID ") for line in lines if line.startswith("ID ")]
    (error,) = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("RuntimeError", "broken at /feeds/partners/acme/….rss")
    assert event["tags"]["request_id"] == request_id
    assert event["environment"] == "test"
    assert (event["request"]["method"], event["request"]["url"]) == ("POST", "http://testserver/graphql/")
    assert sorted(event["request"]) == ["headers", "method", "url"]
    written = json.dumps(event)
    for secret in ("secretOf", "t" * 43, "sessionid", "Bearer"):
        assert secret not in written
    assert "vars" not in error["stacktrace"]["frames"][-1]


def test_what_an_event_may_hold() -> None:
    seen = Seen("a" * 32)
    seen.operation, seen.client = "pages", "client 5"
    event: dict[str, Any] = {
        "request": {
            "method": "GET",
            "url": f"https://api.example{FEED}",
            "query_string": "a=b",
            "data": "{}",
            "cookies": {"sessionid": "s"},
            "env": {"REMOTE_ADDR": "192.0.2.1"},
            "headers": {"Authorization": f"Bearer {API_TOKEN}", "Cookie": "s", "Host": "api.example"},
        },
        "user": {"ip_address": "192.0.2.1"},
        "tags": {"kept": "yes"},
        "logentry": {"message": f"The token {API_TOKEN} of", "params": [FEED]},
    }
    token = current.set(seen)
    try:
        clean = scrubbed(event, {})
    finally:
        current.reset(token)

    assert clean == {
        "request": {
            "method": "GET",
            "url": "https://api.example/feeds/partners/acme/….rss",
            "headers": {"Host": "api.example"},
        },
        "tags": {"kept": "yes", "request_id": "a" * 32, "operation": "pages"},
        "logentry": {"message": "The token nuages_pppppppppppp_… of", "params": ["/feeds/partners/acme/….rss"]},
    }


def test_tokens_of_others() -> None:
    assert without_secrets("sent 'Authorization: Bearer abc.def', then basic QWxhZGRpbg==") == (
        "sent 'Authorization: Bearer …', then basic …"
    )


def test_without_the_extra_the_service_does_not_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SENTRY = {"dsn": "http://key@127.0.0.1:9/1", "environment": "test"}
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)

    with pytest.raises(ImproperlyConfigured) as refused:
        start_sentry()

    assert str(refused.value) == MISSING
