"""Exports and imports of tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from content_api.caching.answers import memory
from content_api.changes.models import ContentChange
from tests.changes import number_changes


def export(folder: Path) -> str:
    """What the command says."""
    out = StringIO()
    call_command("export_content", folder, stdout=out, stderr=out)
    return out.getvalue()


def take_in(folder: Path, **options: Any) -> str:
    """Import; what the command says. The log is numbered as the commits of the batches would."""
    out = StringIO()
    try:
        call_command("import_content", folder, stdout=out, stderr=out, **options)
    finally:
        number_changes()
        cache.clear()
        memory.clear()
    return out.getvalue()


@contextmanager
def other_site(blocker: DjangoDbBlocker, media_root: Path) -> Iterator[None]:
    """An empty site with a media folder of its own; all that happens there is rolled back."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media_root), transaction.atomic():
        cache.clear()
        memory.clear()
        yield
        transaction.set_rollback(True)


def tree(folder: Path) -> dict[str, str]:
    """Digests of all files by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def newest_change() -> int:
    newest = ContentChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0
