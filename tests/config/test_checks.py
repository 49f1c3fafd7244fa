"""What an operator must set, and that production does not start without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django import Settings

from config.boot import refuse_unsafe
from config.checks import secrets, services, storage

PROJECT = Path(__file__).resolve().parents[2]
KEY = "kept-by-nobody-but-these-tests-0123456789-ABCDEFGHIJKLMNOPQRSTUV"
LOCMEM = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
S3 = {"default": {"BACKEND": "media.storages.MediaStorage", "OPTIONS": {"bucket_name": "nuages"}}}
REDIS = {"BACKEND": "content_api.caching.backend.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
# As in production, with nothing to find fault with.
SAFE: dict[str, Any] = {
    "SECRET_KEY": KEY,
    "SECRET_KEY_FALLBACKS": [],
    "METRICS_TOKEN": "",
    "DEBUG": False,
    "DEMO_USERS_ALLOWED": False,
    "ALLOWED_HOSTS": ["api.example.org", "127.0.0.1"],
    "WAGTAILADMIN_BASE_URL": "https://api.example.org",
    "WEBHOOKS": {"require_https": True},
    "OUTBOUND_ALLOWED": [],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "STORAGES": S3,
    "CACHES": {"default": REDIS},
}
CHECKS = [
    secrets.secret_keys,
    secrets.metrics_token,
    secrets.development,
    secrets.hosts,
    secrets.https,
    secrets.outbound,
    services.shared_cache,
    services.shared_storage,
    services.mail,
    services.time_zone,
    services.search,
    storage.bucket_addresses,
    storage.bucket_keys,
]


def bucket_with(**options: str) -> dict[str, Any]:
    return {"default": {"BACKEND": "media.storages.MediaStorage", "OPTIONS": {"bucket_name": "nuages", **options}}}


def found(settings: Settings, **different: Any) -> list[CheckMessage]:
    for name, value in (SAFE | different).items():
        setattr(settings, name, value)
    return [message for check in CHECKS for message in check()]


@pytest.mark.parametrize("token", ["", KEY[:32]])
def test_safe_settings_are_left_alone(settings: Settings, token: str) -> None:
    assert found(settings, METRICS_TOKEN=token) == []


@pytest.mark.parametrize(
    ("name", "value", "expected", "advice"),
    [
        ("SECRET_KEY", "x" * 60, "config.E001", "SECRET_KEY"),
        ("METRICS_TOKEN", KEY[:31], "config.E014", "METRICS_TOKEN"),
        ("METRICS_TOKEN", "x" * 40, "config.E014", "METRICS_TOKEN"),
        ("SECRET_KEY", KEY[:49], "config.E001", "SECRET_KEY"),
        ("SECRET_KEY", "django-insecure-" + KEY, "config.E001", "SECRET_KEY"),
        ("SECRET_KEY_FALLBACKS", [KEY, "short"], "config.E001", "SECRET_KEY_FALLBACKS"),
        ("DEBUG", True, "config.E002", "DJANGO_SETTINGS_MODULE"),
        ("DEMO_USERS_ALLOWED", True, "config.E003", "DJANGO_SETTINGS_MODULE"),
        ("ALLOWED_HOSTS", [], "config.E004", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["api.example.org", "*"], "config.E004", "ALLOWED_HOSTS"),
        (
            "CACHES",
            {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            "config.E006",
            "REDIS_URL",
        ),
        (
            "STORAGES",
            {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}},
            "config.E007",
            "S3_BUCKET",
        ),
        ("STORAGES", bucket_with(custom_domain="https://media.example.org"), "config.E011", "S3_CUSTOM_DOMAIN"),
        ("STORAGES", bucket_with(custom_domain="media.example.org/"), "config.E011", "S3_CUSTOM_DOMAIN"),
        ("STORAGES", bucket_with(endpoint_url="storage:8333"), "config.E012", "S3_ENDPOINT_URL"),
        ("STORAGES", bucket_with(public_endpoint_url="s3.example.org"), "config.E012", "S3_PUBLIC_ENDPOINT_URL"),
        ("STORAGES", bucket_with(access_key="key"), "config.E013", "S3_SECRET_KEY"),
        ("STORAGES", bucket_with(secret_key="secret"), "config.E013", "S3_ACCESS_KEY"),
        ("TIME_ZONE", "Mars/Olympus", "config.E009", "TIME_ZONE"),
        ("WAGTAILADMIN_BASE_URL", "http://api.example.org", "config.W001", "PUBLIC_API_URL"),
        ("WEBHOOKS", {"require_https": False}, "config.W002", "WEBHOOKS_REQUIRE_HTTPS"),
        ("OUTBOUND_ALLOWED", ["10.0.0.0/8"], "config.W003", "OUTBOUND_ALLOWED"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "config.W004", "EMAIL_URL"),
    ],
)
def test_what_is_not_safe_is_named_with_what_to_set(
    settings: Settings, name: str, value: Any, expected: str, advice: str
) -> None:
    (message,) = found(settings, **{name: value})

    assert message.id == expected
    assert advice in str(message.hint)


def test_times_without_a_zone(settings: Settings) -> None:
    settings.USE_TZ = False

    assert [message.id for message in services.time_zone()] == ["config.E008"]


def test_database_of_one_machine() -> None:
    expected = [] if connection.vendor == "postgresql" else ["config.E005"]
    assert [message.id for message in services.database()] == expected


def test_sqlite_without_full_text_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.connection, "vendor", "sqlite", raising=False)
    monkeypatch.setattr(services, "_has_full_text_search", lambda: False)

    assert [message.id for message in services.search()] == ["config.E010"]


def test_start_is_refused_with_all_that_is_wrong(settings: Settings) -> None:
    found(
        settings, ALLOWED_HOSTS=["*"], SECRET_KEY="short", EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"
    )
    settings.REFUSE_UNSAFE = True
    settings.SILENCED_SYSTEM_CHECKS = ["config.E005"]

    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe()
    with pytest.raises(CommandError, match="The service does not start"):
        call_command("worker", "--once")

    said = str(refused.value)
    assert [name for name in ("config.E001", "config.E004", "config.E005", "config.W004") if name in said] == [
        "config.E001",
        "config.E004",
    ]
    assert "Set the environment variable ALLOWED_HOSTS" in said


def test_development_starts_as_it_is(settings: Settings) -> None:
    settings.REFUSE_UNSAFE = False
    settings.DEBUG = True
    assert "config.E002" in [message.id for message in secrets.development()]

    assert refuse_unsafe() is None


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "api.example.org",
    "PUBLIC_API_URL": "https://api.example.org",
    "DATABASE_URL": "postgres://nuages@db.example/nuages",
    "REDIS_URL": "redis://cache.example:6379/0",
    "S3_BUCKET": "nuages-media",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "DEFAULT_FROM_EMAIL": "cms@example.org",
}


def run(command: list[str], **different: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")} | PRODUCTION | different
    return subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_production_has_nothing_left_to_check() -> None:
    checked = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])

    assert (checked.returncode, checked.stdout, checked.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )


def test_web_process_does_not_start_when_it_is_not_safe() -> None:
    refused = run(
        ["-c", "import config.wsgi"], SECRET_KEY="k" * 50, PYTHONPATH=f"{PROJECT}:{PROJECT}/site:{PROJECT}/graphql"
    )

    assert refused.returncode == 1
    assert "The service does not start with these settings:\n- SECRET_KEY can be guessed." in refused.stderr
