"""The demo content for tests that need real content: loading takes seconds, so a module shares one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker


def load(**options: bool) -> str:
    """Run the command; answer what it says."""
    out = StringIO()
    call_command("load_demo", stdout=out, stderr=out, **options)
    return out.getvalue()


@contextmanager
def demo_content(blocker: DjangoDbBlocker, media_root: Path) -> Iterator[str]:
    """The content in a transaction around the module's tests; yields what the command said."""
    with blocker.unblock(), override_settings(DEMO_USERS_ALLOWED=True, MEDIA_ROOT=media_root), transaction.atomic():
        yield load()
        transaction.set_rollback(True)
