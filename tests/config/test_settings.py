"""Settings: .env.example is complete, and production starts with all it needs or says what is missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
READERS = [*(PROJECT / "site/config/settings").glob("*.py"), PROJECT / "gunicorn.conf.py"]
COMPOSE_ONLY = {"POSTGRES_PASSWORD"}
PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "api.example.org",
    "PUBLIC_API_URL": "https://api.example.org",
    "DATABASE_URL": "postgres://nuages@db.example/nuages",
    "REDIS_URL": "redis://cache.example:6379/0",
    "S3_BUCKET": "nuages-media",
    "EMAIL_URL": "consolemail://",
    "DEFAULT_FROM_EMAIL": "cms@example.org",
}
PRINT_SETTINGS = """
from django.conf import settings
pool = settings.DATABASES["default"]["OPTIONS"]["pool"]
print(settings.ALLOWED_HOSTS, pool["max_size"], settings.CSRF_TRUSTED_ORIGINS)
"""


def names_in_example() -> set[str]:
    text = (PROJECT / ".env.example").read_text()
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", text, flags=re.MULTILINE))


def names_read() -> set[str]:
    return {name for path in READERS for name in re.findall(r'\benv\.\w+\(\s*"([A-Z][A-Z0-9_]+)"', path.read_text())}


def start_with(environment: dict[str, str], program: str = PRINT_SETTINGS) -> subprocess.CompletedProcess[str]:
    inherited = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    inherited["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    return subprocess.run(
        [sys.executable, "-c", program],
        env=inherited | environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_example_names_what_is_read_and_nothing_else() -> None:
    assert names_in_example() == names_read() | COMPOSE_ONLY


def test_example_gives_no_secret_a_value() -> None:
    text = (PROJECT / ".env.example").read_text()
    secrets = re.findall(r"^(\w*(?:SECRET|PASSWORD|ACCESS_KEY)\w*)=(.*)$", text, flags=re.MULTILINE)

    names = ("SECRET_KEY", "S3_ACCESS_KEY", "S3_SECRET_KEY", "OIDC_CLIENT_SECRET", "POSTGRES_PASSWORD")
    assert secrets == [(name, "") for name in names]


def test_production_starts_with_what_is_required() -> None:
    started = start_with(PRODUCTION)

    assert started.stderr == ""
    assert started.stdout == "['api.example.org', '127.0.0.1'] 8 ['https://api.example.org']\n"


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_refuses_to_start_without(name: str) -> None:
    refused = start_with({key: value for key, value in PRODUCTION.items() if key != name})

    assert refused.returncode == 1
    assert refused.stderr.endswith(f"Set the environment variable {name}; .env.example describes it.\n")


@pytest.mark.parametrize(
    ("kind", "variables", "printed"),
    [
        ("production", {}, "True True 7"),
        ("production", {"LINK_CHECK_ARCHIVE": "false", "LINK_CHECK_DAYS": "30"}, "True False 30"),
        ("development", {}, "False False 7"),
        ("development", {"LINK_CHECK": "true"}, "True False 7"),
    ],
)
def test_by_default_only_production_checks_links(kind: str, variables: dict[str, str], printed: str) -> None:
    program = """
from django.conf import settings
print(*(settings.LINK_CHECK[name] for name in ("enabled", "archive", "days")))
"""
    environment = PRODUCTION | {"DJANGO_SETTINGS_MODULE": f"config.settings.{kind}"} | variables
    if kind == "development":
        del environment["DATABASE_URL"]
    started = start_with(environment, program)
    assert (started.stderr, started.stdout) == ("", f"{printed}\n")


@pytest.mark.parametrize(
    ("variables", "rendition", "original", "are_sent", "origins"),
    [
        (
            {"S3_REGION": "eu-central-1"},
            "https://nuages-media.s3.eu-central-1.amazonaws.com/images/a.avif",
            "https://nuages-media.s3.eu-central-1.amazonaws.com/documents/a.pdf",
            True,
            ["https://*.amazonaws.com"],
        ),
        (
            {"S3_ENDPOINT_URL": "http://storage:8333", "S3_CUSTOM_DOMAIN": "cdn.example/media"},
            "https://cdn.example/media/images/a.avif",
            "http://storage:8333/nuages-media/documents/a.pdf",
            False,
            ["http://storage:8333", "https://cdn.example"],
        ),
        (
            {"S3_ENDPOINT_URL": "http://storage:8333", "S3_PUBLIC_ENDPOINT_URL": "https://s3.example"},
            "https://s3.example/nuages-media/images/a.avif",
            "https://s3.example/nuages-media/documents/a.pdf",
            True,
            ["https://s3.example"],
        ),
        (
            {"S3_SIGNED_SECONDS": "0", "S3_REGION": "eu-central-1"},
            "https://nuages-media.s3.eu-central-1.amazonaws.com/images/a.avif",
            "https://nuages-media.s3.eu-central-1.amazonaws.com/documents/a.pdf",
            False,
            ["https://*.amazonaws.com"],
        ),
    ],
)
def test_addresses_of_files(
    variables: dict[str, str], rendition: str, original: str, are_sent: bool, origins: list[str]
) -> None:
    program = """
import django, json
django.setup()
from django.conf import settings
from django.core.files.storage import default_storage
address, _, query = default_storage.url("documents/a.pdf").partition("?")
assert "X-Amz-Signature" in query
print(json.dumps([default_storage.url("images/a.avif"), address, default_storage.sends_files, settings.MEDIA_ORIGINS]))
"""
    keys = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    started = start_with(PRODUCTION | keys | variables, program)

    assert started.stderr == ""
    assert json.loads(started.stdout) == [rendition, original, are_sent, origins]
