"""Exports and imports of tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
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
from content_api.transfer.documents import as_bytes
from content_api.transfer.folders import digest_of, files_below
from content_api.transfer.layout import MANIFEST, SUMS, object_path
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


def without_moments(folder: Path) -> dict[str, Any]:
    """The folder's objects and lists; when an undated object was changed last is told by the log of each site."""
    objects = {path.name: json.loads(path.read_text()) for path in sorted((folder / "objects").rglob("*.json"))}
    for document in objects.values():
        document.pop("changed", None)
    return objects | {path.name: path.read_text() for path in sorted((folder / "lists").glob("*.txt"))}


def newest_change() -> int:
    newest = ContentChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


@contextmanager
def elsewhere() -> Iterator[None]:
    """Whatever is done in the block happens on another site: here it is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def documents(folder: Path, model: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text()) for path in sorted((folder / "objects" / model).glob("*.json"))]


def rewrite(folder: Path, model: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the documents of ``model`` in ``folder``, and its digests so that nobody notices."""
    for document in documents(folder, model):
        change(document)
        (folder / object_path(document["name"])).write_bytes(as_bytes(document))
    sign(folder)


def sign(folder: Path) -> None:
    """Make the digests fit what lies in ``folder``."""
    paths = [path for path in files_below(folder) if path not in (SUMS, MANIFEST)]
    (folder / SUMS).write_text("".join(f"{digest_of(folder / path)}  {path}\n" for path in paths))
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["sums"] = digest_of(folder / SUMS)
    manifest["bytes"] = sum((folder / path).stat().st_size for path in paths)
    (folder / MANIFEST).write_bytes(as_bytes(manifest))
