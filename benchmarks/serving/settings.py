"""Production settings, without the services that no measured request uses: no Redis, no bucket, no TLS before it.

The cache lies in the process, for plain Grapple as well, which keeps renditions and the roots of sites there.
"""

from __future__ import annotations

from config.settings.production import *

ROOT_URLCONF = "benchmarks.serving.urls"
MIDDLEWARE = ["benchmarks.serving.statements.statement_counter", *MIDDLEWARE]
MIDDLEWARE.insert(
    MIDDLEWARE.index("content_api.http.short_way.ShortWayMiddleware"), "benchmarks.serving.fixed_answer.short_way"
)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # all renditions of all images
    }
}
GRAPHQL_CACHE = GRAPHQL_CACHE | {"shared": False}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
SECURE_SSL_REDIRECT = False
REFUSE_UNSAFE = False  # it is no service, and the cache and the files are one machine's on purpose

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}
