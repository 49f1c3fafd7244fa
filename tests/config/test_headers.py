"""What browsers are told they may do, and cookies as production sends them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from tests.config.test_checks import PRODUCTION
from tests.factories.articles import ArticlePageFactory

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).resolve().parents[2]
CLOSED = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


def policy(response: object) -> dict[str, str]:
    """The directives of the content security policy."""
    directives = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))  # type: ignore[index]
    return {name: sources for name, _, sources in directives}


@pytest.mark.parametrize("path", ["/nothing-here/", "/robots.txt", "/documents/1/nothing.pdf"])
def test_nothing_runs_and_nothing_is_loaded(client: Client, path: str) -> None:
    response = client.get(path)

    assert policy(response) == CLOSED
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("body", ['{"query": "{ __typename }"}', "{", '{"query": "{ nothing }"}'])
def test_answers_of_the_api(client: Client, body: str) -> None:
    response = client.post("/graphql/", body, content_type="application/json")

    assert policy(response) == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert response["X-Content-Type-Options"] == "nosniff"


def test_graphiql_runs_files_of_ours_alone(client: Client) -> None:
    found = policy(client.get("/graphiql/"))

    assert (found["script-src"], found["connect-src"], found["default-src"]) == ("'self'", "'self'", "'none'")


def test_admin_runs_and_loads_what_is_served_here(admin_client: Client) -> None:
    found = policy(admin_client.get("/admin/"))

    assert found == {
        "default-src": "'self'",
        "base-uri": "'self'",
        "connect-src": "'self'",
        "font-src": "'self' data:",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
        "frame-src": "'self'",
        "img-src": "'self' data: blob: http://media.testserver",
        "object-src": "'none'",
        "script-src": "'self' 'unsafe-inline'",
        "style-src": "'self' 'unsafe-inline'",
    }


def test_admin_shows_previews_of_the_frontend(admin_client: Client, settings: Settings) -> None:
    settings.PREVIEWS = {**settings.PREVIEWS, "url": "https://www.example.org/preview/"}

    found = policy(admin_client.get("/admin/"))

    assert found["frame-src"] == "'self' https://www.example.org"


def test_feed_that_a_person_opens_shows_pictures(client: Client) -> None:
    ArticlePageFactory.create()

    found = policy(client.get("/feeds/articles.rss", headers={"Sec-Fetch-Dest": "document"}))

    assert found == CLOSED | {"img-src": "*", "style-src": "'unsafe-inline'"}


COOKIES = """
import json
import django
from django.conf import settings
django.setup()
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_SAMESITE",
    "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE", "LANGUAGE_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "SECURE_CONTENT_TYPE_NOSNIFF"]
print(json.dumps([getattr(settings, name) for name in names]))
"""


def test_cookies_of_production() -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")} | PRODUCTION
    said = subprocess.run(
        [sys.executable, "-c", COOKIES], env=environment, cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert json.loads(said.stdout) == [
        *("__Host-sessionid", True, True, "Lax"),
        *("__Host-csrftoken", True, "Lax"),
        *("__Host-language", True, True, "Lax"),
        *(None, "/", None, "/"),  # as browsers demand of names that begin with __Host-
        *(31_536_000, True, True, True),
    ]


def test_all_cookies_of_a_log_in(settings: Settings) -> None:
    """With the settings of production: no cookie besides, what is said to somebody included."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.MFA_REQUIRED = True
    user = get_user_model().objects.create_superuser("ada", "ada@example.org", "a long password")
    client = Client(headers={"Host": "testserver"})

    client.get("/accounts/login/", secure=True)
    client.post("/accounts/login/", {"login": "ada", "password": "a long password"}, secure=True)
    told = client.get("/admin/", secure=True, follow=True).content.decode()

    assert "Your account needs a second factor" in told
    assert client.session["_auth_user_id"] == str(user.pk)
    flags = ("secure", "httponly", "samesite", "path", "domain")
    assert {name: tuple(cookie[flag] for flag in flags) for name, cookie in client.cookies.items()} == {
        "__Host-sessionid": (True, True, "Lax", "/", ""),
        "__Host-csrftoken": (True, "", "Lax", "/", ""),
    }


def test_log_in_page_is_not_kept_and_in_no_frame_of_others(client: Client) -> None:
    response = client.get("/accounts/login/")

    assert policy(response)["frame-ancestors"] == "'self'"
    assert "no-store" in response["Cache-Control"]
