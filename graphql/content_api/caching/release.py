"""What an answer depends on besides the database: the code, the schema and the settings.

Two processes with the same release answer alike and may share answers; a new release finds no answer of an old one.
"""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from django.utils.crypto import salted_hmac
from graphql import print_schema

# Libraries that write parts of answers.
LIBRARIES = (
    *("django", "graphene", "graphene-django", "graphql-core"),
    *("nh3", "snowballstemmer", "wagtail", "wagtail-grapple"),
)
# Settings that no answer depends on, most of them with secrets. The key that signs cursors counts by a hash of its own.
LEFT_OUT = (
    *("CACHES", "DATABASES", "GRAPHQL_CACHE", "LOGGING", "STORAGES"),
    *("CSRF_", "EMAIL_", "SECRET_KEY", "SECURE_", "SESSION_", "WAGTAILFRONTENDCACHE"),
    *("ACCOUNT_", "AUDIT_", "AUTH", "AXES_", "LOGIN", "MFA_", "SOCIALACCOUNT_"),
    *("METRICS_", "SENTRY", "TRACING", "WORKER_"),
)
PATTERNS = ("*.py", "*.graphql", "*.html", "*.mjml", "*.txt", "*.xml", "*.xsl")  # files that answers are made by
PLAIN = (str, int, float, bool, type(None))


@cache
def release() -> str:
    """The digest of all of it, the same in every process that is set up alike."""
    found = hashlib.sha256(_code())
    found.update(json.dumps(_settings(), sort_keys=True).encode())
    found.update(salted_hmac("content_api.caching.release", "").digest())
    return found.hexdigest()[:32]


@cache
def _code() -> bytes:
    """The digest of what does not change while a process runs."""
    from ..schema import schema  # not before all apps are ready

    found = hashlib.sha256(platform.python_version().encode())
    for name in LIBRARIES:
        found.update(f"{name} {version(name)}\n".encode())
    found.update(print_schema(schema.graphql_schema).encode())
    for label, path in _sources():
        found.update(label.encode())
        found.update(path.read_bytes())
    return found.digest()


def _sources() -> list[tuple[str, Path]]:
    """The modules, documents and templates of this project's own apps."""
    own = [app for app in apps.get_app_configs() if settings.BASE_DIR in Path(app.path).parents]
    return [
        (f"{app.name}/{path.relative_to(app.path)}", path)
        for app in sorted(own, key=lambda app: app.name)
        if ".venv" not in Path(app.path).parts
        for pattern in PATTERNS
        for path in sorted(Path(app.path).rglob(pattern))
    ]


def _settings() -> dict[str, Any]:
    """The settings whose values are plain. Others, such as paths, differ between machines that answer alike."""
    names = [name for name in dir(settings) if name.isupper() and not name.startswith(LEFT_OUT)]
    kept = {name: getattr(settings, name) for name in names}
    return {name: value for name, value in kept.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return isinstance(value, PLAIN)


def _forget(**_: Any) -> None:
    release.cache_clear()


setting_changed.connect(_forget)
