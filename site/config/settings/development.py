"""Settings for `make run`: SQLite, local files, an in-process cache, GraphiQL. Never for a public address."""

from __future__ import annotations

from .base import *

DEBUG = True
# Known to everybody, therefore only here.
SECRET_KEY = "development-only-key-that-protects-nothing"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
GRAPHIQL_ENABLED = True
GRAPHQL_PUBLIC = {**GRAPHQL_PUBLIC, "sync": env.bool("GRAPHQL_PUBLIC_SYNC", default=True)}
DEMO_USERS_ALLOWED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
METRICS_OPEN = True
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=["http://127.0.0.1:4321", "http://localhost:4321"])

# The reference frontend, as `make frontend` starts it and tells the site of it.
PREVIEWS["only_with_site"] = not PREVIEWS["url"]
PREVIEWS["url"] = PREVIEWS["url"] or "http://127.0.0.1:4321/preview/"

# Receivers of webhooks on this machine.
OUTBOUND_ALLOWED = env.networks("OUTBOUND_ALLOWED", default=["127.0.0.1", "::1"])
WEBHOOKS["require_https"] = env.bool("WEBHOOKS_REQUIRE_HTTPS", default=False)
# Nothing on this machine goes out by itself.
LINK_CHECK["enabled"] = env.bool("LINK_CHECK", default=False)

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # The server and the worker write at once: wait for the lock, and let readers go on.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
