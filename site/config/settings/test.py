"""Settings for the test suite: fast hashing, mail in memory, files in a temporary folder."""

from __future__ import annotations

import os

from .base import *

# https://github.com/taobojlen/django-zeal: fails a request of the API that asks once for each row
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
ZEAL_SHOW_ALL_CALLERS = True

DEBUG = False
SECRET_KEY = "test-key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
GRAPHIQL_ENABLED = True
CORS_ALLOWED_ORIGINS = ["https://frontend.example"]
GRAPHQL_PUBLIC = {**GRAPHQL_PUBLIC, "sync": True}
GRAPHQL_USAGE = {**GRAPHQL_USAGE, "seconds": 0}  # tests pass on what was counted themselves

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # tests/databases.py makes the file: migrated once, then copied for each process.
    # A browser asks several things at once: transactions that write wait for each other from their start.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA synchronous=OFF;",
    }
else:
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = None  # tests change tables under prepared statements

# Receivers that the tests start themselves.
OUTBOUND_ALLOWED = ["127.0.0.1"]
WEBHOOKS["require_https"] = False
LINK_CHECK = {**LINK_CHECK, "enabled": False, "gap_seconds": 0}  # what a test asks, it asks itself

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if REDIS_URL := env.str("REDIS_URL", default=""):
    # Parallel workers count down from the database that is named: emptying one's cache leaves the others' alone.
    address, _, number = REDIS_URL.rpartition("/")
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES = {
        "default": {
            "BACKEND": "content_api.caching.backend.ForgivingRedisCache",
            "LOCATION": f"{address}/{int(number) - worker}",
        }
    }
    GRAPHQL_CACHE = GRAPHQL_CACHE | {"shared": True}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # nothing is collected: the live server finds static files where they are
# An absolute address shows code that forgets to make one.
MEDIA_URL = "http://media.testserver/media/"
MEDIA_ORIGINS = ["http://media.testserver"]
WAGTAILADMIN_BASE_URL = "http://api.testserver"
