"""Which files there should be: what any row of any model names, found by the fields and not from a list of models."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import FileField, Model


def known_files() -> list[str]:
    """The names of all files in the default storage that a row has, each once, in order."""
    tables = set(connection.introspection.table_names())
    names: set[str] = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in tables:
            for field in _file_fields(model):
                names.update(model._base_manager.values_list(field.name, flat=True).iterator())
    return sorted(name for name in names if name)


def strays(folder: Path, known: list[str]) -> list[str]:
    """What lies below ``folder`` although no row names it."""
    named = set(known)
    return [name for name in _names_below(folder) if name not in named]


def _file_fields(model: type[Model]) -> Iterator[FileField]:
    if model._meta.proxy or not model._meta.managed:
        return
    for field in model._meta.local_concrete_fields:
        if isinstance(field, FileField) and field.storage is default_storage:
            yield field


def _names_below(folder: Path) -> Iterator[str]:
    for path, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            yield Path(path, file).relative_to(folder).as_posix()
