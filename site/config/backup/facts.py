"""What can be told of the database that is there."""

from __future__ import annotations

from types import ModuleType

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from media.models import Document, Image

from . import postgresql, sqlite

HOME_DEPTH = 2  # of the page that the first migration makes


def engine() -> ModuleType:
    """The module for this kind of database: ``FILE``, ``server()``, ``dump()``, ``restore()``."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def counts() -> dict[str, int]:
    """Rows by model, of the models that have a table."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.label: model._base_manager.count() for model in models if model._meta.db_table in tables}


def applied_migrations() -> list[str]:
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def known_migrations() -> set[str]:
    """Those of this code, and those that squashed ones replace."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    return {".".join(key) for key in known}


def content() -> list[str]:
    """What people have made here, in words; empty for a database that is new or only migrated."""
    tables = set(connection.introspection.table_names())
    found = {
        "pages": Page.objects.filter(depth__gt=HOME_DEPTH),
        "users": get_user_model()._base_manager.all(),
        "images": Image.objects.all(),
        "documents": Document.objects.all(),
    }
    return [name for name, rows in found.items() if rows.model._meta.db_table in tables and rows.exists()]
