"""Settings: .env.example is complete, and production starts with all it needs or says what is missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest

PROJECT = Path(__file__).resolve().parents[2]
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
print(settings.ALLOWED_HOSTS, settings.DATABASES["default"]["HOST"], settings.CSRF_TRUSTED_ORIGINS)
"""


@pytest.fixture
def reference() -> SimpleNamespace:
    """scripts/settings_reference.py"""
    return SimpleNamespace(**run_path(str(PROJECT / "scripts" / "settings_reference.py")))


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


def test_example_and_code_say_the_same(reference: SimpleNamespace) -> None:
    text = reference.EXAMPLE.read_text()

    assert list(reference.problems(text)) == []
    assert reference.PAGE.read_text() == reference.page(text), "run `make settings-reference`"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("# WEB_THREADS=4\n", "", "WEB_THREADS is missing; the code reads it"),
        ("# WEB_THREADS=4\n", "# WEB_THREADS=5\n", "WEB_THREADS is '4' by default, not '5'"),
        ("# WEB_THREADS=4\n", "# WEB_THREADS=4\n# WEB_THREADS=4\n", "WEB_THREADS stands there twice"),
        ("# WEB_THREADS=4\n", "# WEB_THREADS=4\n# WEB_FIBRES=4\n", "nothing reads WEB_FIBRES"),
        ("# Threads of each of them.\n", "", "nothing says what WEB_THREADS is for"),
        ("POSTGRES_PASSWORD=\n", "POSTGRES_PASSWORD=\nTLS_CA=\n", "no compose file reads TLS_CA"),
    ],
)
def test_what_example_and_code_do_not_agree_on_is_found(
    reference: SimpleNamespace, old: str, new: str, problem: str
) -> None:
    text = reference.EXAMPLE.read_text()
    assert text.count(f"\n{old}") == 1

    assert list(reference.problems(text.replace(old, new))) == [f".env.example: {problem}"]


def test_the_page_shows_each_variable_once(reference: SimpleNamespace) -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| .+ \| .* \| .+ \|$", reference.PAGE.read_text(), flags=re.MULTILINE)

    assert len(rows) == len(set(rows))
    assert set(rows) == reference.read_by_code().keys() | {
        *("POSTGRES_PASSWORD", "REPLICATION_PASSWORD", "TLS_CERTIFICATE", "TLS_KEY")
    }


def test_required_variables_are_told_as_such(reference: SimpleNamespace) -> None:
    rows = re.findall(r"^\| `(\w+)` \| [\w ]+ \| required \|", reference.PAGE.read_text(), flags=re.MULTILINE)

    assert sorted(rows) == sorted(PRODUCTION)


def test_example_gives_no_secret_a_value() -> None:
    text = (PROJECT / ".env.example").read_text()
    secrets = re.findall(r"^(\w*(?:SECRET|PASSWORD|ACCESS_KEY)\w*)=(.*)$", text, flags=re.MULTILINE)

    names = (
        "SECRET_KEY",
        "S3_ACCESS_KEY",
        "S3_SECRET_KEY",
        "OIDC_CLIENT_SECRET",
        "POSTGRES_PASSWORD",
        "REPLICATION_PASSWORD",
    )
    assert secrets == [(name, "") for name in names]


def test_production_starts_with_what_is_required() -> None:
    started = start_with(PRODUCTION)

    assert started.stderr == ""
    assert started.stdout == "['api.example.org', '127.0.0.1'] db.example ['https://api.example.org']\n"


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
